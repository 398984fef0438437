import type { Declaration } from '../cluster/declaration.ts'
import type { Resource } from '../cluster/resource.ts'
import type { Diagnostic } from '../lint/diagnostic.ts'
import type { Rule, Unknown } from '../lint/rule.ts'
import { customDeclarations } from '../lint/rule-context.ts'
import { type InternalError, messageOf, type RuleRun, type RuleRunResult } from '../lint/run-rules.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { SourceFile } from '../source/source-file.ts'
import { Round } from './round.ts'
import { type Changes, isOutdated, RuleMemory, SubjectMemory, saysAnything, type Visit, type VisitKind, visitKinds } from './rule-memory.ts'
import { isSameList } from './same-list.ts'
import { SetChanges } from './set-changes.ts'
import { WatchedSet } from './watched-set.ts'

type Look = (rule: RuleMemory, kind: VisitKind) => Visit

const ofDocuments = ['document'] as const
const ofObjects = ['object'] as const
const ofWorkloads = ['object', 'pod', 'container'] as const

/**
 * What the rules said of one set, kept from one check to the next. A rule looks again at what has changed, and where it read other parts
 * of the set for what it looked at, when one of those has changed.
 */
export class KnownFindings {
  readonly #changes = new SetChanges()
  readonly #rules = new Map<Rule, RuleMemory>()
  #subjects = new WeakMap<SourceDocument | Resource, SubjectMemory>()
  #wanted: readonly RuleMemory[] = []
  #custom: readonly Declaration[] = []
  #set: WatchedSet | undefined
  #check = 0

  /** The same as `runRules` comes to. `left`: files as they were before, of which documents have moved into later texts. */
  runRules(run: RuleRun, left: ReadonlySet<SourceFile>): RuleRunResult {
    const requests = new Map(run.environment.requests.map(request => [request.resource.order, request]))
    const custom = this.#customIn(run)
    const parts = this.#changes.changed(run, custom, resource => requests.get(resource.order)) ?? new Set()
    if (this.#set === undefined) this.#set = new WatchedSet({ run, custom, requests })
    else this.#set.become({ run, custom, requests }, parts)
    const changes = { parts, left }
    this.#check++
    const wanted = run.rules.map(rule => this.#memoryOf(rule, run))
    if (!isSameList(wanted, this.#wanted)) this.#wanted = wanted
    for (const memory of this.#rules.values())
      if (memory.cluster !== undefined && isOutdated(memory.cluster, changes)) memory.cluster = undefined

    const round = new Round(run, this.#set)
    const templates = new Map(run.cluster.podTemplates.map(template => [template.owner, template]))
    const subjects: SubjectMemory[] = []
    for (const view of run.documents)
      subjects.push(this.#look(view.source, view.declarations, ofDocuments, changes, rule => round.document(rule, view)))
    for (const resource of run.cluster.resources) {
      if (resource.role !== 'input') continue
      const request = requests.get(resource.order)
      const template = templates.get(resource)
      const look: Look = (rule, kind) => round.object(rule, kind, resource, request, template)
      subjects.push(this.#look(resource, [request], template === undefined ? ofObjects : ofWorkloads, changes, look))
    }
    for (const memory of this.#wanted) if (memory.rule.cluster !== undefined) memory.cluster ??= round.cluster(memory)
    this.#set.reads.settle()
    return resultOf(this.#wanted, subjects)
  }

  /** The same list as before where it holds the same. */
  #customIn({ documents }: RuleRun): readonly Declaration[] {
    const custom = customDeclarations(documents)
    if (!isSameList(custom, this.#custom)) this.#custom = custom
    return this.#custom
  }

  #memoryOf(rule: Rule, { environment }: RuleRun): RuleMemory {
    const known = this.#rules.get(rule) ?? new RuleMemory(rule, environment.version)
    this.#rules.set(rule, known)
    return known
  }

  /** What the rules say of one document or object; those whose word holds are not asked again. */
  #look(
    subject: SourceDocument | Resource,
    terms: readonly unknown[],
    kinds: readonly VisitKind[],
    changes: Changes,
    look: Look
  ): SubjectMemory {
    const known = this.#subjects.get(subject)
    const isKnown = known !== undefined && known.check === this.#check - 1 && isSameList(known.terms, terms)
    const memory = isKnown ? known : new SubjectMemory(terms)
    if (!isKnown) this.#subjects.set(subject, memory)
    memory.check = this.#check
    forget(memory, changes)
    if (memory.seenByAllOf === this.#wanted) return memory
    const visits = [...memory.visits]
    for (const rule of this.#wanted) {
      if (memory.seenBy.has(rule)) continue
      memory.seenBy.add(rule)
      for (const kind of kinds) {
        if (rule.rule[kind] === undefined) continue
        const visit = look(rule, kind)
        if (visit.reader !== undefined || saysAnything(visit)) visits.push(visit)
      }
    }
    memory.visits = visits
    memory.seenByAllOf = this.#wanted
    return memory
  }
}

/** Has the rules look again whose word no longer holds. */
function forget(memory: SubjectMemory, changes: Changes): void {
  if (changes.parts.size === 0 && changes.left.size === 0) return
  const outdated = new Set<RuleMemory>()
  for (const visit of memory.visits) if (isOutdated(visit, changes)) outdated.add(visit.rule)
  if (outdated.size === 0) return
  memory.visits = memory.visits.filter(({ rule }) => !outdated.has(rule))
  for (const rule of outdated) memory.seenBy.delete(rule)
  memory.seenByAllOf = undefined
}

/** All that was said, in the order in which rules say it that look at everything. */
function resultOf(wanted: readonly RuleMemory[], subjects: readonly SubjectMemory[]): RuleRunResult {
  const visits = new Map<RuleMemory, Visit[][]>()
  for (const memory of wanted) {
    const lists: Visit[][] = visitKinds.map(() => [])
    if (memory.cluster !== undefined) lists.at(-1)!.push(memory.cluster)
    visits.set(memory, lists)
  }
  for (const subject of subjects) for (const visit of subject.said) visits.get(visit.rule)?.[visitKinds.indexOf(visit.kind)]?.push(visit)
  const diagnostics: Diagnostic[] = []
  const unknowns: Unknown[] = []
  const internalErrors: InternalError[] = []
  const withheld = new Set<string>()
  for (const [{ rule }, lists] of visits) {
    let thrown: Visit['thrown']
    for (const list of lists)
      for (const visit of list) {
        diagnostics.push(...visit.diagnostics)
        unknowns.push(...visit.unknowns)
        for (const id of visit.withheld) withheld.add(id)
        thrown ??= visit.thrown
      }
    if (thrown !== undefined) internalErrors.push({ rule: rule.id, message: messageOf(thrown.value) })
  }
  return { diagnostics, unknowns, withheld, internalErrors, timing: new Map() }
}
