import { pathMatcher } from './config/path-matcher.ts'
import type { Settings } from './config/settings.ts'
import { type Baseline, baselineOf, withoutKnown } from './lint/baseline.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import { applyOverrides } from './lint/overrides.ts'
import type { Rule, RuleEntry } from './lint/rule.ts'
import { type InternalError, type RuleRun, runRules } from './lint/run-rules.ts'
import type { RuleSelection } from './lint/select-rules.ts'
import { suppress } from './lint/suppress.ts'
import { mayBeSuppressed } from './lint/suppression-signs.ts'
import type { SourceDocument } from './source/source-document.ts'

/** All findings of a run, and what decides which of them count. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[]
  readonly settings: Settings
  readonly documents: readonly SourceDocument[]
  readonly entries: readonly RuleEntry[]
  readonly selection: RuleSelection
  /** One for each set, as its rules saw it. */
  readonly runs: readonly RuleRun[]
  /** Rules that found something which the presets don't ask for. */
  readonly withheld: ReadonlySet<string>
  readonly baseline?: Baseline
  /** Fingerprints of the state before, where only what is new counts. */
  readonly before?: Baseline
}

/** The findings of a run, parted. */
export interface Sifted {
  readonly counted: readonly Diagnostic[]
  readonly suppressed: readonly Diagnostic[]
  readonly baselined: readonly Diagnostic[]
  readonly internalErrors: readonly InternalError[]
}

/** Takes out what overrides, suppressions, `--report-only`, a baseline and `--new-only` leave out, in this order. */
export async function sift(findings: Findings): Promise<Sifted> {
  const { settings, selection } = findings
  const matchersOf = ({ files, base }: { files: readonly string[]; base: string }) => pathMatcher(files, base)
  const overrides = await Promise.all(
    settings.overrides.map(async override => ({ matches: await matchersOf(override), rules: override.rules }))
  )
  const { on, off } = applyOverrides(findings.diagnostics, overrides, selection.severities, selection.elsewhereOff)
  const { counted, suppressed, meta, internalErrors } = await withoutSuppressed(findings, on)
  const own = applyOverrides(meta, overrides, selection.severities, selection.elsewhereOff)
  const isReported = await reportedFiles(settings)
  const reported = [...counted, ...own.on].filter(isReported)
  const fresh = findings.before === undefined ? reported : withoutKnown(reported, findings.before).fresh
  const compared = withoutKnown(fresh, findings.baseline ?? baselineOf([]))
  return { counted: compared.fresh, suppressed: [...suppressed, ...off].filter(isReported), baselined: compared.known, internalErrors }
}

async function reportedFiles({ reportOnly, reportOnlyBase = '.' }: Settings): Promise<(diagnostic: Diagnostic) => boolean> {
  if (reportOnly.length === 0) return () => true
  const matches = await pathMatcher(reportOnly, reportOnlyBase)
  return ({ span }) => matches(span.file.path)
}

interface Unsuppressed extends Pick<Sifted, 'counted' | 'suppressed' | 'internalErrors'> {
  /** What the rules about suppressions say. */
  readonly meta: readonly Diagnostic[]
}

async function withoutSuppressed(findings: Findings, diagnostics: readonly Diagnostic[]): Promise<Unsuppressed> {
  const { settings, documents, entries, selection, runs, withheld } = findings
  if (!settings.inlineConfig || !mayBeSuppressed(documents, diagnostics))
    return { counted: diagnostics, suppressed: [], meta: [], internalErrors: [] }
  const ran = runs.flatMap(run => run.rules)
  const known = entries.map(entry => entry.id)
  // a rule that nothing triggered has found nothing; one that lacks something to decide with has not looked
  const unable = entries.filter(({ id, when }) => when.needs !== undefined && !ran.some(rule => rule.id === id)).map(entry => entry.id)
  const judged = new Set(selection.entries.map(entry => entry.id).filter(id => !withheld.has(id) && !unable.includes(id)))
  const loaded = new Map<string, Rule>(ran.map(rule => [rule.id, rule]))
  const { counted, suppressed, written } = suppress(diagnostics, documents, { known, judged, loaded })
  const wanted = selection.entries.filter(({ when }) => when.suppressions === true)
  const rules = written.length === 0 ? [] : await Promise.all(wanted.map(entry => entry.load()))
  const results = runs.map(run => {
    const own = new Set(run.documents.map(view => view.source))
    return runRules({ ...run, rules, suppressions: written.filter(({ at }) => own.has(at.document)) })
  })
  return {
    counted,
    suppressed,
    meta: results.flatMap(result => result.diagnostics),
    internalErrors: results.flatMap(result => result.internalErrors),
  }
}
