import type { SimulateOutcome } from '../../outcome.ts'
import type { Decision, PodState } from '../../simulate/control-plane/index.ts'
import { type AttemptResult, attemptResult } from './attempt.ts'
import { type ServerResult, serverResults } from './server.ts'
import { type EventResult, eventResult } from './settled-state.ts'

/** The object that is asked about. */
export interface WhySubject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** The result of `why`: what the simulation says of one object. */
export interface WhyResult {
  readonly format: 'seatrial/why/1'
  readonly subject: WhySubject
  /** The server's answer to the object; absent where the input has no such object. */
  readonly answer?: ServerResult
  /** The last decision about each of its pods, with what every node says of it and the changes that would let it run. */
  readonly decisions: readonly AttemptResult[]
  /** Warnings about the object and what was made of it. */
  readonly events: readonly EventResult[]
}

/** What a simulation says of one object and its pods. */
export function whyResult({ set, simulation }: SimulateOutcome, subject: WhySubject): WhyResult {
  const answer = serverResults([set]).find(({ resource }) => isSubject(resource.kind, resource.namespace, resource.name, subject))
  const isOwn = ({ pod, owner }: Decision): boolean =>
    isSubject(owner.kind, owner.namespace, owner.name, subject) || isSubject('Pod', pod.namespace, pod.name, subject)
  const decisions = lastDecisions(simulation.decisions.filter(isOwn), simulation.pods)
  const events = simulation.events
    .map(eventResult)
    .filter(
      ({ type, namespace, name }) =>
        type === 'Warning' && namespace === subject.namespace && (name === subject.name || name.startsWith(`${subject.name}-`))
    )
  return { format: 'seatrial/why/1', subject, ...(answer !== undefined && { answer }), decisions: decisions.map(attemptResult), events }
}

/** The last decision about each pod; of pods that share a name which Kubernetes makes up, as many as there are. */
function lastDecisions(decisions: readonly Decision[], pods: readonly PodState[]): readonly Decision[] {
  const byName = new Map<string, Decision[]>()
  for (const decision of decisions) {
    const key = `${decision.pod.namespace}/${decision.pod.name}`
    const known = byName.get(key)
    if (known === undefined) byName.set(key, [decision])
    else known.push(decision)
  }
  return [...byName].flatMap(([key, list]): readonly Decision[] => {
    const states = pods.filter(({ namespace, name }) => `${namespace}/${name}` === key)
    if (countOf(states) < 2) return list.slice(-1)
    const placed = states.filter(({ node }) => node !== undefined)
    const waiting = countOf(states) - countOf(placed)
    const last = list.findLast(({ node }) => node === undefined)
    const scheduled = list.filter(({ node }) => node !== undefined).slice(-placed.length)
    return [...(placed.length > 0 ? scheduled : []), ...(waiting > 0 && last !== undefined ? [{ ...last, count: waiting }] : [])]
  })
}

function countOf(pods: readonly PodState[]): number {
  return pods.reduce((sum, { count = 1 }) => sum + count, 0)
}

function isSubject(kind: string, namespace: string | null, name: string | null, subject: WhySubject): boolean {
  return kind.toLowerCase() === subject.kind.toLowerCase() && namespace === subject.namespace && name === subject.name
}
