/** Protocols of a connection, in the order in which they are written. */
export const protocols = ['SCTP', 'TCP', 'UDP'] as const
export type Protocol = (typeof protocols)[number]

/** Ports of one protocol: sorted ranges that neither touch nor overlap, as `[from, to, from, to, …]`, and names that no pod at hand resolves. */
interface Ports {
  readonly ranges: readonly number[]
  readonly names: readonly string[]
}

/** One connection: the ports of each protocol, in the order of `protocols`. */
type Connection = readonly [Ports, Ports, Ports]

const lastPort = 65535
const noPorts: Ports = { ranges: [], names: [] }
const allPorts: Ports = { ranges: [1, lastPort], names: [] }

/** Some ports of one protocol, or one port by its name. */
export type PortSet =
  | { readonly protocol: Protocol; readonly from: number; readonly to: number }
  | { readonly protocol: Protocol; readonly name: string }

/** Nothing, in every table. */
export const nothing = 0
/** Every port of every protocol, in every table. */
export const everything = 1

/** Sets of protocols and ports, each known by a number: equal sets have equal numbers, and what was computed once is remembered. */
export class Connections {
  readonly #list: Connection[] = []
  readonly #byKey = new Map<string, number>()
  /** By the second operand, the results by the first. */
  readonly #unions: number[][] = []
  readonly #intersections: number[][] = []
  readonly #differences: number[][] = []

  constructor() {
    this.#intern([noPorts, noPorts, noPorts])
    this.#intern([allPorts, allPorts, allPorts])
  }

  /** The connection that consists of these ports. */
  of(ports: readonly PortSet[]): number {
    let result = nothing
    for (const port of ports) {
      const own: Ports =
        'name' in port ? { ranges: [], names: [port.name] } : { ranges: port.from <= port.to ? [port.from, port.to] : [], names: [] }
      const one = protocols.map(protocol => (protocol === port.protocol ? own : noPorts))
      result = this.union(result, this.#intern(one as unknown as Connection))
    }
    return result
  }

  /** The unions of a connection with others that are known already, by the others' numbers: `union` finds the rest. */
  unionsWith(connection: number): readonly (number | undefined)[] {
    this.#unions[connection] ??= []
    return this.#unions[connection]
  }

  union(a: number, b: number): number {
    return this.#memoised(this.#unions, a, b, unionOf)
  }

  intersection(a: number, b: number): number {
    return this.#memoised(this.#intersections, a, b, intersectionOf)
  }

  /** What `a` has and `b` has not. */
  difference(a: number, b: number): number {
    return this.#memoised(this.#differences, a, b, differenceOf)
  }

  holds(connection: number, protocol: Protocol, port: number): boolean {
    const { ranges } = this.#list[connection]![protocols.indexOf(protocol)]!
    for (let i = 0; i < ranges.length; i += 2) if (ranges[i]! <= port && port <= ranges[i + 1]!) return true
    return false
  }

  /** `All Connections`, `No Connections`, or `SCTP 1-65535,TCP 80,8000-8080`. */
  text(connection: number): string {
    if (connection === everything) return 'All Connections'
    if (connection === nothing) return 'No Connections'
    return protocols.flatMap((protocol, i) => portsText(protocol, this.#list[connection]![i]!)).join(',')
  }

  #memoised(table: number[][], a: number, b: number, combine: (a: Ports, b: Ports) => Ports): number {
    if (table[b] === undefined) table[b] = []
    const row = table[b]
    const known = row[a]
    if (known !== undefined) return known
    const [x, y] = [this.#list[a]!, this.#list[b]!]
    const result = this.#intern([combine(x[0], y[0]), combine(x[1], y[1]), combine(x[2], y[2])])
    row[a] = result
    return result
  }

  #intern(connection: Connection): number {
    const key = connection.map(({ ranges, names }) => `${ranges.join(' ')}|${names.join(' ')}`).join('/')
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    this.#list.push(connection)
    this.#byKey.set(key, this.#list.length - 1)
    return this.#list.length - 1
  }
}

function portsText(protocol: Protocol, { ranges, names }: Ports): readonly string[] {
  if (ranges.length === 0 && names.length === 0) return []
  const parts: string[] = []
  for (let i = 0; i < ranges.length; i += 2) parts.push(ranges[i] === ranges[i + 1] ? `${ranges[i]}` : `${ranges[i]}-${ranges[i + 1]}`)
  return [`${protocol} ${[...parts, ...names].join(',')}`]
}

function isAll({ ranges }: Ports): boolean {
  return ranges.length === 2 && ranges[0] === 1 && ranges[1] === lastPort
}

function unionOf(a: Ports, b: Ports): Ports {
  if (isAll(a) || isAll(b)) return allPorts
  const pairs = [...pairsOf(a.ranges), ...pairsOf(b.ranges)].sort((x, y) => x[0] - y[0])
  const ranges: number[] = []
  for (const [from, to] of pairs) {
    if (ranges.length > 0 && from <= ranges.at(-1)! + 1) ranges[ranges.length - 1] = Math.max(ranges.at(-1)!, to)
    else ranges.push(from, to)
  }
  return { ranges, names: [...new Set([...a.names, ...b.names])].sort() }
}

/** All ports hold every name. */
function intersectionOf(a: Ports, b: Ports): Ports {
  if (isAll(a)) return b
  if (isAll(b)) return a
  const ranges: number[] = []
  for (const [from, to] of pairsOf(a.ranges)) {
    for (const [start, end] of pairsOf(b.ranges)) if (from <= end && start <= to) ranges.push(Math.max(from, start), Math.min(to, end))
  }
  return { ranges, names: a.names.filter(name => b.names.includes(name)) }
}

function differenceOf(a: Ports, b: Ports): Ports {
  if (isAll(b)) return noPorts
  let left = pairsOf(a.ranges)
  for (const [start, end] of pairsOf(b.ranges)) {
    left = left.flatMap(([from, to]) => {
      if (end < from || to < start) return [[from, to] as const]
      return ([[from, start - 1] as const, [end + 1, to] as const] as const).filter(([x, y]) => x <= y)
    })
  }
  return { ranges: left.flat(), names: a.names.filter(name => !b.names.includes(name)) }
}

function pairsOf(ranges: readonly number[]): (readonly [number, number])[] {
  return Array.from({ length: ranges.length / 2 }, (_, i) => [ranges[2 * i]!, ranges[2 * i + 1]!] as const)
}
