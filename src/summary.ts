import type { Declaration } from './cluster/declaration.ts'
import type { Settings } from './config/settings.ts'
import type { Ranked } from './lint/rank.ts'
import type { Unknown } from './lint/rule.ts'
import type { SkippedOutcome, Summary, UnknownOutcome } from './outcome.ts'

/** Objects of kinds that no schema in reach knows. */
export function unknownKinds(declarations: readonly Declaration[]): SkippedOutcome[] {
  return declarations.flatMap(({ problem, document, apiVersion, kind, namespace, name, described }) =>
    problem === 'unknown-kind' && described === undefined && apiVersion !== undefined && kind !== undefined
      ? [
          {
            file: document.file.path,
            reason: 'unknown-kind' as const,
            document: document.index,
            resource: { apiVersion, kind, namespace: namespace ?? null, name: name ?? null },
          },
        ]
      : []
  )
}

/** An open question as results list it. */
export function unknownOutcome({ question, at, missing, message }: Unknown, set: string): UnknownOutcome {
  const { type, namespace, name } = at.resource
  return { question, set, resource: { apiVersion: type.apiVersion, kind: type.kind, namespace, name }, missing, message }
}

/** How many findings count, and how many do not. */
export function summarise({ diagnostics, truncated }: Ranked, suppressed: number, baselined: number): Summary {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of diagnostics) counts[severity]++
  const { error, warning, info } = counts
  return { error, warning, info, suppressed, baselined, truncated }
}

/** The highest exit code that applies. */
export function exitCodeOf(summary: Summary, failOn: Settings['failOn'], unchecked: boolean, internal: boolean): 0 | 1 | 2 | 3 {
  if (internal) return 3
  if (unchecked) return 2
  const counted = {
    never: 0,
    error: summary.error,
    warning: summary.error + summary.warning,
    info: summary.error + summary.warning + summary.info,
  }
  return counted[failOn] > 0 ? 1 : 0
}
