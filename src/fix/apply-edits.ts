import type { Edit } from '../lint/diagnostic.ts'

/** The text with ranges of it replaced; the edits don't overlap and may come in any order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const parts: string[] = []
  let at = 0
  for (const { span, text: replacement } of sorted) {
    if (span.start < at) continue
    parts.push(text.slice(at, span.start), replacement)
    at = span.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}
