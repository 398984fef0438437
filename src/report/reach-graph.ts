import type { ReachOutcome } from '../outcome.ts'
import type { ListedPeer } from '../simulate/network/index.ts'
import { escapeForTerminal, escapeMarkdown } from './escape.ts'
import { connectionText } from './reach-connection.ts'

/** Beyond this many edges a diagram in a comment is drawn by namespace. */
const mostEdges = 60

/** A graph for Graphviz: namespaces as clusters, workloads blue, addresses red. */
export function reachDot({ reach, changes }: ReachOutcome): string {
  const { connections } = reach
  const peers = new Map<string, ListedPeer>()
  for (const { src, dst } of connections) for (const peer of [src, dst]) peers.set(peer.id, peer)
  const namespaces = new Map<string, ListedPeer[]>()
  for (const peer of peers.values()) {
    const name = 'workload' in peer ? peer.workload.namespace : ''
    const list = namespaces.get(name)
    if (list === undefined) namespaces.set(name, [peer])
    else list.push(peer)
  }
  const clusters = [...namespaces.keys()].sort().flatMap(name => {
    const nodes = namespaces
      .get(name)!
      .map(peer => `${quoted(peer.id)} [${nodeAttributes(peer)}]`)
      .sort()
    if (name === '') return nodes.map(node => `\t${node}`)
    const id = quoted(`cluster_${name.replaceAll('-', '_')}`)
    return [
      `\tsubgraph ${id} {`,
      '\t\tcolor="black"',
      '\t\tfontcolor="black"',
      ...nodes.map(node => `\t\t${node}`),
      `\t\tlabel=${quoted(name)}`,
      '\t}',
    ]
  })
  const edges =
    changes === undefined
      ? connections.map(each => edge(each.src.id, each.dst.id, connectionText(each.words), 'gold2'))
      : changes.map(({ type, src, dst, old = '', new: now = '' }) => {
          const color = { added: 'green', removed: 'red', changed: 'magenta' }[type]
          return edge(
            src,
            dst,
            [now, ...(type === 'changed' ? [`(was ${old})`] : []), ...(type === 'removed' ? [old] : [])].join(' ').trim(),
            color
          )
        })
  return `${['digraph {', ...clusters, ...edges.sort(), '}'].join('\n')}\n`
}

function nodeAttributes(peer: ListedPeer): string {
  const [color, label] = 'workload' in peer ? ['blue', `${peer.workload.name}[${peer.workload.kind}]`] : ['red2', peer.id]
  return `label=${quoted(label)} color="${color}" fontcolor="${color}"`
}

function edge(src: string, dst: string, label: string, color: string): string {
  return `\t${quoted(src)} -> ${quoted(dst)} [label=${quoted(label)} color="${color}" fontcolor="darkgreen"]`
}

function quoted(text: string): string {
  return `"${escapeForTerminal(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** A diagram that GitHub draws in comments. */
export function reachMermaid({ reach }: ReachOutcome): string {
  const { connections } = reach
  const isFolded = connections.length > mostEdges
  const nameOf = (peer: ListedPeer): string => (isFolded && 'workload' in peer ? peer.workload.namespace : peer.id)
  const edges = new Map<string, { readonly src: string; readonly dst: string; readonly labels: Set<string> }>()
  for (const connection of connections) {
    const [src, dst] = [nameOf(connection.src), nameOf(connection.dst)]
    if (src === dst) continue
    const key = `${src} ${dst}`
    const entry = edges.get(key) ?? { src, dst, labels: new Set<string>() }
    edges.set(key, entry)
    entry.labels.add(connectionText(connection.words))
  }
  const shownEdges = [...edges.values()].slice(0, mostEdges)
  const names = [...new Set(shownEdges.flatMap(({ src, dst }) => [src, dst]))]
  const ids = new Map(names.map((name, i) => [name, `n${i}`]))
  const lines = shownEdges.map(({ src, dst, labels }) => {
    const label = labels.size === 1 ? [...labels][0]! : `${labels.size} kinds of connections`
    return `  ${ids.get(src)} -->|"${escapeMarkdown(label)}"| ${ids.get(dst)}`
  })
  const left = edges.size - shownEdges.length
  const nodes = names.map(name => `  ${ids.get(name)}["${escapeMarkdown(name)}"]`)
  return `${['flowchart LR', ...nodes, ...lines, ...(left > 0 ? [`  %% and ${left} more`] : [])].join('\n')}\n`
}
