import { type Claim, usesClaims, type VolumeStore } from '../../volumes/index.ts'
import { claimAt } from '../claim-reasons.ts'
import type { FilterPlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { Snapshot } from '../snapshot.ts'
import { unschedulable } from '../status.ts'

const tooMany = unschedulable('node(s) exceed max volume count')

/** Refuses nodes to which no more volumes of a driver can be attached. Mirrors pkg/scheduler/framework/plugins/nodevolumelimits/csi.go, v1.36. */
export const nodeVolumeLimits: FilterPlugin = {
  name: 'NodeVolumeLimits',
  preFilter(pod, snapshot, queued) {
    if (!usesClaims(pod.spec)) return 'skip'
    const { store } = snapshot.volumes
    const podClaims = snapshot.volumes.claimsOf(queued)
    const wanted = new Map<string, string>()
    for (const { claim } of podClaims) if (claim !== undefined) addVolume(claim, store, wanted)
    if (wanted.size === 0) return 'skip'
    return {
      filter: node => (exceededDriver(wanted, node, snapshot) === undefined ? undefined : tooMany),
      explain(node, status) {
        const driver = exceededDriver(wanted, node, snapshot)!
        const podClaim = podClaims.find(({ claim }) => claim !== undefined && driverOf(claim, store) === driver.name) ?? podClaims[0]!
        const by = podClaim.claim?.at === undefined ? [] : [podClaim.claim.at]
        const amounts = { needed: String(driver.needed), free: String(driver.free) }
        return [{ text: status.reasons[0]!, subject: driver.name, ...amounts, at: claimAt(pod, podClaim), by }]
      },
    }
  },
}

interface ExceededDriver {
  readonly name: string
  readonly needed: number
  readonly free: number
}

/** The first driver of which the node would have too many volumes; a volume counts once, whoever uses it. */
function exceededDriver(wanted: ReadonlyMap<string, string>, node: NodeInfo, snapshot: Snapshot): ExceededDriver | undefined {
  const { store } = snapshot.volumes
  const limits = store.limits.get(node.name)
  if (limits === undefined || limits.size === 0) return undefined
  const attached = new Map<string, string>()
  for (const present of node.pods)
    if (usesClaims(present.info.spec))
      for (const { claim } of snapshot.volumes.claimsOf(present)) if (claim !== undefined) addVolume(claim, store, attached)
  for (const { driver, volume } of store.attachments.get(node.name) ?? []) {
    const csi = store.volumes.get(volume)?.csi
    if (csi !== undefined) attached.set(`${driver}/${csi.handle}`, driver)
  }
  const added = new Map([...wanted].filter(([volume]) => !attached.has(volume)))
  for (const [name, needed] of byDriver(added)) {
    const limit = limits.get(name)
    const free = (limit ?? 0) - (byDriver(attached).get(name) ?? 0)
    if (limit !== undefined && needed > free) return { name, needed, free: Math.max(0, free) }
  }
  return undefined
}

function byDriver(volumes: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const driver of volumes.values()) counts.set(driver, (counts.get(driver) ?? 0) + 1)
  return counts
}

/** Mirrors getCSIDriverInfo, v1.36: what is not made yet counts for its class's provisioner. */
function addVolume(claim: Claim, store: VolumeStore, into: Map<string, string>): void {
  const volume = store.volumes.get(claim.volumeName)
  if (volume === undefined) {
    const provisioner = store.classOf(claim)?.provisioner ?? ''
    if (provisioner !== '') into.set(`${provisioner}/#${claim.key}`, provisioner)
  } else if (volume.csi !== undefined && volume.csi.driver !== '' && volume.csi.handle !== '')
    into.set(`${volume.csi.driver}/${volume.csi.handle}`, volume.csi.driver)
}

function driverOf(claim: Claim, store: VolumeStore): string | undefined {
  return store.volumes.get(claim.volumeName)?.csi?.driver ?? store.classOf(claim)?.provisioner
}
