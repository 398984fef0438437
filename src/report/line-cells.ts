import type { SourceFile } from '../source/source-file.ts'
import { characterWidth } from './display-width.ts'
import { escapeCharacter, isUnprintable } from './escape.ts'

/** A line of an input as a terminal shows it, character by character. */
export interface Cells {
  readonly shown: readonly string[]
  /** In cells of the terminal, for each of `shown`. */
  readonly widths: readonly number[]
  readonly width: number
}

/** How far a line is looked at on either side of what is marked: a line may be a whole file. */
const reach = 640

/** A tab is one space; what cannot be printed is escaped. */
export function cellsOf(text: string): Cells {
  if (isPlain(text)) return { shown: text.split(''), widths: new Array<number>(text.length).fill(1), width: text.length }
  const shown: string[] = []
  const widths: number[] = []
  let width = 0
  let before = ''
  for (const character of text) {
    const escaped = character === '\t' ? ' ' : isUnprintable(character) ? escapeCharacter(character) : character
    // `##[command]` is obeyed anywhere in a line of a log
    const safe = character === '[' && before.endsWith('##') ? '\\[' : escaped
    const cells = safe === character ? characterWidth(character) : safe.length
    shown.push(safe)
    widths.push(cells)
    width += cells
    before = before.slice(-1) + character
  }
  return { shown, widths, width }
}

function cellWidth(text: string): number {
  return isPlain(text) ? text.length : cellsOf(text).width
}

/** Whether every character is shown as it is, in one cell. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !text.includes('##[')
}

/** The line around a span, as far as it matters, and between which of its cells the span is. */
export function lineAround(file: SourceFile, start: number, end: number): { cells: Cells; from: number; to: number } {
  const lineStart = start - file.position(start).column + 1
  const first = Math.max(lineStart, start - reach)
  const rest = file.text.slice(start, start + reach)
  const lineBreak = rest.search(/\r?\n/)
  const stop = start + (lineBreak === -1 ? rest.length : lineBreak)
  const before = cellWidth(file.text.slice(first, start))
  const marked = cellWidth(file.text.slice(start, Math.min(Math.max(end, start), stop)))
  return { cells: cellsOf(file.text.slice(first, stop)), from: before, to: before + marked }
}

/** The part of a line from cell `offset` on that fits into `columns`, with `…` where something is left out. */
export function cutCells({ shown, widths, width }: Cells, offset: number, columns: number): string {
  if (offset === 0 && width <= columns) return shown.join('')
  let text = ''
  let at = 0
  for (let i = 0; i < shown.length; at += widths[i]!, i++) {
    const end = at + widths[i]!
    if (end <= offset) continue
    if (at < offset + (offset > 0 ? 1 : 0)) text += '…'.padEnd(end - Math.max(at, offset))
    else if (end - offset > columns - (width - offset > columns ? 1 : 0)) return `${text}…`
    else text += shown[i]
  }
  return text
}
