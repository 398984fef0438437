import type { FieldRef } from '../../../cluster/field-ref.ts'
import { matchesNodeSelectorTerms } from '../../../k8s/node-selector.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import type { PodDeviceClaim } from '../../devices/index.ts'
import { defaultNormalizeScore, type FilterPlugin, type PodRejection, type ScoreList, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo, QueuedPod } from '../pod-info.ts'
import { requestAt } from '../request-at.ts'
import { amountOf } from '../resources.ts'
import type { Snapshot } from '../snapshot.ts'
import { type Status, unresolvable } from '../status.ts'

const unavailable = unresolvable('resourceclaim not available on the node')
const inUse = 'resourceclaim in use'
const scoresSince = 35

/** Refuses nodes from which a claim's devices cannot be used, and where there are none for it. Mirrors pkg/scheduler/framework/plugins/dynamicresources, v1.36. */
export const dynamicResources: FilterPlugin & ScorePlugin = {
  name: 'DynamicResources',
  preFilter(pod, { devices }, queued) {
    const podClaims = devices.claimsOf(queued)
    const [extended] = devices.extendedResourcesOf(queued)
    if (podClaims.length === 0 && extended === undefined) return 'skip'
    for (const podClaim of podClaims) {
      const rejection = rejectionOf(pod, queued, podClaim, devices)
      if (rejection !== undefined) return rejection
    }
    const statuses = new Map<string, Status>()
    const unreachable = (node: NodeInfo): PodDeviceClaim | undefined =>
      podClaims.find(({ claim }) => {
        const nodes = claim?.allocation?.nodes
        return nodes !== undefined && !matchesNodeSelectorTerms(nodes, node)
      })
    return {
      filter(node) {
        const result = devices.allocate(queued, node, offersOf(node))
        if ('fatal' in result) return { code: 'Error', reasons: [result.fatal] }
        if ('allocations' in result) return unreachable(node) === undefined ? undefined : unavailable
        const status = statuses.get(result.refusal) ?? unresolvable(result.refusal)
        statuses.set(result.refusal, status)
        return status
      },
      explain(node, status) {
        const podClaim = unreachable(node) ?? podClaims.find(({ claim }) => claim?.allocation === undefined) ?? podClaims[0]
        if (podClaim === undefined) {
          const { resource = '' } = extended ?? {}
          return [{ text: status.reasons[0]!, subject: resource, at: requestAt(pod, resource), by: [] }]
        }
        return [{ text: status.reasons[0]!, subject: podClaim.named.name, at: claimAt(pod, podClaim), by: requestsAt(podClaim) }]
      },
    }
  },
  preScore(_pod, _feasible, { devices, version }, queued) {
    if (!isAtLeast(version, scoresSince)) return 'skip'
    const hasAlternatives = devices
      .claimsOf(queued)
      .some(({ claim }) => claim?.spec.devices?.requests?.some(({ firstAvailable = [] }) => firstAvailable.length > 0))
    if (!hasAlternatives) return 'skip'
    return {
      score: node => devices.score(queued, node, offersOf(node)),
      normalize: (scores: ScoreList) => defaultNormalizeScore(scores, false),
    }
  },
}

/** Whether the node has an extended resource by a device plugin. */
function offersOf({ allocatable }: NodeInfo): (resource: string) => boolean {
  return resource => amountOf(allocatable, resource) > 0
}

function rejectionOf(pod: PodInfo, queued: QueuedPod, podClaim: PodDeviceClaim, devices: Snapshot['devices']): PodRejection | undefined {
  const { claim } = podClaim
  if (claim === undefined) return undefined
  const rejected = (rejection: string): PodRejection => ({
    rejection,
    reason: { text: rejection, subject: podClaim.named.name, at: claimAt(pod, podClaim), by: requestsAt(podClaim) },
  })
  if (claim.allocation !== undefined) return devices.isOpenTo(queued, claim) ? undefined : rejected(inUse)
  for (const { name, className } of devices.classesOf(claim))
    if (!devices.classes.has(className)) return rejected(`request ${name}: device class ${className} does not exist`)
  return undefined
}

function claimAt({ template }: PodInfo, { index, named }: PodDeviceClaim): FieldRef {
  return template.specAt.child('resourceClaims', index, named.kind === 'ResourceClaim' ? 'resourceClaimName' : 'resourceClaimTemplateName')
}

function requestsAt({ claim }: PodDeviceClaim): readonly FieldRef[] {
  return claim?.at === undefined ? [] : [claim.at.child('devices', 'requests')]
}
