import { blockFrom, contentAbove, keyColumn, type Line, lineAt, lineBelow } from './lines.ts'
import { type Repair, shiftLines } from './repair.ts'

const mostRepairs = 16

/**
 * What may have been meant by a line at a column where nothing of its document can stand: it, and what belongs to it, moved to a column of a
 * line above it; or a line above it moved, from which it would follow. Which of them was meant, the rest of the document must tell.
 */
export function movedLines(text: string, at: number): readonly Repair[] {
  const line = lineAt(text, at)
  if (text.slice(line.start, at).trim() !== '') return []
  const found = new Map<string, Repair>()
  for (const column of columnsAbove(text, line)) addMoves(found, text, line, column)
  const owner = ownerOf(text, line)
  if (owner !== undefined) {
    for (const column of [...columnsAbove(text, owner), line.column]) addMoves(found, text, owner, column)
  }
  if (line.isItem) {
    const dash = { start: line.content, end: line.start + keyColumn(text, line), text: '' }
    found.set('dash', { title: 'Remove the dash', safe: false, edits: [dash] })
  }
  return [...found.values()].slice(0, mostRepairs)
}

function addMoves(found: Map<string, Repair>, text: string, line: Line, column: number): void {
  const by = column - line.column
  if (by === 0) return
  for (const lines of [[line], blockFrom(text, line, line.column + 1), blockFrom(text, line, line.column)]) {
    const edits = shiftLines(text, lines, by)
    if (edits === undefined) continue
    const { length } = lines
    const what = length === 1 ? 'this line' : `this line and the ${length - 1} below it`
    found.set(`${line.start} ${length} ${by}`, {
      title: `Indent ${what} by ${column} spaces`,
      safe: false,
      edits,
    })
  }
}

/** A line that is part of a text above it, moved to where the text below it stands. */
export function joinedLine(text: string, at: number): readonly Repair[] {
  const line = lineAt(text, at)
  const above = contentAbove(text, line)
  const below = lineBelow(text, line)
  if (above === undefined || below === undefined || above.column <= line.column || below.column <= line.column) return []
  const edits = shiftLines(text, [line], below.column - line.column)
  return edits === undefined ? [] : [{ title: 'Indent it like the line below', safe: false, edits }]
}

/** The columns at which a line may stand, as those above it do; nearest lines first. */
function columnsAbove(text: string, line: Line): readonly number[] {
  const columns = new Set<number>()
  let above = contentAbove(text, line)
  if (above !== undefined && /:[ \t]*(?:#[^\n]*)?\r?\n$/.test(text.slice(above.content, above.end)))
    columns.add(childColumn(text, line, keyColumn(text, above)))
  for (let least = Number.POSITIVE_INFINITY; above !== undefined && least > 0; above = contentAbove(text, above)) {
    if (above.column >= least) continue
    least = above.column
    columns.add(keyColumn(text, above))
    if (above.isItem) columns.add(above.column)
  }
  return [...columns]
}

/** Right of the key above, and left of what stands deeper below, where that is known. */
function childColumn(text: string, line: Line, parent: number): number {
  const [, below] = blockFrom(text, line, line.column + 1).filter(({ isBlank }) => !isBlank)
  const room = below === undefined ? 0 : below.column - parent
  return room > 1 ? parent + Math.max(1, room >> 1) : parent + 2
}

/** The nearest line above that stands left of a line and should perhaps not. */
function ownerOf(text: string, line: Line): Line | undefined {
  let above = contentAbove(text, line)
  while (above !== undefined && above.column >= line.column) above = contentAbove(text, above)
  return above
}
