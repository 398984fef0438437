import type { FieldError } from '../../k8s/field-error.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { isStruct } from '../defaults/fill.ts'
import { invalid } from '../validation/error-of.ts'
import { immutable } from './immutable.ts'
import type { UpdateStrategy } from './strategy.ts'
import type { Update } from './update.ts'
import { withOldStatus } from './update-object.ts'

/** Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go ValidateCustomResourceDefinitionUpdate, v1.36. */
export const customResourceDefinition: UpdateStrategy = {
  conditional: true,
  prepare: withStoredVersion,
  counts: ['spec'],
  tolerates: ({ field }) => field === 'metadata.name' || field.startsWith('status.storedVersions'),
  checks: [
    'metadata-update',
    'rules',
    namesErrors,
    immutable('spec.group', { zero: '' }),
    immutable('spec.names.plural', { zero: '' }),
    storedVersionsErrors,
  ],
}

/** The version that is stored from now on counts as stored. Mirrors pkg/registry/customresourcedefinition/strategy.go PrepareForUpdate. */
function withStoredVersion(object: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const kept = withOldStatus(object, old)
  const versions = isStruct(kept.spec) && Array.isArray(kept.spec['versions']) ? kept.spec['versions'] : []
  const storage = versions.find(version => isStruct(version) && version['storage'] === true)
  const name = storage === undefined ? undefined : (storage.name ?? '')
  const status = isStruct(kept.status) ? kept.status : {}
  const stored: readonly unknown[] = Array.isArray(status['storedVersions']) ? status['storedVersions'] : []
  if (typeof name !== 'string' || stored.includes(name)) return kept
  return { ...kept, status: { ...status, storedVersions: [...stored, name] } }
}

/** Scope and kind stay once the definition is served, which it is a moment after it was created. */
function* namesErrors(update: Update): Generator<FieldError> {
  const conditions = update.old.at('status.conditions').items
  const established = conditions.find(condition => condition.child('type').text === 'Established')
  if (established !== undefined && established.child('status').text !== 'True') return
  yield* immutable('spec.scope', { zero: '' })(update)
  yield* immutable('spec.names.kind', { zero: '' })(update)
}

/** Mirrors ValidateCustomResourceDefinitionStoredVersions. */
function* storedVersionsErrors({ object }: Update): Generator<FieldError> {
  const stored = object.at('status.storedVersions')
  const versions = object.at('spec.versions').items
  if (stored.empty) {
    yield invalid(stored, 'must have at least one stored version', [])
    return
  }
  const names = new Set(versions.map(version => version.child('name').text))
  const unseen = new Set(stored.items.map(({ text }) => text))
  for (const version of versions) {
    const { text } = version.child('name')
    if (!unseen.delete(text) && version.child('storage').value === true) yield invalid(stored, `must have the storage version ${text}`)
  }
  for (const version of stored.items) {
    const { text } = version
    if (names.has(text)) continue
    const until = `until a storage migration ensures no data remains persisted in ${text} and removes ${text} from status.storedVersions`
    const why = `${text} was previously a storage version, and must remain in spec.versions ${until}`
    yield invalid(version, `missing from spec.versions; ${why}`)
  }
}
