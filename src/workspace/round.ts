import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { DiagnoseContext } from '../lint/diagnose.ts'
import type { Context, DocumentView } from '../lint/rule.ts'
import { type Heard, ruleContext } from '../lint/rule-context.ts'
import type { RuleRun } from '../lint/run-rules.ts'
import { containersOf } from '../lint/subjects.ts'
import type { RuleMemory, Visit, VisitKind } from './rule-memory.ts'
import type { WatchedSet } from './watched-set.ts'

type Look = (context: Context<string>) => void

/** One check, in which rules look at a set that notes what they read. */
export class Round {
  readonly #run: RuleRun
  readonly #set: WatchedSet
  readonly #diagnosing: DiagnoseContext
  #heard: Heard = silence()

  constructor(run: RuleRun, set: WatchedSet) {
    this.#run = run
    this.#set = set
    this.#diagnosing = { set: run.set, severities: run.severities, views: new Map(run.documents.map(view => [view.source, view])) }
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
    const context = memory.contextIn(this, () => ruleContext(memory.rule, this.#run, this.#set.seen, this.#diagnosing, () => this.#heard))
    let thrown: Visit['thrown']
    this.#heard = heard
    this.#set.subject = subject
    const reader = this.#set.reads.during(() => {
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
