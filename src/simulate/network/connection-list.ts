import type { AddressRange } from './addresses.ts'
import type { Workload } from './endpoint.ts'
import type { Network } from './network.ts'
import { type Reason, reasonNames } from './reasons.ts'

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
  for (const [index, { workload }] of network.universe.endpoints.entries()) {
    const group = groups.get(workload.id)
    if (group === undefined) groups.set(workload.id, [workload, [index]])
    else group[1].push(index)
  }
  for (const group of groups.values()) {
    if (group[1].length === 1) continue
    const seen = new Set<string>()
    group[1] = group[1].filter(index => {
      const key = network.likeness(index)
      return !seen.has(key) && seen.add(key)
    })
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
