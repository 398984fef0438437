import type { FieldRef } from '../../../cluster/field-ref.ts'
import type { Volume } from '../../../k8s/types.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import { claimNotFound } from '../claim-reasons.ts'
import type { FilterPlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo } from '../pod-info.ts'
import type { Snapshot } from '../snapshot.ts'
import { unschedulable } from '../status.ts'

const diskTaken = unschedulable('node(s) had no available disk')
const claimInUse = unschedulable(
  'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod'
)
const claimOfAnother = unschedulable('node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode')
const speaksOfNodesSince = 34
const namedUsers = 3

/** Refuses nodes where another pod has the same disk, and all nodes where another pod has a claim that is for one pod. Mirrors pkg/scheduler/framework/plugins/volumerestrictions, v1.36. */
export const volumeRestrictions: FilterPlugin = {
  name: 'VolumeRestrictions',
  preFilter(pod, snapshot, queued) {
    const { volumes = [] } = pod.spec
    if (volumes.length === 0) return 'skip'
    const claims = snapshot.volumes.claimsOf(queued).filter(({ isEphemeral }) => !isEphemeral)
    const missing = claims.find(({ claim }) => claim === undefined)
    if (missing !== undefined) return claimNotFound(pod, missing)
    const inUse = claims.find(({ claim }) => claim?.accessModes.includes('ReadWriteOncePod') && snapshot.usersOf(claim) > 0)
    const disks = (volumes as readonly DiskVolume[]).flatMap((volume, index) => (isDisk(volume) ? [{ volume, index }] : []))
    if (inUse === undefined && disks.length === 0) return 'skip'
    const conflicting = (node: NodeInfo): { readonly index: number; readonly user: PodInfo } | undefined => {
      for (const { volume, index } of disks)
        for (const { info } of node.pods) if (conflictingVolume(volume, info) !== -1) return { index, user: info }
      return undefined
    }
    const taken = isAtLeast(snapshot.version, speaksOfNodesSince) ? claimInUse : claimOfAnother
    return {
      acrossNodes: true,
      filter: node => (conflicting(node) === undefined ? (inUse === undefined ? undefined : taken) : diskTaken),
      explain(node, status) {
        const text = status.reasons[0]!
        const conflict = conflicting(node)
        if (conflict !== undefined) {
          const { index, user } = conflict
          const by = user.template.specAt.child('volumes', conflictingVolume(volumes[index] as DiskVolume, user))
          return [{ text, subject: volumes[index]?.name ?? '', at: pod.template.specAt.child('volumes', index), by: [by] }]
        }
        const { index, claimName, claim } = inUse!
        const at = pod.template.specAt.child('volumes', index, 'persistentVolumeClaim', 'claimName')
        const by = [
          ...(claim?.at === undefined ? [] : [claim.at.child('spec', 'accessModes')]),
          ...usersOf(pod.namespace, claimName, snapshot),
        ]
        return [{ text, subject: claimName, at, by }]
      },
    }
  },
}

interface DiskVolume extends Volume {
  readonly gcePersistentDisk?: { readonly pdName?: string; readonly readOnly?: boolean }
  readonly awsElasticBlockStore?: { readonly volumeID?: string }
  readonly iscsi?: { readonly iqn?: string; readonly readOnly?: boolean }
  readonly rbd?: { readonly monitors?: readonly string[]; readonly pool?: string; readonly image?: string; readonly readOnly?: boolean }
}

function isDisk({ gcePersistentDisk, awsElasticBlockStore, iscsi, rbd }: DiskVolume): boolean {
  return (gcePersistentDisk ?? awsElasticBlockStore ?? iscsi ?? rbd) !== undefined
}

/** Which volume of another pod is the same disk; -1 where both may use it, or there is none. */
function conflictingVolume(volume: DiskVolume, { spec }: PodInfo): number {
  return (spec.volumes ?? []).findIndex(other => areInConflict(volume, other))
}

/** Mirrors isVolumeConflict, v1.36. */
function areInConflict(a: DiskVolume, b: DiskVolume): boolean {
  const shared = (one?: { readonly readOnly?: boolean }, other?: { readonly readOnly?: boolean }): boolean =>
    one?.readOnly === true && other?.readOnly === true
  if (a.gcePersistentDisk !== undefined && b.gcePersistentDisk !== undefined)
    if (a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName && !shared(a.gcePersistentDisk, b.gcePersistentDisk)) return true
  if (a.awsElasticBlockStore !== undefined && b.awsElasticBlockStore !== undefined)
    if (a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore.volumeID) return true
  if (a.iscsi !== undefined && b.iscsi !== undefined && a.iscsi.iqn === b.iscsi.iqn && !shared(a.iscsi, b.iscsi)) return true
  if (a.rbd === undefined || b.rbd === undefined || shared(a.rbd, b.rbd)) return false
  const monitors = new Set(b.rbd.monitors ?? [])
  const isSameImage = (a.rbd.pool ?? 'rbd') === (b.rbd.pool ?? 'rbd') && a.rbd.image === b.rbd.image
  return isSameImage && (a.rbd.monitors ?? []).some(monitor => monitors.has(monitor))
}

/** Where the pods that have a claim name it. */
function usersOf(namespace: string, claimName: string, { nodes }: Snapshot): readonly FieldRef[] {
  const found = new Map<PodInfo, FieldRef>()
  for (const { pods } of nodes)
    for (const { info } of pods) {
      if (info.namespace !== namespace || found.has(info)) continue
      const index = (info.spec.volumes ?? []).findIndex(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claimName)
      if (index === -1) continue
      found.set(info, info.template.specAt.child('volumes', index, 'persistentVolumeClaim', 'claimName'))
      if (found.size === namedUsers) return [...found.values()]
    }
  return [...found.values()]
}
