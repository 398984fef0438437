import type { FieldError } from '../../k8s/field-error.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { Refusal, ServerWarning } from '../answer.ts'
import { isStruct, type Struct } from '../defaults/fill.ts'
import { countsGenerations } from '../generation.ts'
import type { ServerRequest } from '../request.ts'
import type { StageContext, Strategy } from '../strategy.ts'
import { commonMetaRules, objectMetaRules, sharedMetaRules } from '../validation/meta/object-meta.ts'
import type { Rule, ValidationContext } from '../validation/row.ts'
import { validate } from '../validation/validate.ts'
import { conflict, metadataUpdateErrors, withKeptMetadata } from './metadata.ts'
import type { UpdateStrategy } from './strategy.ts'
import { Update, type UpdateCheck } from './update.ts'

/** What an update comes to: the object that takes the old one's place, and what keeps it from doing so. */
export interface Updated {
  readonly object: KubernetesObject
  /** What is told alone, before validation. */
  readonly refusal?: Refusal
  readonly errors: readonly FieldError[]
  /** Whether its warnings are given. */
  readonly warns: boolean
  /** Them, where they are not those of a create. */
  readonly warnings?: readonly ServerWarning[]
}

const usualChecks: readonly UpdateCheck[] = ['metadata', 'metadata-update', 'rules']

/** Lets an object take the place of a stored one. Mirrors apiserver pkg/registry/rest/update.go BeforeUpdate, v1.36. */
export function updateObject(
  request: ServerRequest & { readonly old: KubernetesObject },
  strategy: Strategy,
  updates: UpdateStrategy,
  context: StageContext
): Updated {
  const { old, type } = request
  const refusal = conflict(request, old, updates.conditional === true)
  const written = withKeptMetadata(request.object, old)
  const allocated = updates.allocate?.(written, old, context, { name: request.name ?? '' }) ?? { object: written }
  const prepared = updates.prepare?.(allocated.object, old, context) ?? preparedLikeNew(allocated.object, old, strategy, context)
  const update = new Update(prepared, old, type, context.version)
  const isCounted = updates.counts?.some(part => update.changed(part)) === true
  const object = isCounted ? withNextGeneration(prepared, countsGenerations(type, context.version) ? 1 : 0) : prepared
  const validation: ValidationContext = { version: context.version, isPod: type.kind === 'Pod' && type.group === '', isUpdate: true }
  const rulesOf = (rules: readonly Rule[]): readonly FieldError[] => validate(object, rules, validation)
  const errors = [...rulesOf(commonMetaRules), ...metadataUpdateErrors(update), ...rulesOf(sharedMetaRules)]
  const rulesErrors = (): readonly FieldError[] => {
    const found = [...(strategy.clusterErrors?.(object, request.namespace, context) ?? []), ...rulesOf(strategy.rules ?? [])]
    return updates.tolerates === undefined ? found : found.filter(error => updates.tolerates?.(error, update) === false)
  }
  const meta = objectMetaRules(type)
  for (const check of updates.checks ?? usualChecks) {
    if (check === 'metadata') errors.push(...rulesOf(meta.first))
    else if (check === 'metadata-update')
      errors.push(...metadataUpdateErrors(update), ...rulesOf(sharedMetaRules), ...rulesOf(meta.finalizers))
    else if (check === 'rules') errors.push(...rulesErrors())
    else errors.push(...check(update))
  }
  const refused = refusal ?? allocated.refusal
  const warns = updates.warns !== 'never' && (updates.warns !== 'counted' || isCounted)
  const warnings = warns ? updates.warnings?.(object, old, context) : undefined
  return { object, errors, warns, ...(refused !== undefined && { refusal: refused }), ...(warnings !== undefined && { warnings }) }
}

/** What a create does to an object, but for the status, which is the old one's. */
function preparedLikeNew(object: KubernetesObject, old: KubernetesObject, strategy: Strategy, context: StageContext): KubernetesObject {
  return withOldStatus(strategy.prepare?.(object, context) ?? object, old)
}

/** The object with the status of the old one, of those kinds that have any. */
export function withOldStatus(object: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const { status: _written, ...rest } = object
  return isStruct(old.status) ? { ...rest, status: old.status } : rest
}

/** The generation after the one that it has, or after the one that a create gives. */
function withNextGeneration(object: KubernetesObject, first: number): KubernetesObject {
  const { generation } = (object.metadata ?? {}) as Struct
  return { ...object, metadata: { ...object.metadata, generation: (typeof generation === 'number' ? generation : first) + 1 } as object }
}
