import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import {
  type ClusterChange,
  defaultProfile,
  isWorthAnotherTry,
  type NodeInfo,
  type Placeable,
  type PodInfo,
  type PreemptionCandidate,
  pluginsThatWatchPods,
  type QueuedPod,
  type Snapshot,
  schedulePod,
  type Unplaceable,
} from '../scheduler/index.ts'
import { arrivals, newSnapshot } from './arrivals.ts'
import { disruptionBudgets } from './disruption-budgets.ts'
import { type HeldBack, heldBack } from './held-back.ts'
import type { SimulationOptions } from './outcome.ts'
import { Placements } from './placements.ts'
import { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'
import { SchedulingQueue } from './queue.ts'
import { Recorder } from './recorder.ts'

/** Pods that get a node in one simulation; what is beyond is left open, so that absurd numbers cost nothing. */
export const maxPlacedPods = 100_000

/** How one run is to go. */
export interface RunOptions extends SimulationOptions {
  /** Which of equal candidates is taken, by name. */
  readonly pick: 'first' | 'last'
}

/** One run of the control plane over a set: a clockwork that `run` lets run down. */
export class Simulation {
  readonly snapshot: Snapshot
  readonly groups: PodGroup[] = []
  readonly sources: PodSource[] = []
  readonly recorder = new Recorder()
  /** Whether any pod could have gone to another node. */
  hadTies = false
  /** The first of those whose pods were left without a node because `maxPlacedPods` was reached. */
  cutShortAt: PodSource | undefined
  readonly #cluster: Cluster
  readonly #environment: Environment
  readonly #options: RunOptions
  readonly #placements: Placements
  readonly #hasNodes: boolean
  readonly #queue = new SchedulingQueue()
  readonly #pending = new Set<PodGroup>()
  readonly #bound = new Map<QueuedPod, PodGroup>()
  readonly #lastResults = new Map<PodInfo, { readonly changes: number; readonly result: Placeable | Unplaceable }>()
  #changes = 0
  #order = 0
  #placed = 0

  constructor(cluster: Cluster, environment: Environment, options: RunOptions) {
    this.#cluster = cluster
    this.#environment = environment
    this.#options = options
    this.#placements = new Placements(options.placements ?? [])
    this.#hasNodes = cluster.has('', 'Node')
    this.snapshot = newSnapshot(cluster, environment)
    this.snapshot.budgets = () => disruptionBudgets(cluster, this.groups)
  }

  run(): this {
    const oneByOne = this.#options.arrival === 'one-by-one'
    for (const arrival of arrivals(this.#cluster, this.#environment)) {
      this.#changes++
      if ('nodes' in arrival) this.#addNodes(arrival.nodes)
      else if ('service' in arrival) this.snapshot.services.add(arrival.service.namespace, arrival.service.selector)
      else this.#create(arrival.source, oneByOne)
      if (oneByOne) this.#settle()
    }
    this.#settle()
    return this
  }

  /** What the scheduler would say about a pod that waits, node by node, as things stand. */
  explain({ queued }: PodGroup): Placeable | Unplaceable {
    return schedulePod(queued, this.snapshot, { profile: defaultProfile, detail: true })
  }

  #addNodes(nodes: readonly NodeInfo[]): void {
    for (const node of nodes) this.snapshot.addNode(node)
    for (const node of nodes) this.#wake({ type: 'node-added', node })
  }

  #create(source: PodSource, oneByOne: boolean): void {
    this.sources.push(source)
    if (source.refusal !== undefined) {
      this.recorder.failedCreate(source)
      return
    }
    for (let remaining = source.count; remaining > 0; ) {
      const recorded = this.#placements.take(source.info.namespace, source.podName, source.owner)
      const group = this.#add(source, recorded === undefined ? remaining : 1)
      group.recorded = recorded
      remaining -= group.count
      if (oneByOne) this.#settle()
    }
  }

  #add(source: PodSource, count: number): PodGroup {
    const group = new PodGroup(source, this.#order, count)
    this.#order += count
    this.groups.push(group)
    this.#queue.push(group)
    return group
  }

  #settle(): void {
    for (let group = this.#queue.pop(); group !== undefined; group = this.#queue.pop())
      if (group.state === 'new' || group.state === 'pending') this.#process(group)
  }

  /** Tries the group's pods one after another until one stays where it is: the others are in the same place. */
  #process(group: PodGroup): void {
    const held = heldBack(group.source.info, this.#hasNodes, this.#environment.world)
    if (held !== undefined) {
      this.#hold(group, held)
      return
    }
    for (;;) {
      if (this.#placed >= maxPlacedPods) {
        this.cutShortAt ??= group.source
        this.#hold(group, { outcome: 'unknown', missing: [`room for more than ${maxPlacedPods} pods in one simulation`] })
        return
      }
      const result = this.#schedule(group)
      group.attempts++
      const node = this.#chosen(group, result)
      const preemption = result.outcome === 'unschedulable' && group.recorded === undefined ? result.preemption : undefined
      if (node === undefined && preemption === undefined) {
        this.#leavePending(group, result)
        return
      }
      const pod = group.takeOne()
      if (pod !== group) this.groups.push(pod)
      this.recorder.attempt(pod, result, node, this.#agrees(pod, result), 1)
      if (node !== undefined) this.#bind(pod, node, result)
      else if (preemption !== undefined) this.#preempt(pod, preemption, result)
      if (pod === group) return
      group.attempts--
      if (preemption !== undefined) {
        this.#queue.push(group)
        return
      }
    }
  }

  #schedule(group: PodGroup): Placeable | Unplaceable {
    const { info } = group.source
    const last = this.#lastResults.get(info)
    if (last?.changes === this.#changes && group.nominatedNode === undefined) return last.result
    const result = schedulePod(group.queued, this.snapshot, {
      profile: defaultProfile,
      detail: this.#options.detail === true,
      ...(group.nominatedNode !== undefined && { nominatedNode: group.nominatedNode }),
    })
    if (group.nominatedNode === undefined) this.#lastResults.set(info, { changes: this.#changes, result })
    return result
  }

  #chosen({ recorded }: PodGroup, result: Placeable | Unplaceable): NodeInfo | undefined {
    if (recorded !== undefined) return recorded.node === null ? undefined : this.snapshot.byName.get(recorded.node)
    if (result.outcome !== 'scheduled') return undefined
    const { candidates } = result
    if (candidates.length > 1) this.hadTies = true
    return candidates.reduce((best, node) => (node.name < best.name === (this.#options.pick === 'first') ? node : best))
  }

  #agrees({ recorded }: PodGroup, result: Placeable | Unplaceable): boolean | undefined {
    if (recorded === undefined) return undefined
    if (result.outcome === 'scheduled') return result.candidates.some(({ name }) => name === recorded.node)
    return recorded.node === null || result.preemption?.node.name === recorded.node
  }

  #leavePending(group: PodGroup, result: Placeable | Unplaceable): void {
    const message = result.outcome === 'unschedulable' ? { message: result.message } : {}
    group.state = 'pending'
    group.condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', ...message }
    group.refusedBy = result.outcome === 'unschedulable' ? result.plugins : new Set()
    this.#pending.add(group)
    this.recorder.attempt(group, result, undefined, this.#agrees(group, result), group.count)
  }

  #hold(group: PodGroup, held: HeldBack): void {
    group.attempts++
    group.condition = held.condition
    const { nodeName } = group.source.info.spec
    const name = group.recorded?.node ?? (held.outcome === 'assigned' ? nodeName : undefined)
    const node = name === undefined ? undefined : this.snapshot.byName.get(name)
    if (held.outcome !== 'assigned' || group.source.resource.role === 'input') this.recorder.held(group, held, name)
    if (node === undefined) group.state = 'held'
    while (node !== undefined && group.state !== 'bound' && this.#placed < maxPlacedPods) {
      const pod = group.takeOne()
      if (pod !== group) this.groups.push(pod)
      this.#bind(pod, node)
    }
  }

  #bind(pod: PodGroup, node: NodeInfo, result?: Placeable | Unplaceable): void {
    if (result?.outcome === 'unschedulable' && result.preemption?.node === node) this.#evict(result.preemption)
    this.#changes++
    this.#placed++
    this.#pending.delete(pod)
    this.#denominate(pod)
    pod.state = 'bound'
    pod.node = node
    pod.condition = { type: 'PodScheduled', status: 'True' }
    this.#bound.set(pod.queued, pod)
    this.snapshot.addPod(pod.queued, node)
    if (result !== undefined) this.recorder.scheduled(pod, node)
    this.#wake({ type: 'pod-assigned', pod: pod.queued })
  }

  #preempt(pod: PodGroup, preemption: PreemptionCandidate, result: Placeable | Unplaceable): void {
    this.#denominate(pod)
    pod.state = 'pending'
    pod.nominatedNode = preemption.node
    if (result.outcome === 'unschedulable') {
      pod.condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: result.message }
      pod.refusedBy = result.plugins
    }
    const promised = this.snapshot.nominated.get(preemption.node) ?? new Set()
    this.snapshot.nominated.set(preemption.node, promised.add(pod.queued))
    this.#pending.add(pod)
    this.#evict(preemption)
    this.#queue.push(pod)
  }

  #denominate(pod: PodGroup): void {
    if (pod.nominatedNode === undefined) return
    const promised = this.snapshot.nominated.get(pod.nominatedNode)
    promised?.delete(pod.queued)
    if (promised?.size === 0) this.snapshot.nominated.delete(pod.nominatedNode)
    pod.nominatedNode = undefined
  }

  #evict({ node, victims }: PreemptionCandidate): void {
    this.#changes++
    for (const victim of victims) {
      const group = this.#bound.get(victim)
      if (group === undefined) continue
      this.snapshot.removePod(victim, node)
      group.state = 'gone'
      this.recorder.preempted(group, node)
      if (group.source.resource.type.kind !== 'Pod') this.#add(group.source, 1)
      this.#wake({ type: 'pod-deleted', pod: victim })
    }
  }

  #wake(change: ClusterChange): void {
    for (const group of this.#pending) {
      if (change.type === 'pod-assigned' && !watchesPods(group)) continue
      if (isWorthAnotherTry(group.source.info, group.refusedBy, change, this.snapshot, defaultProfile)) this.#queue.push(group)
    }
  }
}

function watchesPods({ refusedBy }: PodGroup): boolean {
  for (const plugin of pluginsThatWatchPods) if (refusedBy.has(plugin)) return true
  return false
}
