import type { ReachOutcome } from '../outcome.ts'
import { escapeForTerminal } from './escape.ts'
import { connectionText } from './reach-connection.ts'

type Layout = 'txt' | 'csv' | 'md'
interface Row {
  readonly src: string
  readonly dst: string
  readonly conn: string
}

const none = 'No Connections'

/** Connections, exposure or changes in the layouts of np-guard's netpol-analyzer. */
export function npGuardText(outcome: ReachOutcome, layout: Layout): string {
  const { reach, changes, settings } = outcome
  if (changes !== undefined) return diffText(changes, layout)
  const rows = sorted(
    reach.connections.map(each => ({ src: shown(each.src.id), dst: shown(each.dst.id), conn: connectionText(each.words) }))
  )
  const list = tableLines(rows, layout, true)
  const lines = settings.network?.exposure === true ? [...list, ...exposureLines(outcome, rows, layout)] : list
  return lines.map(line => `${line}\n`).join('')
}

function shown(text: string): string {
  return escapeForTerminal(text)
}

function sorted(rows: readonly Row[], sourceFirst = true): readonly Row[] {
  const key = ({ src, dst, conn }: Row): string => (sourceFirst ? `${src} => ${dst} : ${conn}` : `${dst} <= ${src} : ${conn}`)
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function tableLines(rows: readonly Row[], layout: Layout, sourceFirst: boolean): readonly string[] {
  const cells = ({ src, dst, conn }: Row): readonly string[] => (sourceFirst ? [src, dst, conn] : [dst, src, conn])
  const header = cells({ src: 'src', dst: 'dst', conn: 'conn' })
  switch (layout) {
    case 'txt':
      return rows.map(({ src, dst, conn }) => `${src} => ${dst} : ${conn}`)
    case 'csv':
      return [csvRow(header), ...rows.map(row => csvRow(cells(row)))]
    case 'md':
      return [mdRow(header), '|-----|-----|------|', ...rows.map(row => mdRow(cells(row)))]
  }
}

function exposureLines({ reach }: ReachOutcome, rows: readonly Row[], layout: Layout): readonly string[] {
  const isRange = (id: string): boolean => id.endsWith('[External]')
  const exposed = (direction: 'egress' | 'ingress'): readonly Row[] => {
    const own = reach.exposure.filter(entry => entry.direction === direction)
    const pods = own.flatMap(({ workload, peers }) =>
      peers.map(entry => {
        const [self, peer, conn] = [shown(workload), shown(entry.peer), connectionText(entry)]
        return direction === 'egress' ? { src: self, dst: peer, conn } : { src: peer, dst: self, conn }
      })
    )
    const ranges = rows.filter(({ src, dst }) => isRange(direction === 'egress' ? dst : src))
    return sorted([...pods, ...ranges], direction === 'egress')
  }
  const [egress, ingress] = [exposed('egress'), exposed('ingress')]
  const title = 'Exposure Analysis Result:'
  if (layout === 'csv') {
    const part = (head: string, part: readonly Row[], sourceFirst: boolean): readonly string[] =>
      part.length === 0 ? [] : [csvRow([head, '', '']), ...tableLines(part, layout, sourceFirst)]
    return [csvRow([title, '', '']), ...part('Egress Exposure:', egress, true), ...part('Ingress Exposure:', ingress, false)]
  }
  if (layout === 'md') {
    const part = (head: string, part: readonly Row[], sourceFirst: boolean): readonly string[] =>
      part.length === 0 ? [] : [`### ${head}`, ...tableLines(part, layout, sourceFirst)]
    return [`## ${title}`, ...part('Egress Exposure:', egress, true), ...part('Ingress Exposure:', ingress, false)]
  }
  const width = Math.max(0, ...egress.map(({ src }) => src.length), ...ingress.map(({ dst }) => dst.length))
  const line = (self: string, arrow: string, peer: string, conn: string): string => `${self.padEnd(width)} \t${arrow} \t${peer} : ${conn}`
  const open = reach.exposure.filter(entry => !entry.protected)
  const unprotected = open.map(({ workload, direction }) => {
    return `${shown(workload)} is not protected on ${direction === 'egress' ? 'Egress' : 'Ingress'}`
  })
  return [
    '',
    title,
    ...(egress.length === 0 ? [] : ['Egress Exposure:', ...egress.map(({ src, dst, conn }) => line(src, '=>', dst, conn)), '']),
    ...(ingress.length === 0 ? [] : ['Ingress Exposure:', ...ingress.map(({ src, dst, conn }) => line(dst, '<=', src, conn)), '']),
    ...(unprotected.length === 0 ? [] : ['Workloads not protected by network policies:', ...unprotected.sort()]),
  ]
}

function diffText(changes: NonNullable<ReachOutcome['changes']>, layout: Layout): string {
  const order = ['changed', 'added', 'removed']
  const rows = [...changes]
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
    .map(({ type, src, dst, old = none, new: now = none }) => [type, shown(src), shown(dst), old, now, ''])
  const header = ['diff-type', 'source', 'destination', 'dir1', 'dir2', 'workloads-diff-info']
  const lines =
    layout === 'csv'
      ? [csvRow(header), ...rows.map(csvRow)]
      : layout === 'md'
        ? [mdRow(header), '|-----------|--------|-------------|------|------|---------------------|', ...rows.map(mdRow)]
        : [
            'Connectivity diff:',
            ...rows.map(
              ([type, src, dst, old, now]) => `diff-type: ${type}, source: ${src}, destination: ${dst}, dir1: ${old}, dir2: ${now}`
            ),
          ]
  return lines.map(line => `${line}\n`).join('')
}

function csvRow(cells: readonly string[]): string {
  return cells.map(cell => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

function mdRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
