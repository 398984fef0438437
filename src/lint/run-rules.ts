import type { Cluster } from '../cluster/cluster.ts'
import type { Environment } from '../cluster/environment.ts'
import type { DiagnoseContext } from './diagnose.ts'
import type { Diagnostic, Severity } from './diagnostic.ts'
import type { ActivePresets } from './presets.ts'
import type { Context, DocumentView, Rule, Simulator, Unknown, UpgradeBreak, WrittenSuppression } from './rule.ts'
import { customDeclarations, type Heard, ruleContext, type SeenSet } from './rule-context.ts'
import type { GivenOptions } from './rule-options.ts'
import { Subjects } from './subjects.ts'

/** One set, and the rules that look at it. */
export interface RuleRun {
  /** Name of the set. */
  readonly set: string
  readonly cluster: Cluster
  readonly environment: Environment
  /** Documents of the input only. */
  readonly documents: readonly DocumentView[]
  readonly rules: readonly Rule[]
  /** How severe findings of a rule are at most; a rule that is absent goes by its own severity. */
  readonly severities: ReadonlyMap<string, Severity>
  /** Presets that are on, with those that they include; without it, findings are reported whichever presets they name. */
  readonly presets?: ActivePresets
  /** Rules that report whatever they find, whichever presets are on. */
  readonly named?: ReadonlySet<string>
  /** What the settings give as options, by rule. */
  readonly options?: ReadonlyMap<string, GivenOptions>
  /** What is suppressed in the documents, for the rules that judge that. */
  readonly suppressions?: readonly WrittenSuppression[]
  /** What breaks with an upgrade, for the rule that says so. */
  readonly upgradeBreaks?: readonly UpgradeBreak[]
  /** Milliseconds of a steady clock; with it the run measures itself. */
  readonly clock?: () => number
}

export interface InternalError {
  readonly rule: string
  readonly message: string
}

export interface RuleRunResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly unknowns: readonly Unknown[]
  /** Rules that found something which the presets don't ask for. */
  readonly withheld: ReadonlySet<string>
  /** One for each rule that threw, with its first error. */
  readonly internalErrors: readonly InternalError[]
  /** Milliseconds by rule id; empty without a clock. A simulation counts for the rule that asked first. */
  readonly timing: ReadonlyMap<string, number>
}

/** Runs the rules over one set. A rule that throws goes on with its next object, and is reported once. */
export function runRules(run: RuleRun): RuleRunResult {
  const diagnostics: Diagnostic[] = []
  const unknowns: Unknown[] = []
  const internalErrors: InternalError[] = []
  const withheld = new Set<string>()
  const timing = new Map<string, number>()
  const diagnosing: DiagnoseContext = {
    set: run.set,
    severities: run.severities,
    views: new Map(run.documents.map(view => [view.source, view])),
  }
  const requests = new Map(run.environment.requests.map(request => [request.resource.order, request]))
  const subjects = new Subjects(run, requests)
  const seen: SeenSet = {
    cluster: run.cluster,
    environment: run.environment,
    documents: run.documents,
    custom: customDeclarations(run.documents),
    request: resource => requests.get(resource.order),
    simulate: memoised(run),
  }
  const heard: Heard = { diagnostics, unknowns, withheld }

  for (const rule of run.rules) {
    const context = ruleContext(rule, run, seen, diagnosing, () => heard)
    const before = run.clock?.()
    const error = visitAll(rule, subjects, context)
    if (error !== undefined) internalErrors.push({ rule: rule.id, message: messageOf(error.thrown) })
    if (run.clock !== undefined && before !== undefined) timing.set(rule.id, run.clock() - before)
  }
  return { diagnostics, unknowns, withheld, internalErrors, timing }
}

/** What a rule threw first. */
interface Thrown {
  readonly thrown: unknown
}

function visitAll(rule: Rule, subjects: Subjects, context: Context<string>): Thrown | undefined {
  const { document, object, pod, container } = rule
  const documents = document && visitEach(subjects.documents, view => rule.document!(view, context))
  const objects = object && visitEach(subjects.resourcesFor(rule.when), resource => rule.object!(resource, context))
  const pods = pod && visitEach(subjects.templates, template => rule.pod!(template, context))
  const containers =
    container && visitEach(subjects.containers, subject => rule.container!(subject.container, subject.at, subject.template, context))
  const cluster = rule.cluster && visitEach([context], () => rule.cluster!(context))
  return documents ?? objects ?? pods ?? containers ?? cluster
}

/** Shows each of them to a rule, on past what it throws. */
function visitEach<Subject>(subjects: readonly Subject[], visit: (subject: Subject) => void): Thrown | undefined {
  let first: Thrown | undefined
  for (const subject of subjects) {
    try {
      visit(subject)
    } catch (thrown) {
      first ??= { thrown }
    }
  }
  return first
}

/** Runs each simulator at most once; one that throws throws again for every rule that asks. */
export function memoised(run: Pick<RuleRun, 'cluster' | 'environment'>): Context<string>['simulate'] {
  const outcomes = new Map<unknown, { readonly value: unknown } | { readonly thrown: unknown }>()
  return <Outcome>(simulator: Simulator<Outcome>): Outcome => {
    let outcome = outcomes.get(simulator)
    if (outcome === undefined) {
      try {
        outcome = { value: simulator(run.cluster, run.environment) }
      } catch (thrown) {
        outcome = { thrown }
      }
      outcomes.set(simulator, outcome)
    }
    if ('thrown' in outcome) throw outcome.thrown
    return outcome.value as Outcome
  }
}

/** What was thrown, as a sentence. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
