import type { PodSpec } from '../../k8s/types.ts'

const singleAttachVolumes = ['gcePersistentDisk', 'awsElasticBlockStore', 'iscsi', 'rbd']

/** Upstream names of the plugins that decide about a pod with this spec and have no counterpart here. */
export function unsimulatedPlugins(spec: PodSpec): readonly string[] {
  const plugins: string[] = []
  const volumes = spec.volumes ?? []
  if (volumes.some(volume => singleAttachVolumes.some(type => Object.hasOwn(volume, type)))) plugins.push('VolumeRestrictions')
  if (volumes.some(volume => volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined)) plugins.push('VolumeBinding')
  if ((spec.resourceClaims ?? []).length > 0) plugins.push('DynamicResources')
  return plugins
}
