import { FieldRef } from '../../../cluster/field-ref.ts'
import type { Node } from '../../../k8s/types.ts'
import { NodeInfo, podInfo, type QueuedPod, type Snapshot, schedulePod } from '../../scheduler/index.ts'
import type { Decision } from '../outcome.ts'
import type { PodGroup } from '../pod-group.ts'
import type { Simulation } from '../simulation.ts'
import { podRemedies } from './pod-remedies.ts'
import type { Remedy } from './remedy.ts'

/** Workloads whose pods get remedies, and attempts to verify for each: beyond, more of them would tell nothing new. */
const mostExplained = 20
const mostVerified = 12

/** The decisions, the last one about each pod that waits with what would make it fit. */
export function withRemedies(decisions: readonly Decision[], simulation: Simulation, world: 'open' | 'closed'): readonly Decision[] {
  const waiting = new Map<Decision['template'], PodGroup>()
  for (const group of simulation.pods.groups)
    if (group.state === 'pending' && group.condition?.message && waiting.size < mostExplained) {
      const { template } = group.source
      if (!waiting.has(template)) waiting.set(template, group)
    }
  if (waiting.size === 0) return decisions
  const last = new Map<Decision['template'], number>()
  for (const [index, { template, outcome, pod }] of decisions.entries())
    if (outcome === 'unschedulable' && waiting.get(template)?.podName === pod.name) last.set(template, index)
  const changed = [...decisions]
  for (const [template, index] of last) {
    const remedies = remediesFor(waiting.get(template)!, simulation, world)
    if (remedies.length > 0) changed[index] = { ...changed[index]!, remedies }
  }
  return changed
}

/** Single changes that make a pod fit as things stand, each tried out. */
export function remediesFor(group: PodGroup, simulation: Simulation, world: 'open' | 'closed'): readonly Remedy[] {
  const { nodes = [] } = simulation.scheduler.cycles.explain(group)
  const { snapshot } = simulation
  const { template, labels, controllerSelector } = group.source.info
  const found: Remedy[] = []
  for (const { remedy, changed } of podRemedies(group, nodes, snapshot).slice(0, mostVerified)) {
    if (remedy.change === 'raise-max-skew' && found.some(({ change }) => change === remedy.change)) continue
    const info = podInfo(template, changed(), labels, controllerSelector)
    if (fits({ ...group.queued, info }, snapshot, simulation.mayBeFull)) found.push(remedy)
  }
  return [
    ...found,
    ...fewerReplicas(group, simulation),
    ...(isAlone(group, simulation) ? anotherNode(group.queued, simulation, world) : []),
  ]
}

/** Whether no other pod waits, which might take the place on a new node. */
function isAlone(group: PodGroup, { pods: { groups } }: Simulation): boolean {
  return group.count === 1 && groups.every(other => other === group || other.state !== 'pending')
}

/** Whether such a pod would find a node as things stand, where so many may be full, or that one. */
function fits(pod: QueuedPod, snapshot: Snapshot, mayBeFull: number, node?: string): boolean {
  const result = schedulePod(pod, snapshot, { detail: false })
  if (result.outcome !== 'scheduled') return false
  return node === undefined ? result.feasible.length > mayBeFull : result.feasible.some(({ name }) => name === node)
}

/** As many replicas as have a node now. */
function fewerReplicas({ source: { template }, controlledBy }: PodGroup, { pods }: Simulation): readonly Remedy[] {
  if (controlledBy === undefined || template.replicas === undefined || !repeated.has(template.owner.type.kind)) return []
  const all = pods.of(controlledBy)
  // a StatefulSet runs its first replicas, whichever have a node
  const isNumbered = template.owner.type.kind === 'StatefulSet'
  const first = isNumbered ? all.findIndex(({ state }) => state !== 'bound') : all.length
  const placed = all.slice(0, first).filter(({ state }) => state === 'bound')
  const to = placed.reduce((sum, { count }) => sum + count, 0)
  if (to === 0 || to >= template.replicas) return []
  const at = new FieldRef(template.owner, ['spec', 'replicas'])
  return [{ change: 'lower-replicas', sentence: `run ${to} of the ${template.replicas} replicas`, at, to }]
}

const repeated: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'])

/** One more node like one that there is. */
function anotherNode(pod: QueuedPod, { snapshot }: Simulation, world: 'open' | 'closed'): readonly Remedy[] {
  const shapes = new Set<string>()
  for (const { resource } of [...snapshot.nodes]) {
    const node = resource.object as Node
    const shape = JSON.stringify([
      node.status?.allocatable,
      node.spec,
      Object.entries(node.metadata?.labels ?? {}).filter(isShared(resource.name)),
    ])
    if (shapes.has(shape) || shapes.size === mostVerified) continue
    shapes.add(shape)
    const added = copyOf(resource, node, world)
    snapshot.addNode(added)
    const isTaken = fits(pod, snapshot, 0, added.name)
    snapshot.dropNode(added)
    if (!isTaken) continue
    return [{ change: 'add-node', sentence: `add another node like ${resource.name}`, at: new FieldRef(resource), to: resource.name }]
  }
  return []
}

function isShared(name: string | null): (label: readonly [string, string]) => boolean {
  return ([, value]) => value !== name
}

/** A node that differs in its name, also where a label holds it. */
function copyOf(resource: NodeInfo['resource'], node: Node, world: 'open' | 'closed'): NodeInfo {
  const name = `${resource.name}-<copy>`
  const labels = Object.entries(node.metadata?.labels ?? {}).map(([key, value]) => [key, value === resource.name ? name : value])
  const copy = { ...node, metadata: { ...node.metadata, name, labels: Object.fromEntries(labels) } }
  return new NodeInfo({ ...resource, name }, copy, world)
}
