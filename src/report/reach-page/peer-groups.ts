import type { ReachOutcome } from '../../outcome.ts'
import type { ListedPeer } from '../../simulate/network/index.ts'
import { connectionText } from '../reach-connection.ts'

/** Peers that may do the same with everybody, as one row and one column. */
export interface PeerGroup {
  /** Its number among all groups; workloads of it link there. */
  readonly index: number
  /** Empty for what is no workload. */
  readonly namespace: string
  readonly ids: readonly string[]
}

/** The peers of an outcome in groups, and what one group may send to another. */
export interface GroupedPeers {
  readonly groups: readonly PeerGroup[]
  /** By group of the source, then of the destination; absent where nothing is possible. */
  readonly sends: readonly ReadonlyMap<number, string>[]
}

/** Merges workloads of one namespace whose rows and columns are equal. */
export function groupedPeers({ reach }: ReachOutcome): GroupedPeers {
  const namespaces = new Map<string, string>()
  const add = (peer: ListedPeer): void => {
    namespaces.set(peer.id, 'workload' in peer ? peer.workload.namespace : '')
  }
  for (const workload of reach.workloads) add({ id: workload.id, workload })
  for (const { src, dst } of reach.connections) for (const peer of [src, dst]) add(peer)
  const texts = new Map<string, Map<string, string>>([...namespaces.keys()].map(id => [id, new Map<string, string>()]))
  const from = new Map<string, Map<string, string>>([...namespaces.keys()].map(id => [id, new Map<string, string>()]))
  for (const { src, dst, words } of reach.connections) {
    const text = connectionText(words)
    texts.get(src.id)!.set(dst.id, text)
    from.get(dst.id)!.set(src.id, text)
  }
  const keyOf = (id: string, own: string): string => {
    const side = (map: Map<string, string>): string =>
      [...map, ...(own === '' ? [] : [[id, own] as const])]
        .map(([other, text]) => `${other}\t${text}`)
        .sort()
        .join('\n')
    return `${namespaces.get(id)}\n\n${side(texts.get(id)!)}\n\n${side(from.get(id)!)}`
  }
  const ids = [...namespaces.keys()].sort((a, b) => order(namespaces.get(a)!, namespaces.get(b)!) || order(a, b))
  const lists = mergedBy(ids, id => keyOf(id, 'All Connections'))
  const rest = mergedBy(
    lists.filter(list => list.length === 1).map(([id]) => id!),
    id => keyOf(id, '')
  )
  const all = [...lists.filter(list => list.length > 1), ...rest].sort(
    (a, b) => order(namespaces.get(a[0]!)!, namespaces.get(b[0]!)!) || order(a[0]!, b[0]!)
  )
  const groups = all.map((list, index): PeerGroup => ({ index, namespace: namespaces.get(list[0]!)!, ids: list }))
  const groupOf = new Map(groups.flatMap(({ index, ids: own }) => own.map(id => [id, index] as const)))
  const sends = groups.map(({ index, ids: own }) => {
    const [first, second] = own
    const row = new Map<number, string>()
    for (const [dst, text] of texts.get(first!)!) if (groupOf.get(dst) !== index) row.set(groupOf.get(dst)!, text)
    const among = second === undefined ? undefined : texts.get(first!)!.get(second)
    if (among !== undefined) row.set(index, among)
    return row
  })
  return { groups, sends }
}

function mergedBy(ids: readonly string[], keyOf: (id: string) => string): readonly (readonly string[])[] {
  const lists = new Map<string, string[]>()
  for (const id of ids) {
    const key = keyOf(id)
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [id])
    else list.push(id)
  }
  return [...lists.values()]
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
