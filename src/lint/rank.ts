import type { Diagnostic, Severity } from './diagnostic.ts'

/** The findings to be shown, in order. */
export interface Ranked {
  readonly diagnostics: readonly Diagnostic[]
  /** More were found than are kept. */
  readonly truncated: boolean
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Sorts by file, line, column, rule and message, drops what is said twice, and keeps at most `limit`, the severest first. */
export function rank(diagnostics: readonly Diagnostic[], limit: number): Ranked {
  const distinct = withoutRepeats([...diagnostics].sort(compareDiagnostics))
  if (distinct.length <= limit) return { diagnostics: distinct, truncated: false }
  const severest = [...distinct].sort((a, b) => severityOrder[a.severity] - severityOrder[b.severity]).slice(0, limit)
  return { diagnostics: severest.sort(compareDiagnostics), truncated: true }
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.span.file.path, b.span.file.path) ||
    a.span.start - b.span.start ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    a.span.end - b.span.end ||
    severityOrder[a.severity] - severityOrder[b.severity]
  )
}

/** By UTF-16 code units, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function withoutRepeats(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  return sorted.filter((diagnostic, i) => {
    const before = sorted[i - 1]
    return (
      before === undefined ||
      before.rule !== diagnostic.rule ||
      before.message !== diagnostic.message ||
      before.span.start !== diagnostic.span.start ||
      before.span.end !== diagnostic.span.end ||
      before.span.file.path !== diagnostic.span.file.path
    )
  })
}
