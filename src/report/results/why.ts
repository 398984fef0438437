import type { SimulateOutcome } from '../../outcome.ts'
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
  const last = new Map<string, AttemptResult>()
  for (const decision of simulation.decisions) {
    const { pod, owner } = decision
    const isOwn = isSubject(owner.kind, owner.namespace, owner.name, subject) || isSubject('Pod', pod.namespace, pod.name, subject)
    if (isOwn) last.set(pod.name, attemptResult(decision))
  }
  const events = simulation.events
    .map(eventResult)
    .filter(
      ({ type, namespace, name }) =>
        type === 'Warning' && namespace === subject.namespace && (name === subject.name || name.startsWith(`${subject.name}-`))
    )
  return { format: 'seatrial/why/1', subject, ...(answer !== undefined && { answer }), decisions: [...last.values()], events }
}

function isSubject(kind: string, namespace: string | null, name: string | null, subject: WhySubject): boolean {
  return kind.toLowerCase() === subject.kind.toLowerCase() && namespace === subject.namespace && name === subject.name
}
