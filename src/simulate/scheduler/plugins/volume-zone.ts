import { labelOf } from '../../../k8s/label-selector.ts'
import { type Claim, classOf, type PodClaim, type Volume } from '../../volumes/index.ts'
import { claimAt, claimNotFound, claimRejection, unboundAt } from '../claim-reasons.ts'
import type { FilterPlugin, PodRejection } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo } from '../pod-info.ts'
import type { Snapshot } from '../snapshot.ts'
import { unresolvable } from '../status.ts'

const wrongZone = unresolvable('node(s) had no available volume zone')
/** The labels that place a volume, with what they are called today. */
const topologyLabels: ReadonlyMap<string, string> = new Map([
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['topology.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['topology.kubernetes.io/region', 'topology.kubernetes.io/region'],
])

/** Refuses nodes outside the zone or region that the labels of a bound volume name. Mirrors pkg/scheduler/framework/plugins/volumezone, v1.36. */
export const volumeZone: FilterPlugin = {
  name: 'VolumeZone',
  preFilter(pod, snapshot, queued) {
    if (pod.claims.length === 0) return 'skip'
    const placed: PlacedVolume[] = []
    for (const podClaim of snapshot.volumes.claimsOf(queued)) {
      if (podClaim.isEphemeral) continue
      const found = volumeOf(pod, podClaim, snapshot)
      if (found === undefined) continue
      if ('rejection' in found) return found
      placed.push(...placesOf(found, podClaim))
    }
    if (placed.length === 0) return 'skip'
    const failing = (node: NodeInfo): PlacedVolume | undefined =>
      isPlaced(node) ? placed.find(place => !isWithin(node, place)) : undefined
    return {
      filter: node => (failing(node) === undefined ? undefined : wrongZone),
      explain(node, status) {
        const { key, podClaim, volume } = failing(node)!
        const by = volume.at === undefined ? [] : [volume.at.child('metadata', 'labels', key)]
        return [{ text: status.reasons[0]!, subject: podClaim.claimName, at: claimAt(pod, podClaim), by }]
      },
    }
  },
}

interface PlacedVolume {
  readonly key: string
  readonly values: ReadonlySet<string>
  readonly podClaim: PodClaim
  readonly volume: Volume
}

/** The volume of a claim; undefined where a node is waited for. Mirrors getPVbyPod, v1.36. */
function volumeOf(pod: PodInfo, podClaim: PodClaim, { volumes: { store } }: Snapshot): Volume | PodRejection | undefined {
  const { claim } = podClaim
  if (claim === undefined) return claimNotFound(pod, podClaim)
  if (claim.volumeName !== '') {
    const missing = `persistentvolume "${claim.volumeName}" not found`
    return store.volumes.get(claim.volumeName) ?? claimRejection(pod, podClaim, missing, unboundAt(claim))
  }
  const rejection = unboundRejection(claim, store.classOf(claim)?.isDelayed)
  return rejection === undefined ? undefined : claimRejection(pod, podClaim, rejection, unboundAt(claim))
}

function unboundRejection(claim: Claim, isDelayed: boolean | undefined): string | undefined {
  const className = classOf(claim)
  if (className === '') return 'PersistentVolumeClaim had no pv name and storageClass name'
  if (isDelayed === undefined) return `storageclass.storage.k8s.io "${className}" not found`
  return isDelayed ? undefined : 'PersistentVolume had no name'
}

function placesOf(volume: Volume, podClaim: PodClaim): readonly PlacedVolume[] {
  return [...topologyLabels.keys()].flatMap(key => {
    const value = labelOf(volume.labels, key)
    const values = value?.split('__').map(part => part.trim())
    return values === undefined || values.includes('') ? [] : [{ key, values: new Set(values), podClaim, volume }]
  })
}

function isPlaced({ labels }: NodeInfo): boolean {
  for (const key of topologyLabels.keys()) if (labelOf(labels, key) !== undefined) return true
  return false
}

function isWithin({ labels }: NodeInfo, { key, values }: PlacedVolume): boolean {
  const value = labelOf(labels, key) ?? labelOf(labels, topologyLabels.get(key)!)
  return value !== undefined && values.has(value)
}
