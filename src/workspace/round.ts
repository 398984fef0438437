import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { DiagnoseContext } from '../lint/diagnose.ts'
import type { Context, DocumentView } from '../lint/rule.ts'
import { type Heard, ruleContext, type SeenSet } from '../lint/rule-context.ts'
import { memoised, type RuleRun } from '../lint/run-rules.ts'
import { containersOf } from '../lint/subjects.ts'
import { kindPart, namePart, Reader, Reads } from './reads.ts'
import type { RuleMemory, Visit, VisitKind } from './rule-memory.ts'
import { WatchedCluster } from './watched-cluster.ts'
import { watchedEnvironment } from './watched-environment.ts'

type Look = (context: Context<string>) => void

/** One check, in which rules look at a set that notes what they read. */
export class Round {
  readonly reads: Reads = new Reads()
  readonly #run: RuleRun
  readonly #seen: SeenSet
  readonly #diagnosing: DiagnoseContext
  #heard: Heard = silence()
  /** Whose own request is no other part of the set. */
  #subject: Resource | undefined

  /** `requests` by the order of their objects. */
  constructor(run: RuleRun, custom: SeenSet['custom'], requests: ReadonlyMap<number, Request>) {
    const { reads } = this
    const cluster = new WatchedCluster(run.cluster, reads)
    const simulations = new Map<unknown, Simulation>()
    const simulationOf = (simulator: unknown): Simulation => {
      const known = simulations.get(simulator)
      if (known !== undefined) return known
      const reader = new Reader()
      const simulate = memoised({ cluster: cluster.viewFor(reader), environment: watchedEnvironment(run.environment, reads, reader) })
      simulations.set(simulator, { simulate, reader })
      return { simulate, reader }
    }
    this.#run = run
    this.#diagnosing = { set: run.set, severities: run.severities, views: new Map(run.documents.map(view => [view.source, view])) }
    this.#seen = {
      cluster,
      environment: watchedEnvironment(run.environment, reads),
      get documents() {
        reads.note('documents')
        return run.documents
      },
      get custom() {
        reads.note('custom')
        return custom
      },
      request: resource => {
        const { type, namespace, name } = resource
        const part = () => (name === null ? kindPart(type.group, type.kind) : namePart(type.group, type.kind, namespace, name))
        if (resource !== this.#subject) reads.note(part())
        return requests.get(resource.order)
      },
      simulate: simulator => {
        const { simulate, reader } = simulationOf(simulator)
        reads.use(reader)
        return simulate(simulator)
      },
    }
  }

  /** What a rule says of a document. */
  document(memory: RuleMemory, view: DocumentView): Visit {
    return this.#visit(memory, 'document', undefined, [context => memory.rule.document!(view, context)])
  }

  /** What a rule says of an object, of its pods, or of their containers. */
  object(memory: RuleMemory, kind: VisitKind, resource: Resource, request: Request | undefined, template: PodTemplate | undefined): Visit {
    return this.#visit(memory, kind, resource, looksAt(memory, kind, resource, request, template))
  }

  /** What a rule says of the set as a whole. */
  cluster(memory: RuleMemory): Visit {
    return this.#visit(memory, 'cluster', undefined, [context => memory.rule.cluster!(context)])
  }

  /** What a rule says while it looks, on past what it throws. */
  #visit(memory: RuleMemory, kind: VisitKind, subject: Resource | undefined, looks: readonly Look[]): Visit {
    const heard = silence()
    if (looks.length === 0) return { ...heard, rule: memory, kind, reader: undefined }
    const context = memory.contextIn(this, () => ruleContext(memory.rule, this.#run, this.#seen, this.#diagnosing, () => this.#heard))
    let thrown: Visit['thrown']
    this.#heard = heard
    this.#subject = subject
    const reader = this.reads.during(() => {
      for (const look of looks) {
        try {
          look(context)
        } catch (value) {
          thrown ??= { value }
        }
      }
    })
    return { ...heard, rule: memory, kind, reader, ...(thrown !== undefined && { thrown }) }
  }
}

/** A simulator that is run at most once, and what it reads. */
interface Simulation {
  readonly simulate: SeenSet['simulate']
  readonly reader: Reader
}

function looksAt(
  { rule, isShown }: RuleMemory,
  kind: VisitKind,
  resource: Resource,
  request: Request | undefined,
  template: PodTemplate | undefined
): readonly Look[] {
  if (kind === 'object') return isShown(resource, request) ? [context => rule.object!(resource, context)] : []
  if (template === undefined) return []
  if (kind === 'pod') return [context => rule.pod!(template, context)]
  return containersOf(template).map(
    ({ container, at }) =>
      context =>
        rule.container!(container, at, template, context)
  )
}

function silence(): Heard {
  return { diagnostics: [], unknowns: [], withheld: new Set() }
}
