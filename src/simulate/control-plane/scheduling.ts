import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { isWorkload } from '../rollout/index.ts'
import { type NodeVerdict, profilesOf } from '../scheduler/index.ts'
import { hasDoubtfulPod, isDoubtful } from './doubtful.ts'
import { forcedPreemptions } from './forced-preemptions.ts'
import { isExempt } from './held-back.ts'
import type { SchedulingCause, SchedulingFailure, SchedulingOutcome, SchedulingUnknown } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'
import { remediesFor } from './remedies/remedies.ts'
import { byNodeAlone, isSteady, roomForAll } from './room-for-all.ts'
import { Simulation } from './simulation.ts'

/** Failures for which remedies are tried: beyond, more of them would tell nothing new. */
const mostRemedied = 20

/** The pod templates whose pods stay pending however they arrive, and those about which the input leaves it open. */
export function scheduling(cluster: Cluster, environment: Environment): SchedulingOutcome {
  if (environment.world === 'open' && !cluster.has('', 'Node'))
    return { failures: [], preemptions: [], unknowns: withoutNodes(cluster, environment) }
  const run = (arrival: 'one-by-one' | 'together', pick: 'first' | 'last'): Simulation =>
    new Simulation(cluster, environment, { arrival, pick, quiet: true }).run()
  const first = playedInPart(cluster, environment) ?? run('one-by-one', 'first')
  const unknowns = unknownsOf(first)
  let atOnce: Simulation | undefined
  const together = (): Simulation => {
    atOnce ??= run('together', 'first')
    return atOnce
  }
  const preemptions = forcedPreemptions(first, together)
  const doubtfulNodes = first.snapshot.nodes.filter(node => isDoubtful(node.resource))
  const pending = pendingPods(first)
  if (pending.size === 0) return { failures: [], preemptions, unknowns }
  const hopeless = hopelessOnes(first)
  let others = new Map([...pending].filter(([template]) => !hopeless.has(template)))
  const arrivals =
    first.scheduler.cycles.hadTies || first.snapshot.volumes.hadTies
      ? ([
          ['together', 'first'],
          ['one-by-one', 'last'],
          ['together', 'last'],
        ] as const)
      : ([['together', 'first']] as const)
  for (const [arrival, pick] of arrivals) {
    if (others.size === 0) break
    others = lower(others, pendingPods(arrival === 'together' && pick === 'first' ? together() : run(arrival, pick)))
  }
  const failures: SchedulingFailure[] = []
  const firstPending = new Map<Resource, PodGroup>()
  for (const group of first.pods.groups) {
    const { owner } = group.source.template
    if (group.state === 'pending' && !firstPending.has(owner)) firstPending.set(owner, group)
  }
  for (const [template, inFirst] of pending) {
    const count = hopeless.has(template) ? inFirst : others.get(template)
    if (count === undefined) continue
    const group = firstPending.get(template)
    if (group === undefined || hasDoubtfulPod(group.source)) continue
    if (doubtfulNodes.length > 0 || dependsOnUnknownPods(group.source, first))
      unknowns.push({ template: group.source.template, missing: doubtfulNodes.map(({ name }) => `Node ${name}`) })
    else failures.push(failureOf(first, group, count, failures.length < mostRemedied ? environment.world : undefined))
  }
  return { failures, preemptions, unknowns }
}

/** A run in which those pods are left where they are that get a node in any case; undefined where nobody can tell. */
function playedInPart(cluster: Cluster, environment: Environment): Simulation | undefined {
  if (!isSteady(cluster, environment)) return undefined
  const started = new Simulation(cluster, environment, { arrival: 'together', pick: 'first', quiet: true }).start()
  const room = roomForAll(started, environment.world)
  if (room === undefined) return undefined
  started.mayBeFull = room.mayBeFull
  started.scheduler.runOnly(room.hopeless)
  return started
}

/** Every pod that the scheduler would look at. */
function withoutNodes(cluster: Cluster, { schedulerConfiguration }: Environment): readonly SchedulingUnknown[] {
  const profiles = profilesOf(schedulerConfiguration)
  return cluster.podTemplates
    .filter(({ owner, spec, replicas }) => owner.role === 'input' && makesPods(owner) && replicas !== 0 && !isExempt(spec, profiles))
    .map(template => ({ template, missing: ['Node'] }))
}

function makesPods(owner: Resource): boolean {
  return owner.type.kind === 'Pod' || isWorkload(owner)
}

/** The workloads whose pending pods no node takes, whatever else runs: they stay pending however pods arrive. */
function hopelessOnes({ pods: { groups } }: Simulation): ReadonlySet<Resource> {
  const hopeless = new Set<Resource>()
  const hopeful = new Set<Resource>()
  for (const { state, source, refusedBy } of groups) {
    if (state !== 'pending') continue
    const isHopeless = refusedBy.size > 0 && [...refusedBy].every(plugin => byNodeAlone.has(plugin))
    if (isHopeless) hopeless.add(source.resource)
    else hopeful.add(source.resource)
  }
  for (const resource of hopeful) hopeless.delete(resource)
  return hopeless
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

function lower(a: PendingPods, b: PendingPods): Map<PodSource['resource'], number> {
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

/** Without a `world` no remedies are tried. */
function failureOf(simulation: Simulation, group: PodGroup, pending: number, world: Environment['world'] | undefined): SchedulingFailure {
  const result = simulation.scheduler.cycles.explain(group)
  const nodes = result.nodes ?? []
  const { template } = group.source
  const total = group.controlledBy === undefined ? 1 : simulation.workloads.scaleOf(group.controlledBy)[1]
  const remedies = world === undefined ? [] : remediesFor(group, simulation, world)
  return { template, pending, total, message: group.condition?.message ?? '', nodes, causes: causesOf(nodes), remedies }
}

/** The reasons of all nodes, those together that are about the same. */
function causesOf(nodes: readonly NodeVerdict[]): readonly SchedulingCause[] {
  const causes = new Map<
    string,
    SchedulingCause & { readonly nodes: string[]; readonly by: { node: string; free?: string; at: FieldRef }[] }
  >()
  for (const { node, plugin = '', reasons } of nodes)
    for (const { text, subject, at, by, needed, free, because } of reasons) {
      const key = `${plugin}\0${text}\0${subject}\0${at.path.join('\0')}`
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
