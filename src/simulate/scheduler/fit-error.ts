import { isAtLeast, type KubernetesVersion } from '../../k8s/version.ts'
import type { NodeInfo } from './node-info.ts'
import type { PostFilter } from './profile.ts'
import type { Status } from './status.ts'

/** What the scheduler says where there is not a single node. */
export const noNodesAvailable = 'no nodes available to schedule pods'
const noNewClaims = 'no new claims to deallocate'
const stillNotSchedulable = 'still not schedulable'
const cycleStateNotFound = 'not found'

/** What one attempt found out about the nodes. Mirrors pkg/scheduler/framework/types.go Diagnosis, v1.36. */
export interface Diagnosis {
  readonly numAllNodes: number
  readonly statuses: ReadonlyMap<NodeInfo, Status>
  /** The status of nodes that were not looked at. */
  readonly absent?: Status
  /** PreFilter's refusal of the pod as such. */
  readonly preFilterMessage?: string
  /** What DynamicResources knows of the pod's claims: nothing where PreFilter ended before it. */
  readonly deviceClaims: 'unknown' | 'none' | 'unallocated'
}

/** The scheduler's sentence, without what PostFilter adds. Mirrors pkg/scheduler/framework/types.go FitError.Error, v1.36. */
export function fitErrorSentence({ numAllNodes, statuses, absent, preFilterMessage }: Omit<Diagnosis, 'deviceClaims'>): string {
  const head = `0/${numAllNodes} nodes are available:`
  if (preFilterMessage !== undefined) return `${head} ${preFilterMessage}.`
  const histogram = new Map<string, number>()
  const count = (status: Status, times: number): void => {
    for (const reason of status.reasons) histogram.set(reason, (histogram.get(reason) ?? 0) + times)
  }
  for (const status of statuses.values()) count(status, 1)
  if (absent !== undefined && statuses.size < numAllNodes) count(absent, numAllNodes - statuses.size)
  const lines = [...histogram].map(([reason, times]) => `${times} ${reason}`).sort()
  return lines.length === 0 ? head : `${head} ${lines.join(', ')}.`
}

/** The sentence with what the PostFilter plugins add: `preemption` is DefaultPreemption's text. Mirrors RunPostFilterPlugins. */
export function fitErrorWithPostFilter(
  diagnosis: Diagnosis,
  preemption: string,
  version: KubernetesVersion,
  postFilters: readonly PostFilter[]
): string {
  return [fitErrorSentence(diagnosis), ...postFilterMessages(diagnosis, preemption, version, postFilters)].join(' ')
}

/** Since 1.34 DynamicResources takes part, and ends the matter where PreFilter stopped before it. */
function postFilterMessages(
  { deviceClaims }: Diagnosis,
  preemption: string,
  version: KubernetesVersion,
  postFilters: readonly PostFilter[]
): readonly string[] {
  const messages: string[] = []
  for (const plugin of postFilters)
    if (plugin === 'DefaultPreemption') messages.push(preemption)
    else if (isAtLeast(version, 34)) {
      if (deviceClaims === 'unknown') return [cycleStateNotFound]
      messages.push(deviceClaims === 'none' ? noNewClaims : stillNotSchedulable)
    }
  return messages.length === 0 ? [] : [messages.join(', ')]
}
