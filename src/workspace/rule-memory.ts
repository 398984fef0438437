import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { Diagnostic } from '../lint/diagnostic.ts'
import type { Context, Rule, Unknown } from '../lint/rule.ts'
import type { Heard } from '../lint/rule-context.ts'
import { isShownTo } from '../lint/subjects.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Part, Reader } from './reads.ts'

/** What a rule can look at, in the order in which it does. */
export const visitKinds = ['document', 'object', 'pod', 'container', 'cluster'] as const
export type VisitKind = (typeof visitKinds)[number]

/** One look of a rule at something, and what it said. */
export interface Visit extends Heard {
  readonly rule: RuleMemory
  readonly kind: VisitKind
  readonly diagnostics: Diagnostic[]
  readonly unknowns: Unknown[]
  /** Who read other parts of the set for it; undefined where nobody did. */
  readonly reader: Reader | undefined
  readonly thrown?: { readonly value: unknown }
}

/** Whether a rule said anything that the result of a check may tell. */
export function saysAnything({ diagnostics, unknowns, withheld, thrown }: Visit): boolean {
  return diagnostics.length > 0 || unknowns.length > 0 || withheld.size > 0 || thrown !== undefined
}

/** What has changed since rules have looked. */
export interface Changes {
  readonly parts: ReadonlySet<Part>
  /** Files as they were before, of which documents have moved into later texts. */
  readonly left: ReadonlySet<SourceFile>
}

/** Whether what a rule read has changed, or what it pointed at has moved. */
export function isOutdated({ reader, diagnostics }: Visit, { parts, left }: Changes): boolean {
  if (reader?.hasRead(parts) === true) return true
  return left.size > 0 && diagnostics.some(diagnostic => pointsInto(diagnostic, left))
}

function pointsInto({ span, related, fixes }: Diagnostic, files: ReadonlySet<SourceFile>): boolean {
  return (
    files.has(span.file) ||
    related.some(place => place.span !== undefined && files.has(place.span.file)) ||
    fixes.some(({ edits }) => edits.some(edit => files.has(edit.span.file)))
  )
}

/** What is known of a rule from one check to the next. */
export class RuleMemory {
  readonly rule: Rule
  readonly isShown: (resource: Resource, request: Request | undefined) => boolean
  /** What it said of the set as a whole. */
  cluster: Visit | undefined
  #context: { readonly of: object; readonly context: Context<string> } | undefined

  constructor(rule: Rule, version: KubernetesVersion) {
    this.rule = rule
    this.isShown = isShownTo(rule.when, version)
  }

  /** Its context in one check, made when it is first asked for. */
  contextIn(check: object, make: () => Context<string>): Context<string> {
    if (this.#context?.of !== check) this.#context = { of: check, context: make() }
    return this.#context.context
  }
}

/** A document or an object, and what rules said of it. */
export class SubjectMemory {
  /** The rules that have looked at it. */
  readonly seenBy = new Set<RuleMemory>()
  /** The list of rules of which all have. */
  seenByAllOf: readonly RuleMemory[] | undefined
  /** In which a rule said something. */
  said: readonly Visit[] = []
  #visits: readonly Visit[] = []
  /** The check that met it last. */
  check = 0
  /** By which it is known for the same: an object's request, a document's declarations. */
  readonly terms: readonly unknown[]

  constructor(terms: readonly unknown[]) {
    this.terms = terms
  }

  /** In which a rule said something, or read other parts of the set. */
  get visits(): readonly Visit[] {
    return this.#visits
  }

  set visits(visits: readonly Visit[]) {
    this.#visits = visits
    this.said = visits.filter(saysAnything)
  }
}
