import { formatKubernetesVersion } from '../../k8s/version.ts'
import type { Diagnostic } from '../../lint/diagnostic.ts'
import { rank } from '../../lint/rank.ts'
import type { CheckOutcome, SkippedOutcome } from '../../outcome.ts'
import { type DiagnosticResult, diagnosticResult, type ResourceResult, resourceResult } from './diagnostic.ts'
import { type ServerResult, serverResults } from './server.ts'
import { seatrialVersion } from './version.ts'

/** The objects that live in one cluster together. */
export interface SetResult {
  readonly name: string
  readonly files: number
  readonly objects: number
}

/** What was read but not judged: a file that is no manifest, or an object of a kind that no schema in reach knows. */
export interface SkippedResult {
  readonly file: string
  readonly reason: 'foreign' | 'unknown-kind'
  readonly detail?: string
  readonly document?: number
  readonly resource?: ResourceResult
}

/** What could not be read, or passes a limit. */
export interface UncheckedResult {
  readonly file: string
  readonly reason: 'unreadable' | 'too-large' | 'limit' | 'vanished'
  readonly message: string
}

/** A question that the input leaves open. */
export interface UnknownResult {
  readonly question: string
  readonly set: string
  readonly resource: ResourceResult
  readonly missing: readonly string[]
  readonly message: string
}

/** A rule that failed, which is an error of seatrial. */
export interface InternalErrorResult {
  readonly rule: string
  readonly message: string
}

/** How many findings are counted, and why others are not. */
export interface SummaryResult {
  readonly error: number
  readonly warning: number
  readonly info: number
  readonly suppressed: number
  readonly baselined: number
  readonly truncated: boolean
}

/** The result of `check`. */
export interface CheckResult {
  readonly format: 'seatrial/check/1'
  readonly seatrial: string
  readonly kubernetes: string
  readonly world: 'open' | 'closed'
  readonly sets: readonly SetResult[]
  readonly skipped: readonly SkippedResult[]
  readonly unchecked: readonly UncheckedResult[]
  readonly diagnostics: readonly DiagnosticResult[]
  readonly unknowns: readonly UnknownResult[]
  readonly server?: readonly ServerResult[]
  readonly internalErrors: readonly InternalErrorResult[]
  readonly summary: SummaryResult
  readonly exitCode: 0 | 1 | 2 | 3
}

/** What one check found, as JSON and the library give it; `toResult` makes the results of findings that count. */
export function checkResult(outcome: CheckOutcome, toResult: (diagnostic: Diagnostic) => DiagnosticResult = countedResult): CheckResult {
  const { settings, summary } = outcome
  return {
    format: 'seatrial/check/1',
    seatrial: seatrialVersion,
    kubernetes: (settings.versions ?? [settings.version]).map(formatKubernetesVersion).join(','),
    world: settings.world,
    sets: outcome.sets.map(({ name, files, objects }) => ({ name, files, objects })),
    skipped: outcome.skipped.map(skippedResult),
    unchecked: outcome.unchecked.map(({ file, reason, message }) => ({ file, reason, message })),
    diagnostics: listedDiagnostics(outcome, toResult),
    unknowns: outcome.unknowns.map(({ question, set, resource, missing, message }) => ({
      question,
      set,
      resource: resourceResult(resource),
      missing,
      message,
    })),
    ...(settings.asServer && { server: serverResults(outcome.sets, outcome.storedForm) }),
    internalErrors: outcome.internalErrors.map(({ rule, message }) => ({ rule, message })),
    summary: {
      error: summary.error,
      warning: summary.warning,
      info: summary.info,
      suppressed: summary.suppressed,
      baselined: summary.baselined,
      truncated: summary.truncated,
    },
    exitCode: outcome.exitCode,
  }
}

/** The findings that count, and in their places those that are suppressed. */
function listedDiagnostics(
  { diagnostics, suppressed, settings }: CheckOutcome,
  toResult: (diagnostic: Diagnostic) => DiagnosticResult
): readonly DiagnosticResult[] {
  if (suppressed.length === 0) return diagnostics.map(toResult)
  const hidden = new Set(suppressed)
  return rank([...diagnostics, ...suppressed], settings.limits.findings).diagnostics.map(diagnostic =>
    diagnosticResult(diagnostic, hidden.has(diagnostic))
  )
}

function countedResult(diagnostic: Diagnostic): DiagnosticResult {
  return diagnosticResult(diagnostic)
}

function skippedResult({ file, reason, detail, document, resource }: SkippedOutcome): SkippedResult {
  return {
    file,
    reason,
    ...(detail !== undefined && { detail }),
    ...(document !== undefined && { document }),
    ...(resource !== undefined && { resource: resourceResult(resource) }),
  }
}
