import type { Diagnostic } from '../lint/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'
import { type Paint, severityStyle } from './colors.ts'
import { displayWidth } from './display-width.ts'
import { escapeForTerminal } from './escape.ts'
import { type Cells, cellsOf, cutCells, lineAround } from './line-cells.ts'
import { boundedText } from './message-text.ts'
import { wrapWords } from './wrap.ts'

/** The lines of a frame, and the empty margin that lines below it continue. */
export interface CodeFrame {
  readonly lines: readonly string[]
  readonly margin: string
}

const contextLines = 2
const maxColumns = 160
/** How much of a line without a caret is looked at: a line may be a whole file. */
const contextColumns = 4 * maxColumns

/** The line that a finding points at below the lines that it belongs to, with a caret and a label, cut to `width` cells. */
export function codeFrame(diagnostic: Diagnostic, width: number, paint: Paint): CodeFrame {
  const { span, document, severity } = diagnostic
  const { file } = span
  const { line, column } = file.position(span.start)
  const digits = Math.max(2, String(line).length)
  const margin = ' '.repeat(digits + 2)
  const columns = Math.max(20, Math.min(width - digits - 4, maxColumns))
  const target = lineAround(file, span.start, span.end)
  const offset = offsetToShow(target, columns)
  const row = (number: number, cells: Cells): string =>
    `${paint('dim', ` ${String(number).padStart(digits)} |`)} ${cutCells(cells, offset, columns)}`.trimEnd()
  const bar = paint('dim', `${margin}|`)
  const lineStart = span.start - column + 1
  const depth = depthOf(file.text.slice(lineStart, lineStart + contextColumns))
  const parents = parentLines(file, line, depth, file.position(document.start).line)
  return {
    margin,
    lines: [
      bar,
      ...parents.map(number => row(number, cellsOf(file.line(number).slice(0, contextColumns)))),
      row(line, target.cells),
      ...marker(target, offset, columns, diagnostic.label).map(text => `${bar} ${paint(severityStyle[severity], text)}`),
    ],
  }
}

/** Lines directly above that are less indented, line by line: the keys that the field stands under. */
function parentLines(file: SourceFile, line: number, lineDepth: number, firstLine: number): readonly number[] {
  const numbers: number[] = []
  let depth = lineDepth
  for (let number = line - 1; number >= firstLine && numbers.length < contextLines; number--) {
    const text = file.line(number)
    const above = depthOf(text)
    if (above >= depth || /^\s*(#|---|\.\.\.|%|$)/.test(text)) break
    numbers.unshift(number)
    depth = above
  }
  return numbers
}

/** Indentation in half columns: an item of a sequence belongs to a key that stands as far left as its dash. */
function depthOf(text: string): number {
  const indent = text.length - text.trimStart().length
  return text.startsWith('- ', indent) ? 2 * indent + 1 : 2 * indent
}

/** How many cells are left out on the left so that the marked text is in sight. */
function offsetToShow({ cells, from, to }: { cells: Cells; from: number; to: number }, columns: number): number {
  if (Math.min(to, from + Math.floor(columns / 3)) + 1 < columns || cells.width <= columns) return 0
  return Math.max(0, Math.min(from - Math.floor(columns / 3), cells.width - columns))
}

function marker(target: { from: number; to: number }, offset: number, columns: number, label: string | undefined): readonly string[] {
  const from = Math.min(target.from - offset, columns - 1)
  const length = Math.max(1, Math.min(target.to - offset, columns) - from)
  const caret = ' '.repeat(from) + '^'.repeat(length)
  if (label === undefined) return [caret]
  const text = escapeForTerminal(boundedText(label))
  const width = displayWidth(text)
  if (from + length + 1 + width <= columns) return [`${caret} ${text}`]
  return [caret, ...wrapWords(text, columns).map(part => ' '.repeat(Math.max(0, Math.min(from, columns - width))) + part)]
}
