import type { ReachOutcome } from '../../outcome.ts'
import { fieldPlaceResult } from '../results/place.ts'
import { breakable, counted, html } from './markup.ts'
import { linked, shortName } from './matrix.ts'
import type { GroupedPeers, PeerGroup } from './peer-groups.ts'

/** Each group alone: who reaches it, whom it reaches, and the policies that close the rest. */
export function focuses(outcome: ReachOutcome, peers: GroupedPeers): string {
  const restrictions = outcome.reach.restrictions()
  const reachedBy = peers.groups.map(() => new Map<number, string>())
  for (const [source, row] of peers.sends.entries()) for (const [destination, text] of row) reachedBy[destination]!.set(source, text)
  return peers.groups
    .map(group => {
      const own = restrictions.get(group.ids[0]!)
      const title = group.namespace === '' ? shortName(group) : `${breakable(`${group.namespace}/`)}${shortName(group)}`
      const names = group.ids.length === 1 ? '' : `<p class=dim>${group.ids.map(breakable).join(', ')}`
      return `<section class=focus id=p${group.index}><h3>${title}</h3>${names}
<div class=three>
${side('Reached by', peers, reachedBy[group.index]!, closing('ingress', own?.ingress))}
<div class=self><b>${shortName(group)}</b></div>
${side('Reaches', peers, peers.sends[group.index]!, closing('egress', own?.egress))}
</div><p><a href="#matrix">Back to the matrix</a></section>
`
    })
    .join('')
}

function side(title: string, { groups }: GroupedPeers, texts: ReadonlyMap<number, string>, closed: string): string {
  const byText = new Map<string, PeerGroup[]>()
  for (const [index, text] of [...texts].sort(([a], [b]) => a - b)) byText.set(text, [...(byText.get(text) ?? []), groups[index]!])
  const items = [...byText].map(([text, list]) => `<dt>${html(text)}<dd>${peersOf(list, groups)}`)
  return `<div><h4>${title}</h4>${items.length === 0 ? '<p>Nobody.' : `<dl>${items.join('')}</dl>`}${closed}</div>`
}

/** Peers by name; all of a namespace in one. */
function peersOf(list: readonly PeerGroup[], groups: readonly PeerGroup[]): string {
  const byNamespace = new Map<string, PeerGroup[]>()
  for (const group of list) byNamespace.set(group.namespace, [...(byNamespace.get(group.namespace) ?? []), group])
  return [...byNamespace]
    .map(([namespace, own]) => {
      const all = groups.filter(group => group.namespace === namespace)
      if (namespace !== '' && own.length === all.length && own.length > 1)
        return `every workload of <b>${html(namespace)}</b> (${all.reduce((sum, { ids }) => sum + ids.length, 0)})`
      return `${namespace === '' ? '' : `<b>${html(namespace)}</b>: `}${own.map(linked).join(', ')}`
    })
    .join('<br>')
}

type Restriction = readonly { readonly name: string; readonly at: Parameters<typeof fieldPlaceResult>[0] }[]

function closing(direction: string, policies: Restriction = []): string {
  if (policies.length === 0) return `<p class=dim>No policy restricts ${direction}.`
  const names = policies.slice(0, 8).map(({ name, at }) => {
    const { file, line } = fieldPlaceResult(at)
    return `${breakable(name)} <span class=dim>${breakable(`${file}:${line}`)}</span>`
  })
  const more = policies.length > 8 ? `, and ${counted(policies.length - 8, 'more policy', 'more policies')}` : ''
  return `<p>The rest is closed by ${names.join(', ')}${more}.`
}
