import type { FilterPass, FilterPlugin, PodRejection } from './framework.ts'
import type { NodeInfo } from './node-info.ts'
import type { QueuedPod } from './pod-info.ts'
import type { Profile } from './profile.ts'
import type { Snapshot } from './snapshot.ts'
import { type Status, unresolvable } from './status.ts'

/** A plugin that has something to say about a pod, and what it has worked out. */
export interface PreparedFilter {
  readonly plugin: FilterPlugin
  readonly pass: FilterPass
}

/** What PreFilter leaves for the nodes. */
export interface PreFiltered {
  readonly filters: readonly PreparedFilter[]
  /** How many of the filters, from the first on, look at one node at a time. */
  readonly local: number
  /** Present where only these nodes can do. */
  readonly nodeNames?: ReadonlySet<string>
  /** The status of the nodes that are ruled out thereby. */
  readonly absent?: Status
}

/** A node's refusal and the plugin that made it. */
export interface Refusal {
  readonly status: Status
  readonly filter: PreparedFilter
}

/** The refusal of a pod, by whom, and the plugins whose PreFilter came before and have a say. */
export interface PreFilterRejection extends PodRejection {
  readonly plugin: string
  readonly before: readonly PreparedFilter[]
}

/** Runs PreFilter: the plugins that have a say, or the refusal of the pod as such. Mirrors RunPreFilterPlugins, v1.36. */
export function runPreFilters(pod: QueuedPod, snapshot: Snapshot, profile: Profile): PreFiltered | PreFilterRejection {
  let filters: PreparedFilter[] = []
  const restricting: string[] = []
  let nodeNames: ReadonlySet<string> | undefined
  for (const plugin of profile.filters) {
    const pass = plugin.preFilter(pod.info, snapshot, pod)
    if (pass === 'skip') continue
    if ('rejection' in pass) return { ...pass, plugin: plugin.name, before: filters }
    filters.push({ plugin, pass })
    if (pass.nodeNames === undefined) continue
    restricting.push(plugin.name)
    const before: ReadonlySet<string> | undefined = nodeNames
    nodeNames = before === undefined ? pass.nodeNames : new Set([...pass.nodeNames].filter(name => before.has(name)))
  }
  const { filterOrder } = profile
  if (filterOrder !== undefined) {
    const place = ({ plugin }: PreparedFilter): number => filterOrder.indexOf(plugin.name)
    filters = filters.toSorted((a, b) => place(a) - place(b))
  }
  const across = filters.findIndex(({ pass }) => pass.local === undefined)
  const local = across === -1 ? filters.length : across
  if (nodeNames === undefined) return { filters, local }
  return { filters, local, nodeNames, absent: unresolvable(`node(s) didn't satisfy plugin(s) [${restricting.sort().join(' ')}]`) }
}

/** The first refusal of a node, with the pods that were promised room there counted too. Mirrors RunFilterPluginsWithNominatedPods, v1.36. */
export function runFilters(pod: QueuedPod, node: NodeInfo, filters: readonly PreparedFilter[], snapshot: Snapshot): Refusal | undefined {
  if (snapshot.nominated.size === 0) return firstRefusal(node, filters)
  const promised = [...(snapshot.nominated.get(node) ?? [])].filter(other => other !== pod && other.info.priority >= pod.info.priority)
  if (promised.length === 0) return firstRefusal(node, filters)
  for (const other of promised) snapshot.suppose(other, node)
  const refusal = firstRefusal(node, refreshed(pod, filters, snapshot))
  for (const other of promised) snapshot.removePod(other, node)
  return refusal ?? firstRefusal(node, filters)
}

/** The filters after pods have come or gone: those that look across nodes are worked out anew. */
export function refreshed(pod: QueuedPod, filters: readonly PreparedFilter[], snapshot: Snapshot): readonly PreparedFilter[] {
  if (!filters.some(({ pass }) => pass.acrossNodes)) return filters
  return filters.flatMap(filter => {
    if (!filter.pass.acrossNodes) return [filter]
    const pass = filter.plugin.preFilter(pod.info, snapshot, pod)
    return pass === 'skip' || 'rejection' in pass ? [] : [{ plugin: filter.plugin, pass }]
  })
}

/** The first refusal of a node. */
export function firstRefusal(node: NodeInfo, filters: readonly PreparedFilter[]): Refusal | undefined {
  for (const filter of filters) {
    const status = filter.pass.filter(node)
    if (status !== undefined) return { status, filter }
  }
  return undefined
}
