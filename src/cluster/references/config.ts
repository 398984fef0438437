import type { FieldPath } from '../../k8s/field-path.ts'
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

/** Whether somebody wants to know of a reference, which is not made otherwise. */
export type WantsConfig = (
  kind: ConfigReference['kind'],
  name: string,
  key: string | undefined,
  optional: boolean,
  use: 'env' | 'volumes'
) => boolean

/** The ConfigMaps and Secrets that a pod's environment and volumes name, in the order of the fields. */
export function configReferences(template: PodTemplate, wants: WantsConfig = () => true): readonly ConfigReference[] {
  const found: ConfigReference[] = []
  addOfContainers(template, 'initContainers', wants, found)
  addOfContainers(template, 'containers', wants, found)
  addOfVolumes(template, wants, found)
  return found
}

function addOfContainers(
  { spec, specAt }: PodTemplate,
  list: 'initContainers' | 'containers',
  wants: WantsConfig,
  found: ConfigReference[]
) {
  const containers = spec[list] ?? []
  const addWhole = (kind: ConfigReference['kind'], { name, optional }: WholeSource, c: number, e: number): void => {
    if (!name || !wants(kind, name, undefined, optional === true, 'env')) return
    const at = specAt.child(list, c, 'envFrom', e, kind === 'ConfigMap' ? 'configMapRef' : 'secretRef', 'name')
    found.push({ kind, name, optional: optional === true, at, nameAt: at })
  }
  const addKey = (kind: ConfigReference['kind'], { name, key, optional }: KeySelector, c: number, e: number): void => {
    if (!name || !key || !wants(kind, name, key, optional === true, 'env')) return
    const at = specAt.child(list, c, 'env', e, 'valueFrom', kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef')
    found.push({ kind, name, key, optional: optional === true, at: at.child('key'), nameAt: at.child('name') })
  }
  for (let c = 0; c < containers.length; c++) {
    const { envFrom = [], env = [] } = containers[c]!
    for (let e = 0; e < envFrom.length; e++) {
      const { configMapRef, secretRef } = envFrom[e]!
      if (configMapRef) addWhole('ConfigMap', configMapRef, c, e)
      if (secretRef) addWhole('Secret', secretRef, c, e)
    }
    for (let e = 0; e < env.length; e++) {
      const from = env[e]!.valueFrom
      if (!from) continue
      if (from.configMapKeyRef) addKey('ConfigMap', from.configMapKeyRef, c, e)
      if (from.secretKeyRef) addKey('Secret', from.secretKeyRef, c, e)
    }
  }
}

function addOfVolumes({ spec, specAt }: PodTemplate, wants: WantsConfig, found: ConfigReference[]): void {
  const volumes = spec.volumes ?? []
  const add = (kind: ConfigReference['kind'], source: FilesSource, nameField: 'name' | 'secretName', at: FieldPath): void => {
    const { [nameField]: name = '', items = [] } = source
    const optional = source.optional === true
    if (name === '') return
    if (items.length === 0 && wants(kind, name, undefined, optional, 'volumes')) {
      const nameAt = specAt.child(...at, nameField)
      found.push({ kind, name, optional, at: nameAt, nameAt })
    }
    for (let i = 0; i < items.length; i++) {
      const { key } = items[i]!
      if (key && wants(kind, name, key, optional, 'volumes'))
        found.push({ kind, name, key, optional, at: specAt.child(...at, 'items', i, 'key'), nameAt: specAt.child(...at, nameField) })
    }
  }
  for (let v = 0; v < volumes.length; v++) {
    const { configMap, secret, projected } = volumes[v]!
    if (configMap) add('ConfigMap', configMap, 'name', ['volumes', v, 'configMap'])
    if (secret) add('Secret', secret, 'secretName', ['volumes', v, 'secret'])
    const sources = projected?.sources ?? []
    for (let s = 0; s < sources.length; s++) {
      const source = sources[s]!
      if (source.configMap) add('ConfigMap', source.configMap, 'name', ['volumes', v, 'projected', 'sources', s, 'configMap'])
      if (source.secret) add('Secret', source.secret, 'name', ['volumes', v, 'projected', 'sources', s, 'secret'])
    }
  }
}

interface WholeSource {
  readonly name?: string
  readonly optional?: boolean
}

/** All keys as files, or those of `items`. */
interface FilesSource {
  readonly name?: string
  readonly secretName?: string
  readonly items?: readonly KeyToPath[]
  readonly optional?: boolean
}
