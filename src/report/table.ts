import type { Paint } from './colors.ts'
import { cutToWidth, displayWidth, padToWidth } from './display-width.ts'

/** Rows in columns as wide as their widest cell, two spaces apart; what does not fit is cut from the right, never wrapped. */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Paint
): readonly string[] {
  const columns = header.map((_, i) => [header, ...rows].reduce((widest, row) => Math.max(widest, displayWidth(row[i] ?? '')), 0))
  const line = (cells: readonly string[]): string =>
    cutToWidth(
      cells
        .map((cell, i) => (i === cells.length - 1 ? cell : padToWidth(cell, columns[i]!)))
        .join('  ')
        .trimEnd(),
      width
    )
  return [paint('dim', line(header)), ...rows.map(line)]
}
