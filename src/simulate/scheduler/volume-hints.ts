import { usesClaims, type VolumeChange } from '../volumes/index.ts'
import type { QueuedPod } from './pod-info.ts'

/** Plugins that look at claims and volumes. */
export const volumePlugins: ReadonlySet<string> = new Set(['VolumeRestrictions', 'NodeVolumeLimits', 'VolumeBinding', 'VolumeZone'])

/** Whether a plugin that refused a pod looks again after a change. Mirrors EventsToRegister of the volume plugins, v1.36. */
export function isAboutVolumesOf(pod: QueuedPod, plugin: string, change: VolumeChange): boolean {
  switch (change.type) {
    case 'claim-added':
      return names(pod, change.claim)
    case 'claim-updated':
      return (plugin === 'VolumeBinding' || plugin === 'VolumeZone') && names(pod, change.claim)
    case 'volume-added':
      return plugin === 'VolumeBinding' || plugin === 'VolumeZone'
    case 'volume-updated':
      return plugin === 'VolumeBinding'
    case 'storage-class-added':
      return plugin === 'VolumeBinding' || (plugin === 'VolumeZone' && change.isDelayed)
    case 'csi-node-added':
      return plugin === 'VolumeBinding' || plugin === 'NodeVolumeLimits'
    case 'csi-storage-capacity-added':
      return plugin === 'VolumeBinding'
  }
}

/** Whether a plugin that refused a pod looks again when another pod is gone. */
export function makesRoomForVolumesOf(pod: QueuedPod, plugin: string, deleted: QueuedPod): boolean {
  if (plugin === 'NodeVolumeLimits') return usesClaims(deleted.info.spec)
  if (plugin !== 'VolumeRestrictions' || deleted.info.namespace !== pod.info.namespace) return false
  return (deleted.info.spec.volumes ?? []).length > 0
}

function names({ info, name: pod }: QueuedPod, { namespace, name }: { readonly namespace: string; readonly name: string }): boolean {
  if (info.namespace !== namespace) return false
  return (info.spec.volumes ?? []).some(volume =>
    volume.ephemeral === undefined ? volume.persistentVolumeClaim?.claimName === name : `${pod}-${volume.name}` === name
  )
}
