import type { Resource } from '../cluster/resource.ts'
import type { Decision, PodState, SimulationOutcome } from '../simulate/control-plane/index.ts'
import type { Paint } from './colors.ts'
import { counted } from './counts.ts'
import { abbreviate, escapeForTerminal } from './escape.ts'
import { sentenceLine } from './message-text.ts'
import { hangingLines } from './wrap.ts'

const groupLimit = 100
/** Pods of one object that stay pending for one reason. */
interface Group {
  readonly owner: Resource
  readonly words: string
  pending: number
}

/** How many pods a list stands for. */
export function podCount(pods: readonly { readonly count?: number }[]): number {
  return pods.reduce((sum, pod) => sum + (pod.count ?? 1), 0)
}

/** The pods of one object that stay pending for one reason, and how many it has. */
export interface PendingPods {
  readonly owner: Resource
  readonly pending: number
  readonly total: number
  /** Of whoever holds them back. */
  readonly words: string
}

/** The pods without a node, by the object that declares them and by what holds them back. */
export function pendingPods({ pods, decisions }: SimulationOutcome): readonly PendingPods[] {
  const groups = groupsOf(pods, decisions)
  const totals = new Map<Resource, number>()
  for (const pod of groups.length === 0 ? [] : pods)
    totals.set(pod.template.owner, (totals.get(pod.template.owner) ?? 0) + (pod.count ?? 1))
  return groups.map(group => ({ ...group, total: totals.get(group.owner)! }))
}

/** The pods without a node as lines. */
export function pendingLines(outcome: SimulationOutcome, width: number, paint: Paint): readonly string[] {
  const groups = pendingPods(outcome)
  if (groups.length === 0) return []
  const entries = groups.slice(0, groupLimit).map(({ owner, pending, total, words }) => ({ title: titleOf(owner, pending, total), words }))
  const left = groups.length - groupLimit
  return [
    paint('yellow', 'PENDING'),
    ...hangingLines(entries, width),
    ...(left > 0 ? [`  and pods of ${counted(left, 'more object')}`] : []),
  ]
}

function groupsOf(pods: readonly PodState[], decisions: readonly Decision[]): readonly Group[] {
  const last = new Map(decisions.map(decision => [podKey(decision.pod), decision]))
  const groups = new Map<Resource, Map<string, Group>>()
  for (const pod of pods) {
    if (pod.node !== undefined) continue
    const { owner } = pod.template
    const words = heldBackBy(pod, last.get(podKey(pod)))
    const ofOwner = groups.get(owner) ?? new Map<string, Group>()
    groups.set(owner, ofOwner)
    const group = ofOwner.get(words) ?? { owner, words, pending: 0 }
    ofOwner.set(words, group)
    group.pending += pod.count ?? 1
  }
  return [...groups.values()].flatMap(ofOwner => [...ofOwner.values()])
}

function podKey({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`
}

function titleOf({ namespace, name }: Resource, pending: number, total: number): string {
  const title = escapeForTerminal(abbreviate(`${namespace ?? ''}/${name ?? '(without a name)'}`, 80))
  return total === 1 ? title : `${title} (${pending} of ${total})`
}

/** The component's sentence up to what it says about preemption, or ours where no component has looked at the pod. */
function heldBackBy(pod: PodState, decision: Decision | undefined): string {
  const message = pod.scheduled?.message ?? decision?.message
  if (message !== undefined) return sentenceLine(shortSentence(message))
  if (decision?.outcome === 'ignored') return 'another scheduler places it, which is not simulated'
  if (decision?.missing !== undefined) return sentenceLine(`not decided: the input lacks ${decision.missing.join(', ')}`)
  if (decision?.outcome === 'waits-for-provisioning') return 'waits for a volume to be provisioned'
  return 'no scheduler has looked at it'
}

function shortSentence(message: string): string {
  const cut = message.search(/ (?:no new claims to deallocate, )?preemption: /)
  return cut === -1 ? message : `${message.slice(0, cut)} …`
}
