import type { FieldError } from '../../k8s/field-error.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { Refusal } from '../answer.ts'
import type { Struct } from '../defaults/fill.ts'
import type { ServerRequest } from '../request.ts'
import { invalid as invalidObject, qualified } from '../status.ts'
import { invalid } from '../validation/error-of.ts'
import { Field } from '../validation/field.ts'
import type { Update } from './update.ts'

/** What an update can never say otherwise than the old object. */
const kept: readonly string[] = ['generation', 'creationTimestamp', 'deletionTimestamp']
/** What it may leave unsaid. */
const filled: readonly string[] = ['uid', 'deletionGracePeriodSeconds']

const modified = 'the object has been modified; please apply your changes to the latest version and try again'

/** The object with what the server keeps of the metadata. Mirrors apiserver pkg/registry/rest/update.go BeforeUpdate, v1.36. */
export function withKeptMetadata(object: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const metadata: Record<string, unknown> = { ...object.metadata }
  const before = (old.metadata ?? {}) as Struct
  if (before['generation'] === undefined) delete metadata['generation']
  for (const name of kept) if (before[name] !== undefined && before[name] !== null) metadata[name] = before[name]
  for (const name of filled) if (isUnset(metadata[name]) && before[name] !== undefined) metadata[name] = before[name]
  return { ...object, metadata }
}

/** Why an object is not the one that the sender means. Mirrors apiserver pkg/registry/generic/registry/store.go Update, v1.36. */
export function conflict(request: ServerRequest, old: KubernetesObject, conditional: boolean): Refusal | undefined {
  const written = (request.object.metadata ?? {}) as Struct
  const before = (old.metadata ?? {}) as Struct
  const name = request.name ?? ''
  const subject = `${qualified(request.type.plural, request.type.group)} ${goQuote(name)}`
  const because = (why: string, at: string): Refusal => ({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${subject}: ${why}`,
    errors: [],
    at: ['metadata', at],
  })
  if (!isUnset(written['uid']) && !isUnset(before['uid']) && written['uid'] !== before['uid'])
    return because(`Precondition failed: UID in precondition: ${written['uid']}, UID in object meta: ${before['uid']}`, 'uid')
  if (isUnset(before['resourceVersion'])) return undefined
  if (!isUnset(written['resourceVersion']))
    return written['resourceVersion'] === before['resourceVersion'] ? undefined : because(modified, 'resourceVersion')
  if (!conditional) return undefined
  const field = Field.root(request.object).at('metadata.resourceVersion')
  return invalidObject({ ...request.type, kind: request.type.plural }, name, [invalid(field, 'must be specified for an update', 0)])
}

/** Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessorUpdate, v1.36, beside what a create looks at, too. */
export function* metadataUpdateErrors({ object, old }: Update): Generator<FieldError> {
  const metadata = object.child('metadata')
  const deleted = old.at('metadata.deletionTimestamp')
  if (!deleted.absent) {
    const known = new Set(old.at('metadata.finalizers').items.map(({ text }) => text))
    const added = metadata
      .child('finalizers')
      .items.map(({ text }) => text)
      .filter(text => !known.has(text))
    if (added.length > 0)
      yield {
        ...invalid(metadata.child('finalizers'), ''),
        reason: 'FieldValueForbidden',
        message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map(goQuote).join(', ')}}`,
      }
  } else if (!metadata.child('deletionTimestamp').absent) yield invalid(metadata.child('deletionTimestamp'), 'field is immutable')
  const grace = metadata.child('deletionGracePeriodSeconds')
  if (!grace.absent && grace.value !== old.at('metadata.deletionGracePeriodSeconds').value) yield invalid(grace, 'field is immutable')
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
