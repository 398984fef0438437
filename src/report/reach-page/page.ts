import type { ReachOutcome } from '../../outcome.ts'
import { connectionText } from '../reach-connection.ts'
import { fieldPlaceResult } from '../results/place.ts'
import { focuses } from './focus.ts'
import { breakable, counted, html } from './markup.ts'
import { matrix } from './matrix.ts'
import { groupedPeers } from './peer-groups.ts'
import { script, style } from './style.ts'

/** One page that needs nothing else: verdict, what is closed though needed, the matrix, each workload alone, exposure. */
export function reachPage(outcome: ReachOutcome): string {
  const { reach } = outcome
  const peers = groupedPeers(outcome)
  const namespaces = new Set(reach.workloads.map(({ namespace }) => namespace))
  const assumed = Object.values(reach.profile.assumptions).includes('unknown')
    ? ' What depends on how the plug-in reads address blocks and host networks is marked ◐.'
    : ''
  const plugin = reach.profile.enforced
    ? `Network plug-in: ${html(reach.profile.plugin)}.${assumed}`
    : `<b>No policy is enforced: the network plug-in is ${html(reach.profile.plugin)}.</b>`
  return `<!doctype html>
<html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width,initial-scale=1"><meta name=color-scheme content="light dark">
<meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Who can talk to whom</title><style>${style}</style></head><body>
<header><h1>Who can talk to whom</h1>
<p>${counted(reach.workloads.length, 'workload')} in ${counted(namespaces.size, 'namespace')}, ${counted(reach.connections.length, 'connection')}. ${plugin}</header>
<main>
${changes(outcome)}${findings(outcome)}<section id=matrix><h2>Matrix</h2>
<p class=key><span><b class=a>●</b> everything</span> <span><b class=p>8080</b> these TCP ports</span> <span><b class=p>◍</b> several ports, named in the tooltip and below</span> <span><b class=d>◐</b> depends</span> <span>· closed</span></p>
<p class=filter hidden><label>Show workloads whose name has <input type=search autocomplete=off></label></p>
${matrix(peers)}</section>
<section id=workloads><h2>One workload</h2><p>Choose a row of the matrix, or <a href="#workloads">see all</a>.
${focuses(outcome, peers)}</section>
${exposure(outcome)}</main>
<script>${script}</script></body></html>
`
}

function changes({ changes: list }: ReachOutcome): string {
  if (list === undefined) return ''
  const rows = list.map(
    ({ type, src, dst, old = 'No Connections', new: now = 'No Connections' }) =>
      `<tr><td>${type}<td>${breakable(src)}<td>${breakable(dst)}<td>${html(old)}<td>${html(now)}`
  )
  const table = `<div class=scroll><table><thead><tr><th>change<th>from<th>to<th>before<th>after<tbody>${rows.join('\n')}</table></div>`
  return `<section><h2>What changes</h2>${rows.length === 0 ? '<p>No connection opens or closes.' : table}</section>\n`
}

function findings({ reach }: ReachOutcome): string {
  const closed = reach.closedPaths().map(({ from, at, service, port, protocol, source, why }) => {
    const { file, line } = fieldPlaceResult(at)
    const policies = why.map(step => {
      const place = fieldPlaceResult(step.at)
      return `${breakable(step.policy)} <span class=dim>${breakable(`${place.file}:${place.line}`)}</span>`
    })
    const told = source === '' ? '' : ` (${html(source)})`
    return `<li>${html(from.type.kind)} <b>${breakable(`${from.namespace ?? ''}/${from.name ?? ''}`)}</b> ⇏ Service <b>${breakable(`${service.namespace ?? ''}/${service.name ?? ''}`)}</b> ${protocol} ${port}${told} <span class=dim>${breakable(`${file}:${line}`)}</span>, closed by ${policies.join(', ')}`
  })
  const open = reach.unevaluated.map(({ resource: { type, namespace, name }, affects }) => {
    const who = `${type.kind} ${namespace === null ? '' : `${namespace}/`}${name ?? ''}`
    return `<li>${breakable(who)} is not evaluated${affects.length === 0 ? '' : ` and leaves ${counted(affects.length, 'workload')} open`}`
  })
  const part = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `<h2>${title}</h2><ul>${items.join('\n')}</ul>`
  const both = `${part('Closed, though something needs it', closed)}${part('Not evaluated', open)}`
  return both === '' ? '' : `<section id=findings>${both}</section>\n`
}

function exposure({ reach }: ReachOutcome): string {
  if (reach.exposure.length === 0) return ''
  const groups = new Map<string, string[]>()
  for (const { workload, direction, protected: isProtected, peers } of reach.exposure) {
    const listed = peers.map(entry => `${breakable(entry.peer)}: ${html(connectionText(entry))}`)
    const key = `<td>${direction}<td>${isProtected ? 'yes' : '<b>no</b>'}<td>${listed.join('<br>') || 'nobody'}`
    groups.set(key, [...(groups.get(key) ?? []), workload])
  }
  const rows = [...groups].map(([cells, workloads]) => `<tr><td>${workloads.map(breakable).join(', ')}${cells}</tr>`)
  return `<section id=exposure><h2>Exposure</h2><p>What pods that these manifests do not hold could reach, or be reached by.
<div class=scroll><table><thead><tr><th>workloads<th>direction<th>restricted<th>others<tbody>${rows.join('\n')}</table></div></section>
`
}
