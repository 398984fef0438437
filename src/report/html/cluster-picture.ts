import type { Resource } from '../../cluster/resource.ts'
import type { QuantityText } from '../../k8s/types.ts'
import type { NodeUsage, PodState, SimulationOutcome } from '../../simulate/control-plane/index.ts'
import { counted } from '../counts.ts'
import { amountOf } from '../gauge.ts'
import { type Content, html, type Markup, nothing } from './markup.ts'
import { treemap } from './treemap.ts'

const nodeLimit = 200
/** Blocks of one node; what is beyond is one block. */
const blockLimit = 60
const colours = 8
const sides = { least: 190, most: 320 }
/** Share of a node that a pod has in the picture at least, so that it is seen. */
const leastShare = 0.02

/** Gives each workload a colour of its own, in order of appearance. */
export type ColourOf = (owner: Resource) => number

/** A block of a node: a pod, or several that are too many to be drawn. */
interface Block {
  readonly pod: PodState
  readonly share: number
  readonly count: number
}

export function colouring(): ColourOf {
  const known = new Map<Resource, number>()
  return owner => {
    const colour = known.get(owner) ?? known.size % colours
    known.set(owner, colour)
    return colour
  }
}

/** Nodes as boxes, each as large as its capacity, with its pods as blocks in it. */
export function clusterPicture({ nodes, pods }: SimulationOutcome, colourOf: ColourOf): Markup {
  if (nodes.length === 0) return nothing
  const byNode = new Map<string, PodState[]>()
  for (const pod of pods) {
    if (pod.node === undefined) continue
    const others = byNode.get(pod.node)
    if (others === undefined) byNode.set(pod.node, [pod])
    else others.push(pod)
  }
  const most = { cpu: 0, memory: 0 }
  for (const { allocatable } of nodes) {
    most.cpu = Math.max(most.cpu, amountOf(allocatable['cpu']))
    most.memory = Math.max(most.memory, amountOf(allocatable['memory']))
  }
  const boxes = nodes.slice(0, nodeLimit).map(node => nodeBox(node, byNode.get(node.name) ?? [], sideOf(node, most), colourOf))
  const left = nodes.length - boxes.length
  const more = left > 0 ? html`<p class="note">and ${counted(left, 'more node')}</p>\n` : nothing
  return html`<div class="nodes">\n${boxes}</div>\n${more}`
}

/** The side of a node's square, so that areas are as capacities are. */
function sideOf({ allocatable }: NodeUsage, most: { readonly cpu: number; readonly memory: number }): number {
  const shares = [shareOf(amountOf(allocatable['cpu']), most.cpu), shareOf(amountOf(allocatable['memory']), most.memory)]
  const known = shares.filter(share => share > 0)
  const share = known.length === 0 ? 1 : known.reduce((sum, value) => sum + value, 0) / known.length
  return Math.max(sides.least, Math.round(sides.most * Math.sqrt(share)))
}

function shareOf(amount: number, of: number): number {
  return of > 0 ? amount / of : 0
}

function nodeBox(node: NodeUsage, pods: readonly PodState[], side: number, colourOf: ColourOf): Markup {
  const { name, unschedulable, allocatable, requested, resource } = node
  const blocks = blocksOf(pods, node)
  const used = blocks.reduce((sum, { share }) => sum + share, 0)
  const height = side * 0.6
  const parts = treemap(
    blocks.map(({ share }) => share),
    { x: 0, y: 0, width: side * Math.min(1, used), height }
  )
  const drawn = blocks.map((block, index) => blockMarkup(block, parts[index]!, colourOf))
  const count = pods.reduce((sum, pod) => sum + (pod.count ?? 1), 0)
  const taints = (resource.object.spec as { readonly taints?: readonly Taint[] } | undefined)?.taints ?? []
  const badges = [
    ...(unschedulable ? [html`<span class="badge">cordoned</span>`] : []),
    ...taints
      .slice(0, 4)
      .map(taint => html`<span class="badge" title="pods that do not tolerate this taint stay away">taint ${taintText(taint)}</span>`),
  ]
  return html`<figure class="node${unschedulable ? ' cordoned' : ''}" style="width:${side}px">
<figcaption><b>${name}</b> ${badges}</figcaption>
<svg viewBox="0 0 ${side} ${height}" width="${side}" height="${height}" role="img" aria-label="${`node ${name}: ${counted(count, 'pod')}`}">
${drawn}${pods.length === 0 ? html`<text class="empty" x="${side / 2}" y="${height / 2}">empty</text>` : nothing}</svg>
${meter('cpu', requested['cpu'], allocatable['cpu'])}${meter('memory', requested['memory'], allocatable['memory'])}${meter('pods', String(count), allocatable['pods'])}</figure>
`
}

interface Taint {
  readonly key?: string
  readonly value?: string
  readonly effect?: string
}

function taintText({ key = '', value, effect = '' }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`
}

/** The pods of a node, those together that are too many, with the larger of their shares of its cpu and memory. */
function blocksOf(pods: readonly PodState[], { allocatable }: NodeUsage): readonly Block[] {
  const of = { cpu: amountOf(allocatable['cpu']), memory: amountOf(allocatable['memory']) }
  const shareOfPod = ({ requests }: PodState): number =>
    Math.max(leastShare, shareOf(amountOf(requests['cpu']), of.cpu), shareOf(amountOf(requests['memory']), of.memory))
  const all = pods.map(pod => ({ pod, share: shareOfPod(pod) * (pod.count ?? 1), count: pod.count ?? 1 }))
  const sorted = all.sort((a, b) => b.share - a.share)
  const rest = sorted.slice(blockLimit)
  if (rest.length === 0) return sorted
  const folded = rest.reduce((sum, { share, count }) => ({ share: sum.share + share, count: sum.count + count }), { share: 0, count: 0 })
  return [...sorted.slice(0, blockLimit), { pod: rest[0]!.pod, ...folded }]
}

function blockMarkup(
  { pod, count }: Block,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  colourOf: ColourOf
): Markup {
  const title = `${pod.namespace}/${pod.name}${count > 1 ? ` ×${count}` : ''}`
  const asked = `requests ${requestText(pod)}; ${pod.qos}${pod.ready ? '' : '; not ready'}`
  const label = count > 1 ? `${count} pods` : (pod.template.owner.name ?? pod.name)
  const characters = Math.floor((width - 8) / 6.8)
  const fits = characters >= 3 && height >= 20
  const text = fits
    ? html`<text x="${x + 5}" y="${y + 14}">${[...label].length > characters ? `${[...label].slice(0, characters - 1).join('')}…` : label}</text>`
    : nothing
  const box = html`<rect class="pod c${colourOf(pod.template.owner)} ${pod.qos}" x="${x + 1.5}" y="${y + 1.5}" width="${Math.max(1, width - 3)}" height="${Math.max(1, height - 3)}" rx="3"/>`
  return html`<g><title>${title}: ${asked}</title>${box}${text}</g>\n`
}

/** What a pod requests, in its own units. */
export function requestText({ requests }: PodState): string {
  const known = Object.entries(requests).filter(([, quantity]) => amountOf(quantity) > 0)
  return known.length === 0 ? 'nothing' : known.map(([name, quantity]) => `${name} ${quantity}`).join(', ')
}

/** How much of something is taken, as a bar and in figures. */
export function meter(name: string, taken: QuantityText | undefined, of: QuantityText | undefined): Content {
  const [used, all] = [amountOf(taken), amountOf(of)]
  const percent = all > 0 ? Math.min(100, (used / all) * 100) : 0
  return html`<div class="meter"><span>${name}</span><i><i class="${percent >= 90 ? 'high' : 'low'}" style="width:${percent}%"></i></i><span>${taken ?? '0'} of ${of ?? '?'}</span></div>\n`
}
