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
  const ids = (end: 'src' | 'dst'): readonly string[] => [...new Set(reach.connections.map(connection => connection[end].id))]
  const columns = ids('dst')
  const cells = new Map(reach.connections.map(connection => [`${connection.src.id} ${connection.dst.id}`, cellOf(connection.words)]))
  const rows = ids('src').map(src => [src, ...columns.map(dst => (src === dst ? '' : (cells.get(`${src} ${dst}`) ?? '·')))])
  return table(['from \\ to', ...columns], rows)
}

function cellOf(connection: { readonly allow?: string; readonly depends?: string }): string {
  return connection.allow === 'All Connections' ? '●' : connectionText(connection)
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |\n`
  return `${line(header)}|${header.map(() => '---|').join('')}\n${rows.map(line).join('')}`
}
