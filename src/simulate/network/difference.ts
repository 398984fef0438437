import { type AddressRange, rangeName } from './addresses.ts'
import type { ListedConnection, ListedPeer } from './connection-list.ts'

/** A connection that two states of a cluster do not have in common. */
export interface ConnectionChange {
  readonly type: 'added' | 'removed' | 'changed'
  readonly src: string
  readonly dst: string
  /** Absent where there is no connection. */
  readonly old?: string
  readonly new?: string
}

/** What of the connections differs, in the order of their ends. */
export function connectionChanges(before: Iterable<ListedConnection>, after: Iterable<ListedConnection>): readonly ConnectionChange[] {
  const [old, now] = [groupedByPair(before), groupedByPair(after)]
  const changes: ConnectionChange[] = []
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key) ?? [], now.get(key) ?? []]
    if (isRanged(was[0] ?? is[0]!)) changes.push(...rangeChanges(was, is))
    else changes.push(...changeBetween(was[0], is[0]))
  }
  return changes.sort((a, b) => compare(a.src, b.src) || compare(a.dst, b.dst))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Connections of one pair; all ranges of addresses of one family count as one end. */
function groupedByPair(connections: Iterable<ListedConnection>): ReadonlyMap<string, readonly ListedConnection[]> {
  const groups = new Map<string, ListedConnection[]>()
  for (const connection of connections) {
    const key = `${endKey(connection.src)} => ${endKey(connection.dst)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [connection])
    else group.push(connection)
  }
  return groups
}

function endKey(peer: ListedPeer): string {
  return 'range' in peer ? `IPv${peer.range.family}` : peer.id
}

function rangeOf({ src, dst }: ListedConnection): AddressRange | undefined {
  return 'range' in src ? src.range : 'range' in dst ? dst.range : undefined
}

function isRanged(connection: ListedConnection): boolean {
  return rangeOf(connection) !== undefined
}

/** Ranges cut at the borders of both states; neighbours that change alike are one. */
function rangeChanges(was: readonly ListedConnection[], is: readonly ListedConnection[]): readonly ConnectionChange[] {
  const borders = [...new Set([...was, ...is].flatMap(each => [rangeOf(each)!.start, rangeOf(each)!.end + 1n]))]
  borders.sort((a, b) => (a < b ? -1 : 1))
  const found: { range: AddressRange; old: ListedConnection | undefined; now: ListedConnection | undefined }[] = []
  for (const [i, start] of borders.slice(0, -1).entries()) {
    const holds = (each: ListedConnection): boolean => rangeOf(each)!.start <= start && start <= rangeOf(each)!.end
    const [old, now] = [was.find(holds), is.find(holds)]
    if (textOf(old) === textOf(now)) continue
    const range: AddressRange = { family: rangeOf((old ?? now)!)!.family, start, end: borders[i + 1]! - 1n }
    const last = found.at(-1)
    if (last !== undefined && last.range.end + 1n === start && textOf(last.old) === textOf(old) && textOf(last.now) === textOf(now))
      last.range = { ...last.range, end: range.end }
    else found.push({ range, old, now })
  }
  return found.flatMap(({ range, old, now }) => changeBetween(withRange(old, range), withRange(now, range)))
}

function withRange(connection: ListedConnection | undefined, range: AddressRange): ListedConnection | undefined {
  if (connection === undefined) return undefined
  const peer = { id: rangeName(range), range }
  return 'range' in connection.src ? { ...connection, src: peer } : { ...connection, dst: peer }
}

function changeBetween(was: ListedConnection | undefined, is: ListedConnection | undefined): readonly ConnectionChange[] {
  const [old, now] = [textOf(was), textOf(is)]
  if (old === now) return []
  const { src, dst } = (was ?? is)!
  const type = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
  return [{ type, src: src.id, dst: dst.id, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) }]
}

/** A connection in words: what is sure, and what else may be. */
function textOf(connection: ListedConnection | undefined): string | undefined {
  if (connection === undefined) return undefined
  const { allow, depends } = connection.words
  return [...(allow === undefined ? [] : [allow]), ...(depends === undefined ? [] : [`depends ${depends}`])].join(', ')
}
