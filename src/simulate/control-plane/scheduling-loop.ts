import { isAtLeast } from '../../k8s/version.ts'
import type { ClusterChange, NodeInfo, Placeable, PreemptionCandidate, QueuedPod, Unplaceable } from '../scheduler/index.ts'
import { usesClaims, type VolumeChange } from '../volumes/index.ts'
import { AwaitingPods } from './awaiting-pods.ts'
import { type HeldBack, heldBack } from './held-back.ts'
import { Nominations } from './nominations.ts'
import { PendingPods } from './pending-pods.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'
import { SchedulingQueue } from './queue.ts'
import { agreesWithRecorded } from './recorded-outcome.ts'
import type { RunOptions, SchedulingContext } from './scheduling-context.ts'
import { SchedulingCycles } from './scheduling-cycles.ts'

/** Pods that get a node in one simulation; what is beyond is left open, so that absurd numbers cost nothing. */
export const maxPlacedPods = 100_000

/** From this minor on, a pod that waits for its claims names the node that is kept for it. */
const showsReservedNode = 35

/** The scheduler at work: takes pods from its queue until none is worth a try. */
export class SchedulingLoop {
  readonly cycles: SchedulingCycles
  readonly #nominations: Nominations
  readonly awaiting: AwaitingPods
  /** The evictions in favour of other pods. */
  readonly preemptions: { readonly pod: PodGroup; readonly node: NodeInfo; readonly victims: readonly PodGroup[] }[] = []
  /** The first of those whose pods were left without a node because `maxPlacedPods` was reached. */
  cutShortAt: PodSource | undefined
  readonly #context: SchedulingContext
  readonly #queue = new SchedulingQueue()
  readonly #pending = new PendingPods()
  readonly #bound = new Map<QueuedPod, PodGroup>()
  #placed = 0

  constructor(context: SchedulingContext, options: RunOptions) {
    this.#context = context
    this.awaiting = new AwaitingPods(context)
    this.cycles = new SchedulingCycles(context, options)
    this.#nominations = new Nominations(context.snapshot)
  }

  /** Something has changed on which a decision may depend. */
  changed(): void {
    this.cycles.forget()
  }

  addNodes(nodes: readonly NodeInfo[]): void {
    const { snapshot } = this.#context
    for (const node of nodes) snapshot.addNode(node)
    for (const node of nodes) this.#wake({ type: 'node-added', node })
  }

  /** A node is now what another state of it declares. */
  changeNode(node: NodeInfo, now: NodeInfo): void {
    this.#context.snapshot.changeNode(node, now)
    this.#wake({ type: 'node-added', node })
  }

  /** A node goes that has no pods any more. */
  removeNode(node: NodeInfo): void {
    const { snapshot, pods } = this.#context
    for (const group of pods.groups) if (group.nominatedNode === node) this.#nominations.end(group)
    snapshot.removeNode(node)
  }

  /** A pod is now what another state of it declares: it is tried again where it waits. */
  change(group: PodGroup, source: PodSource): void {
    const { snapshot } = this.#context
    const node = group.node ?? group.reservedNode
    if (node !== undefined) {
      this.#bound.delete(group.queued)
      snapshot.removePod(group.queued, node)
    }
    this.#pending.delete(group)
    this.#nominations.end(group)
    group.become(source)
    this.cycles.forget()
    if (node === undefined) {
      group.state = 'new'
      this.#queue.push(group)
      return
    }
    this.#bound.set(group.queued, group)
    snapshot.addPod(group.queued, node)
    this.#wake({ type: 'pod-assigned', pod: group.queued })
  }

  push(group: PodGroup): void {
    this.#queue.push(group)
  }

  /** Decides about every pod in the queue; whether there was any. */
  run(): boolean {
    let any = false
    for (let group = this.#queue.pop(); group !== undefined; group = this.#queue.pop(), any = true)
      if (group.state === 'new' || group.state === 'pending') this.#process(group)
    return any
  }

  /** Decides about these pods of the queue; the others leave it. */
  runOnly(groups: ReadonlySet<PodGroup>): void {
    for (let group = this.#queue.pop(); group !== undefined; group = this.#queue.pop()) if (groups.has(group)) this.#process(group)
  }

  /** Tries those once more that were left pending although there was room, where there is none in the end. */
  retryLeftPending(): void {
    for (const group of this.#pending)
      if (group.recorded?.node === null && group.condition?.message === undefined && this.cycles.run(group).outcome === 'unschedulable')
        this.#queue.push(group)
  }

  /** The claims of a pod are bound: it gets the node that was kept for it, or starts on the one it has. */
  claimsBound(pod: PodGroup): void {
    if (pod.reservedNode !== undefined) {
      this.#nominations.end(pod)
      this.#bind(pod, pod.reservedNode, true)
    } else if (pod.waitsForClaims) {
      pod.waitsForClaims = false
      this.#context.bound(pod)
    }
  }

  /** Claims, volumes or classes have changed: pods that wait for them are tried again. */
  volumesChanged(changes: readonly VolumeChange[]): void {
    this.cycles.forget()
    for (const change of changes) this.#wake(change)
  }

  /** Devices or claims on them have changed: pods that wait for them are tried again. */
  devicesChanged(concerns: (pod: QueuedPod) => boolean): void {
    this.cycles.forget()
    for (const group of this.awaiting.release()) this.#queue.push(group)
    const { devices } = this.#context.snapshot
    for (const group of this.#pending) {
      const { refusedBy, queued } = group
      const isExtended = refusedBy.has('NodeResourcesFit') && devices.extendedResourcesOf(queued).length > 0
      if (isExtended || (refusedBy.has('DynamicResources') && concerns(queued))) this.#queue.push(group)
    }
  }

  /** All that the input says about volumes is known: what waits for them is decided now. */
  volumesKnown(): void {
    for (const group of this.#pending) if (usesClaims(group.source.info.spec)) this.#queue.push(group)
  }

  /** Takes a pod, or a whole group of pods that wait, from its node and from the queue. */
  remove(group: PodGroup): void {
    const { snapshot, pods } = this.#context
    this.cycles.forget()
    this.#pending.delete(group)
    this.awaiting.delete(group)
    this.#nominations.end(group)
    this.#context.removed?.(group)
    const { node = group.reservedNode, queued } = group
    pods.remove(group)
    if (node === undefined) return
    this.#bound.delete(queued)
    snapshot.removePod(queued, node)
    this.#wake({ type: 'pod-deleted', pod: queued })
  }

  /** Tries the group's pods one after another until one stays where it is: the others are in the same place. */
  #process(group: PodGroup): void {
    const { recorder, pods, hasNodes, world, snapshot } = this.#context
    if (this.awaiting.hold(group)) return
    const held = heldBack(group.source.info, snapshot.profiles, hasNodes, world) ?? this.#openQuestions(group)
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
      const result = this.cycles.run(group)
      group.attempts++
      const node = this.cycles.chosen(group, result)
      const preemption = result.outcome === 'unschedulable' && group.recorded === undefined ? result.preemption : undefined
      if (node === undefined && preemption === undefined) {
        this.#leavePending(group, result)
        return
      }
      const pod = pods.take(group, 1)
      const waits = node !== undefined && this.#context.claims?.reserve(pod, node) === false
      recorder.attempt(pod, result, node, agreesWithRecorded(pod, result), 1, waits)
      if (node !== undefined) this.#assume(pod, node, result, waits)
      else if (preemption !== undefined) this.#preempt(pod, preemption, result)
      if (pod === group) return
      group.attempts--
      if (preemption !== undefined) {
        this.#queue.push(group)
        return
      }
    }
  }

  #openQuestions(group: PodGroup): HeldBack | undefined {
    const { claims, devices } = this.#context
    const missing = [...(claims?.openQuestions(group) ?? []), ...(devices?.openQuestions(group) ?? [])]
    return missing.length === 0 ? undefined : { outcome: 'unknown', missing }
  }

  #leavePending(group: PodGroup, result: Placeable | Unplaceable): void {
    const message = result.outcome === 'unschedulable' ? { message: result.message } : {}
    group.state = 'pending'
    const reason = result.outcome === 'unschedulable' ? (result.reason ?? 'Unschedulable') : 'Unschedulable'
    group.condition = { type: 'PodScheduled', status: 'False', reason, ...message }
    group.refusedBy = result.outcome === 'unschedulable' ? result.plugins : new Set()
    this.#pending.add(group)
    this.#context.recorder.attempt(group, result, undefined, agreesWithRecorded(group, result), group.count)
  }

  #hold(group: PodGroup, held: HeldBack): void {
    const { snapshot, recorder, pods } = this.#context
    group.attempts++
    group.condition = held.condition
    const { nodeName } = group.source.info.spec
    const name = group.recorded?.node ?? (held.outcome === 'assigned' ? nodeName : undefined)
    const node = name === undefined ? undefined : snapshot.byName.get(name)
    if (held.outcome !== 'assigned' || group.source.resource.role === 'input') recorder.held(group, held, name)
    if (node === undefined) group.state = 'held'
    while (node !== undefined && group.state !== 'bound' && this.#placed < maxPlacedPods) this.#assume(pods.take(group, 1), node)
  }

  /** Counts a pod on a node, where it stays once its claims are bound. */
  #assume(pod: PodGroup, node: NodeInfo, result?: Placeable | Unplaceable, waits = false): void {
    const { snapshot } = this.#context
    if (result?.outcome === 'unschedulable' && result.preemption?.node === node) this.#evict(result.preemption)
    this.cycles.forget()
    this.#placed++
    this.#pending.delete(pod)
    this.#nominations.end(pod)
    this.#bound.set(pod.queued, pod)
    if (result !== undefined) this.#context.devices?.reserve(pod, node)
    snapshot.addPod(pod.queued, node)
    if (!waits) {
      this.#bind(pod, node, result !== undefined)
      return
    }
    pod.state = 'reserved'
    pod.reservedNode = node
    if (isAtLeast(snapshot.version, showsReservedNode)) pod.nominatedNode = node
  }

  #bind(pod: PodGroup, node: NodeInfo, isScheduled: boolean): void {
    const { recorder, bound, claims } = this.#context
    pod.state = 'bound'
    pod.node = node
    pod.reservedNode = undefined
    pod.condition = { type: 'PodScheduled', status: 'True' }
    pod.waitsForClaims = claims?.canStart(pod) === false
    if (isScheduled) recorder.scheduled(pod, node)
    bound(pod)
    this.#wake({ type: 'pod-assigned', pod: pod.queued })
  }

  #preempt(pod: PodGroup, preemption: PreemptionCandidate, result: Placeable | Unplaceable): void {
    pod.state = 'pending'
    this.#nominations.begin(pod, preemption.node)
    if (result.outcome === 'unschedulable') {
      pod.condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: result.message }
      pod.refusedBy = result.plugins
    }
    this.#pending.add(pod)
    this.preemptions.push({ pod, node: preemption.node, victims: preemption.victims.flatMap(victim => this.#bound.get(victim) ?? []) })
    this.#evict(preemption)
    this.#queue.push(pod)
  }

  #evict({ node, victims }: PreemptionCandidate): void {
    const { recorder, evicted } = this.#context
    for (const victim of victims) {
      const group = this.#bound.get(victim)
      if (group === undefined) continue
      recorder.preempted(group, node)
      evicted(group)
      this.remove(group)
    }
  }

  #wake(change: ClusterChange): void {
    for (const group of this.#pending.concernedBy(change, this.#context.snapshot)) this.#queue.push(group)
  }
}
