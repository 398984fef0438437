import type { ReachOutcome } from '../outcome.ts'
import { escapeForTerminal, escapeMarkdown } from './escape.ts'
import { connectionText } from './reach-connection.ts'

/** Connections as a table for programs. */
export function reachCsv({ reach }: ReachOutcome): string {
  const rows = reach.connections.map(({ src, dst, words: { allow = '', depends = '', on } }) => [
    src.id,
    dst.id,
    allow,
    depends,
    on.join(' '),
  ])
  return [['src', 'dst', 'allow', 'depends', 'on'], ...rows].map(cells => `${cells.map(csvCell).join(',')}\n`).join('')
}

function csvCell(text: string): string {
  const cell = escapeForTerminal(text)
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A matrix in Markdown: sources as rows, destinations as columns; of a comparison, its changes. */
export function reachMatrix({ reach, changes }: ReachOutcome): string {
  if (changes !== undefined) {
    const rows = changes.map(change => [
      change.type,
      change.src,
      change.dst,
      change.old ?? 'No Connections',
      change.new ?? 'No Connections',
    ])
    return table(['', 'source', 'destination', 'before', 'after'], rows)
  }
  const columns = new Map<string, number>()
  const rows = new Map<string, (string | undefined)[]>()
  for (const { src, dst, words } of reach.connections) {
    const column = columns.get(dst.id) ?? columns.size
    columns.set(dst.id, column)
    const row = rows.get(src.id)
    if (row === undefined) rows.set(src.id, Object.assign([], { [column]: cellOf(words) }))
    else row[column] = cellOf(words)
  }
  const lines = [...rows].map(([src, row]) => {
    const own = columns.get(src)
    return [src, ...Array.from(columns, (_, i) => (i === own ? '' : (row[i] ?? '·')))]
  })
  return table(['from \\ to', ...columns.keys()], lines)
}

function cellOf(connection: { readonly allow?: string; readonly depends?: string }): string {
  return connection.allow === 'All Connections' ? '●' : connectionText(connection)
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = new Map<string, string>()
  const shown = (cell: string): string => {
    const known = escaped.get(cell) ?? escapeMarkdown(cell)
    escaped.set(cell, known)
    return known
  }
  const line = (cells: readonly string[]): string => `| ${cells.map(shown).join(' | ')} |\n`
  return `${line(header)}|${header.map(() => '---|').join('')}\n${rows.map(line).join('')}`
}
