import type { NodeInfo } from './node-info.ts'
import type { QueuedPod } from './pod-info.ts'
import type { Profile } from './profile.ts'
import { firstRefusal, type PreFiltered, type Refusal, runFilters } from './run-filters.ts'
import type { Snapshot } from './snapshot.ts'

/** Which nodes pass every filter, and who refuses the others. */
export interface Examined {
  /** The nodes that were looked at. */
  readonly examined: readonly NodeInfo[]
  /** In the order of the nodes; the same list for equal pods as long as the nodes are the same. */
  readonly feasible: readonly NodeInfo[]
  /** By node, in their order. */
  refusals(): ReadonlyMap<NodeInfo, Refusal>
}

/** Runs the filters for each node that can do; a refusal where a filter fails altogether. What is known of equal pods is not worked out again. */
export function examineNodes(pod: QueuedPod, prepared: PreFiltered, snapshot: Snapshot, profile: Profile): Examined | Refusal {
  const { nodes, byName, nominated } = snapshot
  if (prepared.nodeNames !== undefined)
    return examineEach(
      [...prepared.nodeNames].flatMap(name => byName.get(name) ?? []),
      node => runFilters(pod, node, prepared.filters, snapshot)
    )
  const local = prepared.filters.slice(0, prepared.local)
  const others = prepared.filters.slice(prepared.local)
  const verdicts = snapshot.remembered.verdicts(
    profile,
    local.map(({ plugin, pass }) => `${plugin.name} ${pass.local}`).join('\n'),
    local.map(({ pass }) => pass)
  )
  const localRefusal = (node: NodeInfo): Refusal | undefined => {
    const refusal = verdicts.refusalAt(node.index)
    return refusal && { status: refusal.status, filter: local[refusal.by]! }
  }
  if (nominated.size > 0)
    return examineEach(nodes, node =>
      nominated.has(node) ? runFilters(pod, node, prepared.filters, snapshot) : (localRefusal(node) ?? firstRefusal(node, others))
    )
  const passing = verdicts.feasible(nodes)
  const rest = others.length === 0 ? undefined : examineEach(passing, node => firstRefusal(node, others))
  if (rest !== undefined && 'status' in rest) return rest
  return {
    examined: nodes,
    feasible: rest === undefined || rest.feasible.length === passing.length ? passing : rest.feasible,
    refusals() {
      const found = new Map<NodeInfo, Refusal>()
      const refusals = rest?.refusals()
      for (const node of nodes) {
        const refusal = localRefusal(node) ?? refusals?.get(node)
        if (refusal !== undefined) found.set(node, refusal)
      }
      return found
    },
  }
}

function examineEach(nodes: readonly NodeInfo[], refusalOf: (node: NodeInfo) => Refusal | undefined): Examined | Refusal {
  const feasible: NodeInfo[] = []
  const refusals = new Map<NodeInfo, Refusal>()
  for (const node of nodes) {
    const refusal = refusalOf(node)
    if (refusal === undefined) feasible.push(node)
    else if (refusal.status.code === 'Error') return refusal
    else refusals.set(node, refusal)
  }
  return { examined: nodes, feasible, refusals: () => refusals }
}
