import type { SourceProblem } from './problem.ts'
import { alignItems } from './repair/align-items.ts'
import { joinedLine, movedLines } from './repair/indentation.ts'
import { blockFrom, contentAbove, lineAt } from './repair/lines.ts'
import { withoutProse } from './repair/prose.ts'
import { type Repair, shiftLines } from './repair/repair.ts'
import type { SourceFile } from './source-file.ts'

export type { Repair } from './repair/repair.ts'

/** The ways to put a mistake of a text right: one that is safe, or those that may have been meant. */
export function repairsOf({ text }: SourceFile, problem: SourceProblem): readonly Repair[] {
  const { mend, start, end, related } = problem
  switch (mend) {
    case undefined:
      return []
    case 'prose':
      return [withoutProse(text, start)]
    case 'items':
      return present(alignItems(text, start, related === undefined ? -1 : lineAt(text, related.start).column))
    case 'keys':
      return present(alignKeys(text, start, related?.start ?? start))
    case 'column':
      return movedLines(text, start)
    case 'tab':
      return [withoutTabs(text, start)]
    default: {
      const { from, to, safe } = mend
      const replaced = text.slice(start, end)
      if (from === undefined)
        return [{ title: `Write ${to}`, safe, edits: [{ start, end, text: to }] }, ...(safe ? [] : joinedLine(text, start))]
      return replaced.includes(from) ? [{ title: `Write ${to}`, safe, edits: [{ start, end, text: replaced.replace(from, to) }] }] : []
    }
  }
}

function present(repair: Repair | undefined): readonly Repair[] {
  return repair === undefined ? [] : [repair]
}

/** Moves a key and those below it to the column of the keys above. */
function alignKeys(text: string, at: number, first: number): Repair | undefined {
  const line = lineAt(text, at)
  const by = first - lineAt(text, first).start - line.column
  const edits = shiftLines(text, blockFrom(text, line, line.column), by)
  return edits === undefined || by === 0 ? undefined : { title: 'Indent it like the keys above it', safe: true, edits }
}

/** Spaces for the tabs before the text of a line, as many as bring it to where the lines around it stand. */
function withoutTabs(text: string, at: number): Repair {
  const line = lineAt(text, at)
  const edits = []
  // every line that begins with a tab, or the width of one would be another for each
  for (let each = lineAt(text, 0); ; each = lineAt(text, each.end)) {
    const blanks = text.slice(each.start, each.content)
    if (blanks.includes('\t')) edits.push({ start: each.start, end: each.content, text: blanks.replaceAll('\t', '  ') })
    if (each.end >= text.length || each.end <= each.start) break
  }
  if (edits.length === 0) return { title: 'Write a space', safe: true, edits: [{ start: at, end: at + 1, text: ' ' }] }
  const above = contentAbove(text, line)
  return { title: above === undefined ? 'Remove the tabs' : 'Indent with spaces', safe: true, edits }
}
