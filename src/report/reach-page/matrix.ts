import { breakable, html } from './markup.ts'
import type { GroupedPeers, PeerGroup } from './peer-groups.ts'

const longestInCell = 11

/** The matrix of all groups: sources as rows, destinations as columns. */
export function matrix({ groups, sends }: GroupedPeers): string {
  if (groups.length === 0) return '<p>There are no workloads.'
  const destinations = groups.filter(
    ({ index }) => groups.some((_, source) => sends[source]!.has(index)) || groups[index]!.namespace !== ''
  )
  const columns = destinations.map(
    group => `<th scope=col${firstOf(group, destinations)} data-n="${html(group.ids.join(' '))}"><span>${shortName(group)}</span>`
  )
  const rows = groups.map(group => {
    const cells = destinations.map(({ index }) => cell(sends[group.index]!.get(index), group.index === index && group.ids.length === 1))
    return `${namespaceRow(group, groups, destinations.length)}<tr data-n="${html(group.ids.join(' '))}"><th scope=row>${linked(group)}${cells.join('')}</tr>\n`
  })
  return `<div class=scroll tabindex=0 role=region aria-label="Matrix"><table class=matrix>
<thead><tr><th>from \\ to${columns.join('')}
<tbody>
${rows.join('')}</table></div>`
}

function firstOf(group: PeerGroup, all: readonly PeerGroup[]): string {
  const before = all[all.indexOf(group) - 1]
  return before !== undefined && before.namespace !== group.namespace ? ' class=first' : ''
}

function namespaceRow(group: PeerGroup, groups: readonly PeerGroup[], width: number): string {
  const before = groups[group.index - 1]
  if (before !== undefined && before.namespace === group.namespace) return ''
  const title = group.namespace === '' ? 'outside of the cluster' : `namespace ${group.namespace}`
  return `<tr class=namespace><th scope=rowgroup>${html(title)}<td colspan=${width}></tr>\n`
}

function cell(text: string | undefined, isSelf: boolean): string {
  if (isSelf) return '<td class=s>'
  if (text === undefined) return '<td>'
  if (text === 'All Connections') return '<td class=a>●'
  const isOpen = text.includes('depends ')
  const short = text.replaceAll('TCP ', '').replace('All Connections', '●')
  const shown = isOpen ? '◐' : short.length <= longestInCell ? short : '◍'
  return `<td class=${isOpen ? 'd' : 'p'} title="${html(text)}">${html(shown)}`
}

/** A group as a link to where it is looked at alone. */
export function linked(group: PeerGroup): string {
  return `<a href="#p${group.index}">${shortName(group)}</a>`
}

/** `web[Deployment]`, or how many there are. */
export function shortName({ ids: [first, ...others], namespace }: PeerGroup): string {
  const own = namespace !== '' && first!.startsWith(`${namespace}/`) ? first!.slice(namespace.length + 1) : first!.replace('[External]', '')
  return `${breakable(own)}${others.length === 0 ? '' : ` <i>and ${others.length} more</i>`}`
}
