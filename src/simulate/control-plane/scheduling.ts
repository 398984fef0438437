import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { isWorkload } from '../rollout/index.ts'
import type { NodeVerdict } from '../scheduler/index.ts'
import { hasDoubtfulPod, isDoubtful } from './doubtful.ts'
import { isExempt } from './held-back.ts'
import type { SchedulingCause, SchedulingFailure, SchedulingOutcome, SchedulingUnknown } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'
import { Simulation } from './simulation.ts'

/** The pod templates whose pods stay pending however they arrive, and those about which the input leaves it open. */
export function scheduling(cluster: Cluster, environment: Environment): SchedulingOutcome {
  if (environment.world === 'open' && !cluster.has('', 'Node')) return { failures: [], unknowns: withoutNodes(cluster) }
  const run = (arrival: 'one-by-one' | 'together', pick: 'first' | 'last'): Simulation =>
    new Simulation(cluster, environment, { arrival, pick }).run()
  const first = run('one-by-one', 'first')
  const unknowns = unknownsOf(first)
  const doubtfulNodes = first.snapshot.nodes.filter(node => isDoubtful(node.resource))
  let pending = pendingPods(first)
  if (pending.size === 0) return { failures: [], unknowns }
  const others =
    first.scheduler.hadTies || first.snapshot.volumes.hadTies
      ? ([
          ['together', 'first'],
          ['one-by-one', 'last'],
          ['together', 'last'],
        ] as const)
      : ([['together', 'first']] as const)
  for (const [arrival, pick] of others) {
    pending = lower(pending, pendingPods(run(arrival, pick)))
    if (pending.size === 0) return { failures: [], unknowns }
  }
  const failures: SchedulingFailure[] = []
  for (const [template, count] of pending) {
    const group = first.pods.groups.find(candidate => candidate.source.template.owner === template && candidate.state === 'pending')
    if (group === undefined || hasDoubtfulPod(group.source)) continue
    if (doubtfulNodes.length > 0 || dependsOnUnknownPods(group.source, first))
      unknowns.push({ template: group.source.template, missing: doubtfulNodes.map(({ name }) => `Node ${name}`) })
    else failures.push(failureOf(first, group, count))
  }
  return { failures, unknowns }
}

/** Every pod that the scheduler would look at. */
function withoutNodes(cluster: Cluster): readonly SchedulingUnknown[] {
  return cluster.podTemplates
    .filter(({ owner, spec, replicas }) => owner.role === 'input' && makesPods(owner) && replicas !== 0 && !isExempt(spec))
    .map(template => ({ template, missing: ['Node'] }))
}

function makesPods(owner: Resource): boolean {
  return owner.type.kind === 'Pod' || isWorkload(owner)
}

type PendingPods = ReadonlyMap<PodSource['resource'], number>

function pendingPods({ pods: { groups } }: Simulation): PendingPods {
  const counts = new Map<PodSource['resource'], number>()
  for (const { state, source, count } of groups) {
    if (state !== 'pending' || source.resource.role !== 'input') continue
    counts.set(source.resource, (counts.get(source.resource) ?? 0) + count)
  }
  return counts
}

function lower(a: PendingPods, b: PendingPods): PendingPods {
  return new Map([...a].flatMap(([resource, count]) => (b.has(resource) ? [[resource, Math.min(count, b.get(resource)!)] as const] : [])))
}

function unknownsOf({ pods: { groups }, recorder }: Simulation): SchedulingUnknown[] {
  const missing = new Map<PodSource['template'], readonly string[]>()
  for (const decision of recorder.decisions.entries) if (decision.missing !== undefined) missing.set(decision.template, decision.missing)
  const templates = new Set(groups.filter(({ source }) => source.resource.role === 'input').map(({ source }) => source.template))
  return [...missing].filter(([template]) => templates.has(template)).map(([template, lacks]) => ({ template, missing: lacks }))
}

/** A pod that wants to be near others, or evenly spread among them, may find them where seatrial cannot see them go. */
function dependsOnUnknownPods({ info }: PodSource, { pods: { groups } }: Simulation): boolean {
  const looksAtOthers = info.terms.requiredAffinity.length > 0 || (info.spec.topologySpreadConstraints ?? []).length > 0
  return looksAtOthers && groups.some(({ state, source }) => state === 'held' && source.info !== info)
}

function failureOf(simulation: Simulation, group: PodGroup, pending: number): SchedulingFailure {
  const result = simulation.scheduler.explain(group)
  const nodes = result.nodes ?? []
  const { template } = group.source
  const total = group.controlledBy === undefined ? 1 : simulation.workloads.scaleOf(group.controlledBy)[1]
  return { template, pending, total, message: group.condition?.message ?? '', nodes, causes: causesOf(nodes) }
}

/** The reasons of all nodes, those together that are about the same. */
function causesOf(nodes: readonly NodeVerdict[]): readonly SchedulingCause[] {
  const causes = new Map<
    string,
    SchedulingCause & { readonly nodes: string[]; readonly by: { node: string; free?: string; at: FieldRef }[] }
  >()
  for (const { node, plugin = '', reasons } of nodes)
    for (const { text, subject, at, by, needed, free, because } of reasons) {
      const key = JSON.stringify([plugin, text, subject, at.path])
      const known = causes.get(key)
      const cause = known ?? {
        plugin,
        text,
        subject,
        at,
        nodes: [],
        by: [],
        ...(needed !== undefined && { needed }),
        ...(free !== undefined && { free }),
        ...(because !== undefined && { because }),
      }
      causes.set(key, cause)
      cause.nodes.push(node)
      for (const place of by) cause.by.push({ node, at: place, ...(free !== undefined && { free }) })
    }
  return [...causes.values()].sort((a, b) => b.nodes.length - a.nodes.length)
}
