import type { KeySelector, KeyToPath } from '../../k8s/types.ts'
import type { FieldRef } from '../field-ref.ts'
import type { PodTemplate } from '../pod-template.ts'

/** A ConfigMap or Secret that a pod names, and the key of it that it wants. */
export interface ConfigReference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  /** Absent where all keys are taken. */
  readonly key?: string
  /** The pod starts without it. */
  readonly optional: boolean
  /** Where the key is written; the name, where no key is. */
  readonly at: FieldRef
  /** Where the name is written. */
  readonly nameAt: FieldRef
}

/** Every ConfigMap and Secret that a pod's environment and volumes name, in the order of the fields. */
export function configReferences(template: PodTemplate): readonly ConfigReference[] {
  return [...containerReferences(template, 'initContainers'), ...containerReferences(template, 'containers'), ...volumeReferences(template)]
}

function* containerReferences(template: PodTemplate, list: 'initContainers' | 'containers'): Generator<ConfigReference> {
  for (const [c, container] of (template.spec[list] ?? []).entries()) {
    const at = template.specAt.child(list, c)
    for (const [e, source] of (container.envFrom ?? []).entries()) {
      yield* whole('ConfigMap', source.configMapRef, at.child('envFrom', e, 'configMapRef'))
      yield* whole('Secret', source.secretRef, at.child('envFrom', e, 'secretRef'))
    }
    for (const [e, variable] of (container.env ?? []).entries()) {
      if (!variable.valueFrom) continue
      const from = at.child('env', e, 'valueFrom')
      yield* oneKey('ConfigMap', variable.valueFrom.configMapKeyRef, from.child('configMapKeyRef'))
      yield* oneKey('Secret', variable.valueFrom.secretKeyRef, from.child('secretKeyRef'))
    }
  }
}

function* volumeReferences(template: PodTemplate): Generator<ConfigReference> {
  for (const [v, volume] of (template.spec.volumes ?? []).entries()) {
    const at = template.specAt.child('volumes', v)
    yield* files('ConfigMap', volume.configMap, 'name', at.child('configMap'))
    yield* files('Secret', volume.secret, 'secretName', at.child('secret'))
    for (const [s, source] of (volume.projected?.sources ?? []).entries()) {
      const sourceAt = at.child('projected', 'sources', s)
      yield* files('ConfigMap', source.configMap, 'name', sourceAt.child('configMap'))
      yield* files('Secret', source.secret, 'name', sourceAt.child('secret'))
    }
  }
}

function* oneKey(kind: ConfigReference['kind'], selector: KeySelector | undefined, at: FieldRef): Generator<ConfigReference> {
  if (!selector?.name || !selector.key) return
  const { name, key } = selector
  yield { kind, name, key, optional: selector.optional === true, at: at.child('key'), nameAt: at.child('name') }
}

function* whole(
  kind: ConfigReference['kind'],
  source: { readonly name?: string; readonly optional?: boolean } | undefined,
  at: FieldRef
): Generator<ConfigReference> {
  if (!source?.name) return
  yield { kind, name: source.name, optional: source.optional === true, at: at.child('name'), nameAt: at.child('name') }
}

interface FilesSource {
  readonly name?: string
  readonly secretName?: string
  readonly items?: readonly KeyToPath[]
  readonly optional?: boolean
}

/** All keys as files, or those of `items`. */
function* files(
  kind: ConfigReference['kind'],
  source: FilesSource | undefined,
  nameField: 'name' | 'secretName',
  at: FieldRef
): Generator<ConfigReference> {
  const name = source?.[nameField]
  if (source === undefined || !name) return
  const optional = source.optional === true
  const nameAt = at.child(nameField)
  if ((source.items ?? []).length === 0) yield { kind, name, optional, at: nameAt, nameAt }
  for (const [i, { key }] of (source.items ?? []).entries())
    if (key) yield { kind, name, key, optional, at: at.child('items', i, 'key'), nameAt }
}
