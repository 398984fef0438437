import type { Line } from './lines.ts'

/** A range of a file, and what should stand there. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** One way to put a text right. */
export interface Repair {
  readonly title: string
  readonly safe: boolean
  readonly edits: readonly TextEdit[]
}

/** Moves lines by columns; undefined where one of them has not as many before it. */
export function shiftLines(text: string, lines: readonly Line[], by: number): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = []
  for (const { start, content, column, isBlank } of lines) {
    if (isBlank && (column < -by || text[content] === '\n' || text[content] === '\r' || text[content] === undefined)) continue
    if (column + by < 0) return undefined
    edits.push(by > 0 ? { start, end: start, text: ' '.repeat(by) } : { start, end: start - by, text: '' })
  }
  return edits
}
