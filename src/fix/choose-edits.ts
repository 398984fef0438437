import type { Diagnostic, Fix } from '../lint/diagnostic.ts'

/** One fix that is to be made, and the finding that it answers. */
export interface ChosenFix {
  readonly diagnostic: Diagnostic
  readonly fix: Fix
}

/**
 * Of each finding its one fix, as long as no two edits touch: what comes first in a file goes first, the rest waits for the next round.
 * A fix that may change meaning waits until no safe one is left, and is left out unless `unsafe`, and where it has rivals.
 */
export function chooseFixes(diagnostics: readonly Diagnostic[], unsafe: boolean, refused: ReadonlySet<string>): readonly ChosenFix[] {
  const safe = withoutConflicts(diagnostics, refused, ({ fixes }) => fixes.find(fix => fix.safe))
  if (safe.length > 0 || !unsafe) return safe
  return withoutConflicts(diagnostics, refused, ({ fixes }) => (fixes.length === 1 ? fixes[0] : undefined))
}

function withoutConflicts(
  diagnostics: readonly Diagnostic[],
  refused: ReadonlySet<string>,
  fixOf: (diagnostic: Diagnostic) => Fix | undefined
): readonly ChosenFix[] {
  const taken = new Map<string, { readonly start: number; readonly end: number }[]>()
  const chosen: ChosenFix[] = []
  for (const diagnostic of diagnostics) {
    const fix = fixOf(diagnostic)
    if (fix === undefined || !changes(fix) || refused.has(fixKey(diagnostic, fix))) continue
    if (fix.edits.some(edit => isTaken(taken, edit.span.file.path, edit.span.start, edit.span.end))) continue
    for (const { span } of fix.edits) {
      const list = taken.get(span.file.path) ?? []
      list.push({ start: span.start, end: span.end })
      taken.set(span.file.path, list)
    }
    chosen.push({ diagnostic, fix })
  }
  return chosen
}

/** The rival fixes of findings that have several, none of them safe. */
export function rivalFixes(diagnostics: readonly Diagnostic[], refused: ReadonlySet<string>): readonly (readonly ChosenFix[])[] {
  return diagnostics
    .filter(({ fixes }) => fixes.length > 1 && fixes.every(fix => !fix.safe && changes(fix)))
    .filter(diagnostic => !diagnostic.fixes.some(fix => refused.has(fixKey(diagnostic, fix))))
    .map(diagnostic => diagnostic.fixes.map(fix => ({ diagnostic, fix })))
}

/** Names a fix of one finding from one round to the next. */
export function fixKey({ rule, fingerprint }: Diagnostic, { title }: Fix): string {
  return `${rule}\0${fingerprint}\0${title}`
}

function changes({ edits }: Fix): boolean {
  return edits.some(({ span, text }) => span.file.text.slice(span.start, span.end) !== text)
}

function isTaken(
  taken: ReadonlyMap<string, readonly { readonly start: number; readonly end: number }[]>,
  file: string,
  start: number,
  end: number
): boolean {
  return (taken.get(file) ?? []).some(
    range => (start < range.end && range.start < end) || (start === range.start && (start === end || range.start === range.end))
  )
}
