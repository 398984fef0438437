import { contentAbove, keyColumn, type Line, lineAbove, lineAt, lineBelow } from './lines.ts'
import { type Repair, shiftLines, type TextEdit } from './repair.ts'

/**
 * Aligns the keys of a list's items, of which one at `dash` has its first key right of the others, at column `others`: blanks behind the dash
 * go first, then the dashes of the whole list move to the left; where they cannot, the other keys move to the right.
 */
export function alignItems(text: string, dash: number, others: number): Repair | undefined {
  const first = lineAt(text, dash)
  if (first.start + first.column !== dash) return undefined
  const own = keyColumn(text, first)
  const spare = others - first.column - 1
  if (spare > 0) return repair([{ start: dash + 1, end: first.start + own, text: ' '.repeat(spare) }], 'Align the keys of this item')
  const by = own - others
  const parent = contentAboveColumn(text, first)
  const floor = parent === undefined ? 0 : keyColumn(text, parent)
  if (first.column - by >= floor) {
    const edits = siblings(text, first).flatMap(lines => shiftLines(text, isMisaligned(text, lines) ? [lines[0]!] : lines, -by) ?? [])
    return repair(edits, 'Align the dashes of this list with the keys of its items')
  }
  const below = itemLines(text, first).slice(1)
  const edits = shiftLines(text, below, by)
  return edits === undefined ? undefined : repair(edits, 'Align the keys of this item')
}

function repair(edits: readonly TextEdit[], title: string): Repair {
  return { title, safe: true, edits }
}

/** The nearest line above that stands left of a line. */
function contentAboveColumn(text: string, line: Line): Line | undefined {
  let above = contentAbove(text, line)
  while (above !== undefined && above.column >= line.column) above = contentAbove(text, above)
  return above
}

/** Every item of the list, each with all its lines. */
function siblings(text: string, item: Line): readonly (readonly Line[])[] {
  let first = item
  for (let line = lineAbove(text, item); line !== undefined; line = lineAbove(text, line)) {
    if (line.isBlank || line.column > item.column) continue
    if (line.column < item.column || !line.isItem) break
    first = line
  }
  const found: (readonly Line[])[] = []
  for (let line: Line | undefined = first; line !== undefined; ) {
    const lines = itemLines(text, line)
    found.push(lines)
    let next = lineBelow(text, lines.at(-1)!)
    while (next?.isBlank === true) next = lineBelow(text, next)
    line = next !== undefined && next.column === item.column && next.isItem ? next : undefined
  }
  return found
}

function itemLines(text: string, item: Line): readonly Line[] {
  const lines = [item]
  let blank: Line[] = []
  for (let line = lineBelow(text, item); line !== undefined; line = lineBelow(text, line)) {
    if (line.isBlank) blank.push(line)
    else if (line.column > item.column) {
      lines.push(...blank, line)
      blank = []
    } else break
  }
  return lines
}

/** Whether any key of an item stands left of its first. */
function isMisaligned(text: string, [first, ...rest]: readonly Line[]): boolean {
  const own = keyColumn(text, first!)
  return rest.some(line => !line.isBlank && line.column < own)
}
