import { isAtLeast } from '../../../k8s/version.ts'
import { usesClaims } from '../../volumes/index.ts'
import { claimAt } from '../claim-reasons.ts'
import { addInlineVolumes, addVolumeOf, type CsiVolumes, driverOf, hasInlineVolumes } from '../csi-volumes.ts'
import type { FilterPlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { QueuedPod } from '../pod-info.ts'
import type { Snapshot } from '../snapshot.ts'
import { unschedulable } from '../status.ts'

const tooMany = unschedulable('node(s) exceed max volume count')
const countsAttachmentsSince = 32

/** Refuses nodes to which no more volumes of a driver can be attached. Mirrors pkg/scheduler/framework/plugins/nodevolumelimits/csi.go, v1.36. */
export const nodeVolumeLimits: FilterPlugin = {
  name: 'NodeVolumeLimits',
  preFilter(pod, snapshot, queued) {
    const wanted = volumesOf(queued, snapshot)
    if (wanted.size === 0) return 'skip'
    const { store } = snapshot.volumes
    return {
      filter: node => (exceededDriver(wanted, node, snapshot) === undefined ? undefined : tooMany),
      explain(node, status) {
        const driver = exceededDriver(wanted, node, snapshot)!
        const amounts = { needed: String(driver.needed), free: String(driver.free) }
        const [text = ''] = status.reasons
        const podClaim = snapshot.volumes
          .claimsOf(queued)
          .find(({ claim }) => claim !== undefined && driverOf(claim, store, snapshot.version) === driver.name)
        if (podClaim === undefined) return [{ text, subject: driver.name, ...amounts, at: pod.template.specAt.child('volumes'), by: [] }]
        const by = podClaim.claim?.at === undefined ? [] : [podClaim.claim.at]
        return [{ text, subject: driver.name, ...amounts, at: claimAt(pod, podClaim), by }]
      },
    }
  },
}

/** Mirrors filterAttachableVolumes, v1.36. */
function volumesOf(pod: QueuedPod, { volumes, version }: Snapshot): CsiVolumes {
  const found: CsiVolumes = new Map()
  const { spec } = pod.info
  if (hasInlineVolumes(spec)) addInlineVolumes(spec, version, found)
  if (usesClaims(spec))
    for (const { claim } of volumes.claimsOf(pod)) if (claim !== undefined) addVolumeOf(claim, volumes.store, version, found)
  return found
}

interface ExceededDriver {
  readonly name: string
  readonly needed: number
  readonly free: number
}

/** The first driver of which the node would have too many volumes; a volume counts once, whichever pods use it, and again where it is attached for none that is there. */
function exceededDriver(wanted: CsiVolumes, node: NodeInfo, snapshot: Snapshot): ExceededDriver | undefined {
  const { store } = snapshot.volumes
  const limits = store.limits.get(node.name)
  if (limits === undefined || limits.size === 0) return undefined
  const used: CsiVolumes = new Map()
  for (const present of node.pods) for (const [volume, driver] of volumesOf(present, snapshot)) used.set(volume, driver)
  const attached = new Map([...attachedTo(node, snapshot)].filter(([volume]) => !used.has(volume)))
  const added = new Map([...wanted].filter(([volume]) => !used.has(volume)))
  const present = byDriver([...used.values(), ...attached.values()])
  for (const [name, needed] of byDriver([...added.values()])) {
    const limit = limits.get(name)
    const free = (limit ?? 0) - (present.get(name) ?? 0)
    if (limit !== undefined && needed > free) return { name, needed, free: Math.max(0, free) }
  }
  return undefined
}

/** Mirrors getNodeVolumeAttachmentInfo, v1.36. */
function attachedTo({ name }: NodeInfo, { volumes: { store }, version }: Snapshot): CsiVolumes {
  const attached: CsiVolumes = new Map()
  if (!isAtLeast(version, countsAttachmentsSince)) return attached
  for (const { driver, volume } of store.attachments.get(name) ?? []) {
    const csi = store.volumes.get(volume)?.csi
    if (csi !== undefined) attached.set(`${driver}/${csi.handle}`, driver)
  }
  return attached
}

function byDriver(drivers: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const driver of drivers) counts.set(driver, (counts.get(driver) ?? 0) + 1)
  return counts
}
