import type { Request } from '../cluster/request.ts'
import type { SeenSet } from '../lint/rule-context.ts'
import { memoised, type RuleRun } from '../lint/run-rules.ts'
import { kindPart, namePart, type Part, Reader, Reads } from './reads.ts'
import { WatchedCluster } from './watched-cluster.ts'
import { watchedEnvironment } from './watched-environment.ts'

/** A simulator that is run at most once, and what it reads. */
interface Simulation {
  readonly simulate: SeenSet['simulate']
  readonly reader: Reader
}

/** What a set holds at one time. `requests` by the order of their objects. */
export interface SetNow {
  readonly run: RuleRun
  readonly custom: SeenSet['custom']
  readonly requests: ReadonlyMap<number, Request>
}

/** A set as rules see it, which notes what they read. What follows from its parts is kept until one of them changes. */
export class WatchedSet {
  readonly reads: Reads = new Reads()
  readonly seen: SeenSet
  /** Whose own request is no other part of the set. */
  subject: SeenSubject | undefined
  #now: SetNow
  readonly #cluster: WatchedCluster
  readonly #simulations = new Map<unknown, Simulation>()

  constructor(now: SetNow) {
    const { reads } = this
    this.#now = now
    this.#cluster = WatchedCluster.of(now.run.cluster, reads)
    const get = (part: Part): SetNow => {
      reads.note(part)
      return this.#now
    }
    this.seen = {
      cluster: this.#cluster,
      environment: watchedEnvironment(() => this.#now.run.environment, reads),
      get documents() {
        return get('documents').run.documents
      },
      get custom() {
        return get('custom').custom
      },
      request: resource => {
        const { type, namespace, name, order } = resource
        if (resource === this.subject) return this.#now.requests.get(order)
        const part = name === null ? kindPart(type.group, type.kind) : namePart(type.group, type.kind, namespace, name)
        return get(part).requests.get(order)
      },
      simulate: simulator => {
        const { simulate, reader } = this.#simulationOf(simulator)
        const outcome = reads.make(reader, () => simulate(simulator))
        reads.use(reader)
        return outcome
      },
    }
  }

  /** Shows what the set holds now, which differs in these parts. */
  become(now: SetNow, changed: ReadonlySet<Part>): void {
    this.#now = now
    for (const { reader } of this.#simulations.values()) reader.settle()
    for (const [simulator, { reader }] of this.#simulations) if (reader.hasRead(changed)) this.#simulations.delete(simulator)
    this.#cluster.become(now.run.cluster, changed)
  }

  #simulationOf(simulator: unknown): Simulation {
    const known = this.#simulations.get(simulator)
    if (known !== undefined) return known
    const reader = new Reader()
    const environment = watchedEnvironment(() => this.#now.run.environment, this.reads, reader)
    const simulation = { simulate: memoised({ cluster: this.#cluster.viewFor(reader), environment }), reader }
    this.#simulations.set(simulator, simulation)
    return simulation
  }
}

/** An object that a rule is shown. */
export type SeenSubject = Parameters<SeenSet['request']>[0]
