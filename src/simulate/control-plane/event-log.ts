import type { ClusterEvent } from './outcome.ts'

/** Mirrors pkg/scheduler NoteLengthLimit. */
const noteLengthLimit = 1024
const truncated = ' ...'

/** Distinct events in time order. */
export class EventLog {
  readonly #events = new Map<string, ClusterEvent>()

  add(event: ClusterEvent): void {
    const message =
      event.message.length <= noteLengthLimit ? event.message : `${event.message.slice(0, noteLengthLimit - truncated.length)}${truncated}`
    const key = `${event.type}\0${event.reason}\0${event.kind}\0${event.namespace}\0${event.name}\0${message}`
    if (!this.#events.has(key)) this.#events.set(key, { ...event, message })
  }

  get entries(): readonly ClusterEvent[] {
    return [...this.#events.values()]
  }
}
