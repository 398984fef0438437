import type { Resource } from '../../../../src/cluster/resource.ts'
import type { FilterPlugin } from '../../../../src/simulate/scheduler/framework.ts'
import type { Snapshot } from '../../../../src/simulate/scheduler/index.ts'
import { queued } from '../../objects.ts'

/** What a filter plugin says about a pod and each node: `passes`, the reasons, or PreFilter's refusal. */
export function verdictsOf(plugin: FilterPlugin, pod: Resource, snapshot: Snapshot): Record<string, readonly string[] | 'passes'> | string {
  const pass = preFilter(plugin, pod, snapshot)
  if (pass === 'skip') return 'skip'
  if ('rejection' in pass) return pass.rejection
  return Object.fromEntries(snapshot.nodes.map(node => [node.name, pass.filter(node)?.reasons ?? 'passes']))
}

function preFilter(plugin: FilterPlugin, pod: Resource, snapshot: Snapshot): ReturnType<FilterPlugin['preFilter']> {
  const made = queued(pod)
  return plugin.preFilter(made.info, snapshot, made)
}

/** Why a filter plugin refuses the first node, and where that is written. */
export function explained(plugin: FilterPlugin, pod: Resource, snapshot: Snapshot) {
  const pass = preFilter(plugin, pod, snapshot)
  if (pass === 'skip' || 'rejection' in pass) throw new Error('the plugin says nothing about nodes')
  const node = snapshot.nodes[0]!
  const status = pass.filter(node)!
  return pass.explain(node, status).map(({ subject, needed, free, at, by }) => ({
    code: status.code,
    subject,
    ...(needed !== undefined && { needed, free }),
    at: at.path.join('.'),
    by: by.map(ref => `${ref.resource.type.kind} ${ref.resource.name} ${ref.path.join('.')}`),
  }))
}
