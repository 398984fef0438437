import type { AddressRange } from './addresses.ts'
import { rangeName } from './addresses.ts'
import type { Workload } from './endpoint.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import { type Reason, reason, reasonNames } from './reasons.ts'

/** One end of a connection that is listed. */
export type ListedPeer =
  | { readonly id: string; readonly workload: Workload }
  | { readonly id: string; readonly range: AddressRange }
  | { readonly id: string }

/** A verdict in words. */
export interface Words {
  /** Under everything that is left open. */
  readonly allow?: string
  /** Only if what is named is so. */
  readonly depends?: string
  readonly on: readonly Reason[]
}

/** What one may send to another. */
export interface ListedConnection {
  readonly src: ListedPeer
  readonly dst: ListedPeer
  readonly words: Words
}

/** Endpoints by workload, in the order of the workloads' ids; of several that are alike the first. */
export function byWorkload(network: Network): readonly (readonly [Workload, readonly number[]])[] {
  const groups = new Map<string, [Workload, number[]]>()
  const seen = new Set<string>()
  for (const [index, { workload }] of network.universe.endpoints.entries()) {
    const group = groups.get(workload.id)
    const key = `${workload.id} ${network.likeness(index)}`
    if (seen.has(key)) continue
    seen.add(key)
    if (group === undefined) groups.set(workload.id, [workload, [index]])
    else group[1].push(index)
  }
  return [...groups.values()].sort(([a], [b]) => (a.id < b.id ? -1 : 1))
}

/** Words for verdicts; undefined where nothing is possible. */
export function verdictWords(network: Network): (verdict: number) => Words | undefined {
  const known: (Words | null)[] = []
  return id => {
    const found = known[id]
    if (found !== undefined) return found ?? undefined
    const { connections, verdicts } = network
    const { sure, possible, reasons } = verdicts.at(id)
    const open = connections.difference(possible, sure)
    const words =
      possible === 0
        ? undefined
        : {
            ...(sure !== 0 && { allow: connections.text(sure) }),
            ...(open !== 0 && { depends: connections.text(open) }),
            on: open === 0 ? [] : reasonNames(reasons),
          }
    known[id] = words ?? null
    return words
  }
}

/** Every pair between which something is possible: addresses first, then workloads by id. IPv6 only where a policy speaks of it. */
export function listConnections(network: Network): readonly ListedConnection[] {
  const wordsOf = verdictWords(network)
  const groups = byWorkload(network)
  const peers = groups.map(([workload]): ListedPeer => ({ id: workload.id, workload }))
  const list: ListedConnection[] = []
  const rangesFor = { egress: rangesOf(network, 'egress'), ingress: rangesOf(network, 'ingress') }
  for (const [i, [, members]] of groups.entries()) {
    for (const [range, verdict] of rangesFor.ingress(members)) {
      const words = wordsOf(verdict)
      if (words !== undefined) list.push({ src: { id: rangeName(range), range }, dst: peers[i]!, words })
    }
  }
  for (const [i, [, members]] of groups.entries()) {
    for (const [range, verdict] of rangesFor.egress(members)) {
      const words = wordsOf(verdict)
      if (words !== undefined) list.push({ src: peers[i]!, dst: { id: rangeName(range), range }, words })
    }
    const fromFirst = network.verdictsFrom(members[0]!)
    for (const [j, [, others]] of groups.entries()) {
      if (i === j) continue
      const isPair = members.length === 1 && others.length === 1
      const words = wordsOf(isPair ? fromFirst[others[0]!]! : betweenAll(network, members, others))
      if (words !== undefined) list.push({ src: peers[i]!, dst: peers[j]!, words })
    }
  }
  return list
}

/** What holds between the pods of two workloads, whichever pods they are. */
export function betweenAll(network: Network, from: readonly number[], to: readonly number[]): number {
  let verdict = network.between(from[0]!, to[0]!)
  for (const source of from) {
    for (const target of to) verdict = network.verdicts.either(verdict, network.between(source, target), reason('replica'))
  }
  return verdict
}

type RangeVerdicts = readonly (readonly [AddressRange, number])[]

/** What holds with each range of addresses; found once for all single members that the same policies regard alike. */
function rangesOf(network: Network, direction: Direction): (members: readonly number[]) => RangeVerdicts {
  const known = new Map<unknown, RangeVerdicts>()
  return members => {
    const key = members.length === 1 ? network.alikeIn(direction, members[0]!) : members
    let found = known.get(key)
    if (found === undefined) {
      found = rangeVerdicts(network, members, direction)
      known.set(key, found)
    }
    return found
  }
}

/** Neighbouring ranges that mean the same to a workload are one. */
function rangeVerdicts(network: Network, members: readonly number[], direction: Direction): RangeVerdicts {
  const { universe, verdicts } = network
  const found: [AddressRange, number][] = []
  for (const [i, range] of universe.ranges.entries()) {
    if (range.family === 6 && !network.hasIpv6) continue
    const other = universe.firstRange + i
    let verdict = network.oneSided(direction, members[0]!, other)
    for (const member of members) verdict = verdicts.either(verdict, network.oneSided(direction, member, other), reason('replica'))
    const last = found.at(-1)
    if (last !== undefined && last[1] === verdict && last[0].family === range.family) last[0] = { ...last[0], end: range.end }
    else found.push([range, verdict])
  }
  return found
}
