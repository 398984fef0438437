import type { AddressRange } from './addresses.ts'
import { rangeName } from './addresses.ts'
import { byWorkload, type ListedConnection, type ListedPeer, verdictWords, type Words } from './connection-list.ts'
import { nothing } from './connections.ts'
import type { Network } from './network.ts'
import { PairScan, type Reached } from './pair-scan.ts'
import type { Direction } from './policy.ts'
import { reason } from './reasons.ts'

/** Connections, each made when it is asked for: there may be very many. */
export interface ListedConnections extends Iterable<ListedConnection> {
  readonly length: number
  map<Result>(convert: (connection: ListedConnection) => Result): Result[]
}

/** What a workload may exchange with ranges of addresses; the same for all that are alike. */
type RangedConnections = readonly { readonly peer: ListedPeer; readonly words: Words }[]

/** Every pair between which something is possible: addresses first, then workloads by id. IPv6 only where a policy speaks of it. */
export function listConnections(network: Network): ListedConnections {
  const groups = byWorkload(network)
  const peers = groups.map(([workload]): ListedPeer => ({ id: workload.id, workload }))
  const wordsOf = verdictWords(network)
  const [fromRanges, toRanges] = (['ingress', 'egress'] as const).map(direction => {
    const ranged = rangedBy(network, direction, wordsOf)
    return groups.map(([, members]) => ranged(members))
  })
  const reached = reachedBy(network, groups)
  return new ConnectionList(peers, fromRanges!, toRanges!, reached, wordsOf)
}

class ConnectionList implements ListedConnections {
  readonly length: number
  readonly #peers: readonly ListedPeer[]
  readonly #fromRanges: readonly RangedConnections[]
  readonly #toRanges: readonly RangedConnections[]
  readonly #reached: readonly Reached[]
  readonly #wordsOf: (verdict: number) => Words | undefined

  constructor(
    peers: readonly ListedPeer[],
    fromRanges: readonly RangedConnections[],
    toRanges: readonly RangedConnections[],
    reached: readonly Reached[],
    wordsOf: (verdict: number) => Words | undefined
  ) {
    this.#peers = peers
    this.#fromRanges = fromRanges
    this.#toRanges = toRanges
    this.#reached = reached
    this.#wordsOf = wordsOf
    let length = 0
    for (const [i, { targets }] of reached.entries())
      length += fromRanges[i]!.length + toRanges[i]!.length + targets.length - (holds(targets, i) ? 1 : 0)
    this.length = length
  }

  *[Symbol.iterator](): Generator<ListedConnection, undefined> {
    for (const [i, dst] of this.#peers.entries()) for (const { peer, words } of this.#fromRanges[i]!) yield { src: peer, dst, words }
    for (const [i, src] of this.#peers.entries()) {
      for (const { peer, words } of this.#toRanges[i]!) yield { src, dst: peer, words }
      const { targets, verdicts } = this.#reached[i]!
      for (let n = 0; n < targets.length; n++)
        if (targets[n] !== i) yield { src, dst: this.#peers[targets[n]!]!, words: this.#wordsOf(verdicts[n]!)! }
    }
  }

  map<Result>(convert: (connection: ListedConnection) => Result): Result[] {
    return Array.from(this, convert)
  }
}

/** Whether a sorted list has a number. */
function holds(sorted: Reached['targets'], wanted: number): boolean {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (sorted[middle] === wanted) return true
    if (sorted[middle]! < wanted) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** By workload, the places of those to which it may send anything. */
function reachedBy(network: Network, groups: ReturnType<typeof byWorkload>): readonly Reached[] {
  const scan = new PairScan(
    network,
    Uint32Array.from(groups, ([, members]) => members[0]!)
  )
  const several = [...groups.entries()].filter(([, [, members]]) => members.length > 1).map(([i]) => i)
  return groups.map(([, members], i) => {
    if (members.length === 1 && several.length === 0) return scan.from(members[0]!)
    const others = members.length > 1 ? groups.keys() : several
    const found = new Map<number, number>()
    if (members.length === 1) {
      const { targets, verdicts } = scan.from(members[0]!)
      for (let n = 0; n < targets.length; n++) found.set(targets[n]!, verdicts[n]!)
    }
    for (const j of others) {
      const verdict = i === j ? undefined : betweenAll(network, members, groups[j]![1])
      if (verdict === undefined || network.verdicts.at(verdict).possible === nothing) found.delete(j)
      else found.set(j, verdict)
    }
    const sorted = [...found].sort(([a], [b]) => a - b)
    return { targets: Uint32Array.from(sorted, ([j]) => j), verdicts: Uint32Array.from(sorted, ([, verdict]) => verdict) }
  })
}

/** What holds between the pods of two workloads, whichever pods they are. */
export function betweenAll(network: Network, from: readonly number[], to: readonly number[]): number {
  let verdict = network.between(from[0]!, to[0]!)
  for (const source of from) {
    for (const target of to) verdict = network.verdicts.either(verdict, network.between(source, target), reason('replica'))
  }
  return verdict
}

/** What holds with each range of addresses; found once for all single members that the same policies regard alike. */
function rangedBy(
  network: Network,
  direction: Direction,
  wordsOf: (verdict: number) => Words | undefined
): (members: readonly number[]) => RangedConnections {
  const known = new Map<unknown, RangedConnections>()
  return members => {
    const key = members.length === 1 ? network.rowOf(direction, members[0]!) : members
    let found = known.get(key)
    if (found === undefined) {
      found = rangeVerdicts(network, members, direction).flatMap(([range, verdict]) => {
        const words = wordsOf(verdict)
        return words === undefined ? [] : [{ peer: { id: rangeName(range), range }, words }]
      })
      known.set(key, found)
    }
    return found
  }
}

/** Neighbouring ranges that mean the same to a workload are one. */
function rangeVerdicts(network: Network, members: readonly number[], direction: Direction): readonly [AddressRange, number][] {
  const { universe, verdicts } = network
  const [first, ...others] = members
  const found: [AddressRange, number][] = []
  for (const [i, range] of universe.ranges.entries()) {
    if (range.family === 6 && !network.hasIpv6) continue
    const other = universe.firstRange + i
    let verdict = network.oneSided(direction, first!, other)
    for (const member of others) verdict = verdicts.either(verdict, network.oneSided(direction, member, other), reason('replica'))
    const last = found.at(-1)
    if (last !== undefined && last[1] === verdict && last[0].family === range.family) last[0] = { ...last[0], end: range.end }
    else found.push([range, verdict])
  }
  return found
}
