import { type ConfigReference, FieldRef, goQuote, type PodTemplate, type Resource, writtenValue } from '../../kit.ts'

/** Fields that hold keys: what is written counts, for a value that cannot be decoded is a finding of its own. */
const fields = {
  env: { ConfigMap: ['data'], Secret: ['data', 'stringData'] },
  volumes: { ConfigMap: ['data', 'binaryData'], Secret: ['data', 'stringData'] },
}
/** What the token controller writes into a Secret of type kubernetes.io/service-account-token. */
const tokenKeys = ['token', 'ca.crt', 'namespace']

/** The keys that a variable or a volume may take of an object, or all of them. */
export function keysOf(target: Resource, use?: 'env' | 'volumes'): readonly string[] {
  const lists = use === undefined ? ['data', 'stringData', 'binaryData'] : fields[use][target.type.kind as 'ConfigMap' | 'Secret']
  const controlled =
    target.type.kind === 'Secret' && writtenValue(target, ['type']) === 'kubernetes.io/service-account-token' ? tokenKeys : []
  const written = lists.flatMap(list => {
    const map = writtenValue(target, [list])
    return typeof map === 'object' && map !== null ? Object.keys(map) : []
  })
  return [...written, ...controlled]
}

/** Where a key is written. */
export function keyAt(target: Resource, key: string): FieldRef {
  const field = ['data', 'stringData', 'binaryData'].find(list => writtenValue(target, [list, key]) !== undefined) ?? 'data'
  return new FieldRef(target, [field, key], 'key')
}

/** Where its keys are written, whatever they are. */
export function dataAt(target: Resource): FieldRef {
  const field = ['data', 'stringData', 'binaryData'].find(list => writtenValue(target, [list]) !== undefined)
  return field === undefined ? new FieldRef(target, ['metadata', 'name']) : new FieldRef(target, [field], 'key')
}

/** A few of them, for people. */
export function keyList(keys: readonly string[]): string {
  if (keys.length === 0) return 'it has no keys'
  return keys.length > 6 ? `its keys are ${keys.slice(0, 6).join(', ')} and ${keys.length - 6} more` : `its keys are ${keys.join(', ')}`
}

/** What takes the key, and what the kubelet says when it is not there. Mirrors pkg/kubelet/kubelet_pods.go makeEnvironmentVariables and pkg/volume/{configmap,secret} MakePayload, v1.36. */
export function useOf({ specAt, spec, namespace }: PodTemplate, { kind, name, key, at }: ConfigReference) {
  const [list, index] = at.path.slice(specAt.path.length)
  if (list !== 'volumes') {
    const container = (list === 'initContainers' ? spec.initContainers : spec.containers)?.[Number(index)]?.name ?? ''
    const words = `couldn't find key ${key} in ${kind} ${namespace}/${name}`
    return { list: 'env', container, reason: 'CreateContainerConfigError', words } as const
  }
  const words = kind === 'ConfigMap' ? `configmap references non-existent config key: ${key}` : `references non-existent secret key: ${key}`
  const volume = goQuote(spec.volumes?.[Number(index)]?.name ?? '')
  return {
    list: 'volumes',
    container: '',
    reason: 'FailedMount',
    words: `MountVolume.SetUp failed for volume ${volume} : ${words}`,
  } as const
}
