import { type Check, plural, quoted, sortedSet } from './judged-pod.ts'

const allowed = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']
/** In the order in which a volume with several is named. */
const restricted = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
]

/** Mirrors pod-security-admission policy/check_restrictedVolumes.go, v1.36. */
export const restrictedVolumes: Check = ({ spec }) => {
  const volumes = spec.volumes ?? []
  const bad = volumes.filter(volume => !allowed.some(source => has(volume, source)))
  if (bad.length === 0) return undefined
  const typeOf = (volume: object): string => restricted.find(source => has(volume, source)) ?? 'unknown'
  const types = sortedSet(bad.map(typeOf))
  const names = quoted(bad.map(volume => volume.name ?? ''))
  const verb = bad.length === 1 ? 'uses' : 'use'
  const detail = `${plural(bad.length, 'volume')} ${names} ${verb} ${plural(types.length, 'restricted volume type')} ${quoted(types)}`
  return { reason: 'restricted volume types', detail, at: ['volumes', volumes.indexOf(bad[0]!), typeOf(bad[0]!)] }
}

function has(volume: object, source: string): boolean {
  if (!Object.hasOwn(volume, source)) return false
  const value = (volume as Readonly<Record<string, unknown>>)[source]
  return value !== undefined && value !== null
}
