import type { Baseline } from '../lint/baseline.ts'
import type { Diagnostic } from '../lint/diagnostic.ts'
import { isObject, shown } from './option-reader.ts'
import { UsageError } from './settings.ts'

const format = 'seatrial/baseline/1'

/** Reads a baseline; throws a UsageError where the text is none. */
export function parseBaseline(path: string, text: string): Baseline {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--baseline ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (!isObject(content) || content['format'] !== format || !Array.isArray(content['findings']))
    throw new UsageError(`--baseline ${path} is no baseline: it must be as --update-baseline writes it, with "format": "${format}".`)
  const counts = new Map<string, number>()
  for (const [index, finding] of (content['findings'] as readonly unknown[]).entries()) {
    const { fingerprint, count = 1 } = isObject(finding) ? finding : {}
    if (typeof fingerprint !== 'string' || typeof count !== 'number')
      throw new UsageError(`--baseline ${path}: findings[${index}] needs a fingerprint, not ${shown(finding)}.`)
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + count)
  }
  return counts
}

/** The text of the baseline that these findings make: equal ones once, sorted by file, so that it changes no more than they do. */
export function baselineText(diagnostics: readonly Diagnostic[]): string {
  const findings = new Map<string, { fingerprint: string; rule: string; file: string; message: string; count?: number }>()
  for (const { fingerprint, rule, span, message } of diagnostics) {
    const known = findings.get(fingerprint)
    if (known === undefined) findings.set(fingerprint, { fingerprint, rule, file: span.file.path, message })
    else known.count = (known.count ?? 1) + 1
  }
  const sorted = [...findings.values()].sort(
    (a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint)
  )
  return `${JSON.stringify({ format, findings: sorted }, undefined, 2)}\n`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
