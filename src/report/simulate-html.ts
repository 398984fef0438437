import { formatKubernetesVersion } from '../k8s/version.ts'
import type { SimulateOutcome } from '../outcome.ts'
import type { SimulationOutcome } from '../simulate/control-plane/index.ts'
import { autoscalerRow, budgetRow, services } from './aftermath-text.ts'
import { counted } from './counts.ts'
import { type ColourOf, clusterPicture, colouring, requestText } from './html/cluster-picture.ts'
import { type Content, html, type Markup, nothing, section, table } from './html/markup.ts'
import { probeSection } from './html/probe-section.ts'
import { storageSection } from './html/storage-section.ts'
import { style } from './html/style.ts'
import { pendingPods, podCount } from './pending-pods.ts'
import { refusedResults } from './results/server.ts'
import { headline } from './simulate-text.ts'
import { isUnfinished, reasonOf } from './workloads-text.ts'

const cardLimit = 100
const pictureNote =
  'Each box is a node, as large as its capacity. Each block in it is a pod, as large as the share of the node that it requests; what is left is free. Point at a block to see its numbers.'

/** A page of its own that shows the cluster as a simulation leaves it: no network, no script. */
export function simulateHtml(outcome: SimulateOutcome): string {
  const { simulation, settings } = outcome
  const colourOf = colouring()
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  const refused = refusedResults(outcome.set)
  const isBad = refused.length > 0 || simulation.pods.some(({ node }) => node === undefined)
  const drawn = clusterPicture(simulation, colourOf)
  const body: readonly Content[] = [
    html`<header class="verdict${isBad ? ' bad' : ''}">\n<h1>${headline(outcome)}</h1>\n<p class="note">What a Kubernetes ${formatKubernetesVersion(settings.version)} control plane would do with these manifests, worked out by seatrial without a cluster.</p>\n</header>\n`,
    section(
      'Refused by the API server',
      'These objects are not created, and everything below goes without them.',
      cards(
        refused.map(({ resource, reason = '', message = '', file, line }) => [
          `${resource.kind} ${nameOf(resource)}`,
          `${reason}: ${message}`,
          `${file}:${line}`,
        ])
      )
    ),
    section('Pending pods', 'No node runs them. The sentence is the one that Kubernetes would say.', pendingCards(simulation, colourOf)),
    section('The cluster', pictureNote, simulation.nodes.length === 0 ? nothing : [drawn, legend(simulation, colourOf)]),
    workloadSection(simulation),
    storageSection(simulation),
    section('Quotas', 'How much of what a namespace may have is taken.', table(['Quota', 'Resource', 'Used', 'Of'], quotaRows(simulation))),
    section(
      'Disruption budgets',
      'Whether a drain may evict one of these pods now.',
      table(['Budget', 'Healthy pods', 'Evictions'], simulation.budgets.map(budgetRow))
    ),
    section('Autoscalers', '', table(['Autoscaler', 'Replicas', 'State'], simulation.autoscalers.map(autoscalerRow))),
    section(
      'Services',
      'The ready pods that each Service sends its traffic to.',
      table(['Service', 'Ports', 'Endpoints'], simulation.nodes.length === 0 ? [] : services(simulation.endpoints, true))
    ),
    probeSection(simulation),
    section(
      'Answers',
      '',
      simulation.answers.map(({ sentence }) => html`<p>${sentence}</p>\n`)
    ),
    podTable(simulation),
    section('Taken for granted', 'What the input does not say.', notes(outcome)),
  ]
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<title>seatrial simulate</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`.markup
}

function nameOf({ namespace, name }: { readonly namespace: string | null; readonly name: string | null }): string {
  return `${namespace === null ? '' : `${namespace}/`}${name ?? '(without a name)'}`
}

function cards(entries: readonly (readonly [Content, string, string])[]): Markup {
  if (entries.length === 0) return nothing
  const items = entries
    .slice(0, cardLimit)
    .map(([title, words, small]) => html`<li><b>${title}</b>${words}<br/><small>${small}</small></li>\n`)
  const left = entries.length - items.length
  return html`<ul class="cards">\n${items}</ul>\n${left > 0 ? html`<p class="note">and ${left} more</p>` : nothing}`
}

function pendingCards(simulation: SimulationOutcome, colourOf: ColourOf): Markup {
  return cards(
    pendingPods(simulation).map(({ owner, pending, total, words }) => {
      const request = simulation.pods.find(({ template }) => template.owner === owner)
      const title = html`<i class="key c${colourOf(owner)}"></i>${owner.type.kind} ${nameOf(owner)}${total > 1 ? `: ${pending} of ${total} pods` : ''}`
      return [title, words, request === undefined ? '' : `Each requests ${requestText(request)}.`]
    })
  )
}

/** Which colour is whose, and what outlines mean. */
function legend({ pods }: SimulationOutcome, colourOf: ColourOf): Markup {
  const owners = [...new Set(pods.filter(({ node }) => node !== undefined).map(({ template }) => template.owner))]
  const items = owners.slice(0, 40).map(owner => html`<li><i class="c${colourOf(owner)}"></i>${nameOf(owner)}</li>\n`)
  const left = owners.length - items.length
  if (items.length === 0) return nothing
  return html`<ul class="legend">\n${items}${left > 0 ? html`<li>and ${left} more</li>\n` : nothing}</ul>
<ul class="legend note">
<li><i class="solid"></i>Guaranteed: given up last</li>
<li><i></i>Burstable</li>
<li><i class="dashes"></i>BestEffort: requests nothing, given up first</li>
</ul>
`
}

function workloadSection({ deployments, statefulSets, replicaSets, daemonSets }: SimulationOutcome): Markup {
  const replicated = [
    ...deployments.map(state => ['Deployment', state] as const),
    ...replicaSets.filter(({ owner }) => owner === undefined).map(state => ['ReplicaSet', state] as const),
    ...statefulSets.map(state => ['StatefulSet', state] as const),
  ]
  const rows = replicated.map(([kind, state]) => {
    const old = state.replicas - state.updated
    const words = isUnfinished(state) ? reasonOf(state) : state.ready < state.desired ? 'waits for its pods' : 'complete'
    return [
      `${kind} ${nameOf(state)}`,
      `${state.ready} of ${state.desired}`,
      old > 0 ? `${state.updated} new, ${old} old` : String(state.updated),
      words,
    ]
  })
  const daemons = daemonSets.map(state => {
    const { desired, current, ready, misscheduled } = state
    const lacking = current < desired ? `${counted(desired - current, 'node')} without a pod` : 'waits for its pods'
    const words = misscheduled > 0 ? `${misscheduled} where none should be` : ready < desired ? lacking : 'complete'
    return [`DaemonSet ${nameOf(state)}`, `${ready} of ${desired}`, String(current), words]
  })
  return section('Workloads', '', table(['Workload', 'Ready', 'Up to date', 'Rollout'], [...rows, ...daemons]))
}

function quotaRows({ resourceQuotas }: SimulationOutcome): readonly (readonly Content[])[] {
  return resourceQuotas.flatMap(({ namespace, name, hard, used }) =>
    Object.entries(hard).map(([resource, limit]) => [`${namespace}/${name}`, resource, used[resource] ?? '0', limit])
  )
}

/** The picture in words. */
function podTable({ pods, nodes }: SimulationOutcome): Markup {
  const placed = pods.filter(({ node }) => node !== undefined)
  if (placed.length === 0) return nothing
  const order = new Map(nodes.map(({ name }, index) => [name, index]))
  const rows = [...placed]
    .sort((a, b) => order.get(a.node!)! - order.get(b.node!)!)
    .map(pod => [
      pod.node!,
      `${nameOf(pod)}${pod.count === undefined ? '' : ` ×${pod.count}`}`,
      requestText(pod),
      pod.qos,
      pod.ready ? 'ready' : 'not ready',
    ])
  const content = table(['Node', 'Pod', 'Requests', 'QoS class', 'State'], rows)
  return html`<details>\n<summary>The same as a table: all ${podCount(placed)} pods that have a node</summary>\n${content}</details>\n`
}

function notes({ simulation, unchecked }: SimulateOutcome): Content {
  const lines = [
    ...unchecked.map(({ file, message }) => `${file}: not checked: ${message}`),
    ...simulation.assumptions.map(({ message }) => message),
  ]
  return lines.length === 0 ? nothing : html`<ul>\n${lines.slice(0, 200).map(line => html`<li>${line}</li>\n`)}</ul>\n`
}
