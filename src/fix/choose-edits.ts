import type { Diagnostic, Fix } from '../lint/diagnostic.ts'

/** One fix that is to be made, and the finding that it answers. */
export interface ChosenFix {
  readonly diagnostic: Diagnostic
  readonly fix: Fix
}

/**
 * Of each finding its best fix, as long as no two edits touch: what comes first in a file goes first, the rest waits for the next round.
 * Fixes that may change meaning are left out unless `unsafe`; a finding with several fixes of equal claim is left to people.
 */
export function chooseFixes(diagnostics: readonly Diagnostic[], unsafe: boolean, refused: ReadonlySet<string>): readonly ChosenFix[] {
  const taken = new Map<string, { readonly start: number; readonly end: number }[]>()
  const chosen: ChosenFix[] = []
  for (const diagnostic of diagnostics) {
    const fix = diagnostic.fixes.find(candidate => candidate.safe || unsafe)
    if (fix === undefined || fix.edits.length === 0 || refused.has(fixKey(diagnostic, fix))) continue
    if (fix.edits.some(edit => isTaken(taken, edit.span.file.path, edit.span.start, edit.span.end))) continue
    if (!fix.safe && isEitherOr(diagnostic, unsafe)) continue
    if (fix.edits.every(({ span, text }) => span.file.text.slice(span.start, span.end) === text)) continue
    for (const { span } of fix.edits) {
      const list = taken.get(span.file.path) ?? []
      list.push({ start: span.start, end: span.end })
      taken.set(span.file.path, list)
    }
    chosen.push({ diagnostic, fix })
  }
  return chosen
}

/** Names a fix of one finding from one round to the next. */
export function fixKey({ rule, fingerprint }: Diagnostic, { title }: Fix): string {
  return `${rule}\0${fingerprint}\0${title}`
}

/** Two fixes of which neither is safe: which of them is right, the text does not say. */
function isEitherOr({ fixes }: Diagnostic, unsafe: boolean): boolean {
  return unsafe && fixes.length > 1 && fixes.every(({ safe }) => !safe)
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
