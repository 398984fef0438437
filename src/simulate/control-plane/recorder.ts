import type { NodeInfo, Placeable, Unplaceable } from '../scheduler/index.ts'
import { DecisionLog } from './decision-log.ts'
import { EventLog } from './event-log.ts'
import type { HeldBack } from './held-back.ts'
import type { ClusterEvent, Decision } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Writes down decisions and events as they come about. */
export class Recorder {
  readonly decisions = new DecisionLog()
  readonly events = new EventLog()
  /** The last list of nodes of each length, with their names: consecutive pods mostly share one. */
  readonly #lastNames = new Map<number, { readonly nodes: readonly NodeInfo[]; readonly names: readonly string[] }>()
  readonly #quiet: boolean

  /** `quiet`: the scheduler's attempts, and what comes of them, are not written down. */
  constructor(quiet = false) {
    this.#quiet = quiet
  }

  /** One attempt of the scheduler, the same for `count` pods. */
  attempt(
    group: PodGroup,
    result: Placeable | Unplaceable,
    node: NodeInfo | undefined,
    agrees: boolean | undefined,
    count: number,
    waits = false
  ): void {
    if (this.#quiet) return
    const decision: Writable<Decision> =
      result.outcome === 'scheduled'
        ? this.#found(group, result, waits ? 'waits-for-provisioning' : 'scheduled')
        : { ...identity(group), ...refused(result), outcome: 'unschedulable' }
    if (node !== undefined) decision.node = node.name
    if (agrees !== undefined) decision.agrees = agrees
    if (result.nodes !== undefined) decision.nodes = result.nodes
    this.decisions.add(decision, count)
    if (result.outcome === 'unschedulable') this.#podEvent(group.source, 'Warning', 'FailedScheduling', result.message)
  }

  /** A pod that the scheduler does not decide about. */
  held(group: PodGroup, { outcome, condition, missing }: HeldBack, node: string | undefined): void {
    const decision: Decision = {
      ...identity(group),
      outcome,
      feasible: [],
      candidates: [],
      ...(node !== undefined && { node }),
      ...(condition?.reason !== undefined && { reason: condition.reason }),
      ...(condition?.message !== undefined && { message: condition.message }),
      ...(missing !== undefined && { missing }),
    }
    this.decisions.add(decision, group.count)
  }

  scheduled({ source }: PodGroup, node: NodeInfo): void {
    this.#podEvent(source, 'Normal', 'Scheduled', `Successfully assigned ${source.info.namespace}/${source.podName} to ${node.name}`)
  }

  preempted({ source }: PodGroup, node: NodeInfo): void {
    this.#podEvent(source, 'Normal', 'Preempted', `Preempted by pod <uid> on node ${node.name}`)
  }

  #podEvent({ info, podName, recycles }: PodSource, type: ClusterEvent['type'], reason: string, message: string): void {
    if (this.#quiet) return
    if (recycles !== undefined) {
      const about = { kind: 'PersistentVolume', namespace: '', name: recycles }
      this.events.add({ type, reason: 'RecyclerPod', ...about, message: `Recycler pod: ${message}` })
    }
    this.events.add({ type, reason, kind: 'Pod', namespace: info.namespace, name: podName, message })
  }

  #found({ source, attempts }: PodGroup, { feasible, candidates }: Placeable, outcome: Decision['outcome']): Decision {
    const { info, podName, owner, template } = source
    const pod = { namespace: info.namespace, name: podName }
    return { pod, owner, template, attempt: attempts, feasible: this.#names(feasible), candidates: this.#names(candidates), outcome }
  }

  #names(nodes: readonly NodeInfo[]): readonly string[] {
    const last = this.#lastNames.get(nodes.length)
    if (last !== undefined && isSameNodes(nodes, last.nodes)) return last.names
    const names = nodes.map(({ name }) => name)
    this.#lastNames.set(nodes.length, { nodes, names })
    return names
  }
}

function isSameNodes(a: readonly NodeInfo[], b: readonly NodeInfo[]): boolean {
  if (a === b) return true
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function identity({ source, attempts }: PodGroup): Pick<Decision, 'pod' | 'owner' | 'template' | 'attempt'> {
  const { info, podName, owner, template } = source
  return { pod: { namespace: info.namespace, name: podName }, owner, template, attempt: attempts }
}

function refused({
  message,
  preemption,
  reason: failure,
}: Unplaceable): Omit<Decision, 'pod' | 'owner' | 'template' | 'attempt' | 'outcome'> {
  const reason = failure ?? 'Unschedulable'
  if (preemption === undefined) return { feasible: [], candidates: [], reason, message }
  const victims = preemption.victims.map(({ info, name }) => `${info.namespace}/${name}`)
  return { feasible: [], candidates: [], reason, message, nominatedNode: preemption.node.name, victims }
}
