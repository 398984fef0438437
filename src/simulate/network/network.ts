import type { Cluster } from '../../cluster/cluster.ts'
import { type AddressRange, atomsOf } from './addresses.ts'
import type { NetworkProfile } from './assumptions.ts'
import { type CompiledPolicy, type CompiledRule, compilePolicy, connectionOf, type PortNames } from './compiled-policy.ts'
import { Connections } from './connections.ts'
import type { Endpoint } from './endpoint.ts'
import { MemberClasses } from './member-classes.ts'
import { nodeAddresses } from './node-addresses.ts'
import { PeerMatcher } from './peer-matcher.ts'
import type { Direction, Policy } from './policy.ts'
import { reason } from './reasons.ts'
import { evaluateRow } from './row.ts'
import { compactRow, type VerdictRow } from './row-columns.ts'
import { inOrder, type SubjectSet, subjectSets } from './subject-sets.ts'
import { type Outsider, Universe } from './universe.ts'
import { allowEverything, Verdicts } from './verdicts.ts'

export interface NetworkOptions {
  readonly profile: NetworkProfile
  /** Whether a namespace that nobody declares has its name as its only label. */
  readonly closed: boolean
  readonly networksSelectPods: boolean
}

/** Endpoints that a policy of a kind that is not evaluated may select. */
export type Unevaluated = Readonly<Record<Direction, ReadonlySet<number>>>

const directions: readonly Direction[] = ['egress', 'ingress']
/** From this many questions on, a row for everybody costs less. */
const fewOthers = 24
const onlyClass = Uint32Array.of(0)
const noClass = new Uint32Array(0)

/** Who may talk to whom: policies over everybody who may be at one end of a connection. */
export class Network {
  readonly cluster: Cluster
  readonly universe: Universe
  /** Whether any policy speaks of addresses of IPv6. */
  readonly hasIpv6: boolean
  readonly connections = new Connections()
  readonly verdicts = new Verdicts(this.connections)
  readonly policies: readonly CompiledPolicy[]
  readonly #sets: Readonly<Record<Direction, readonly SubjectSet[]>>
  /** Members that no rule tells apart. */
  readonly classes: MemberClasses
  /** By member, which of `#portNames` it has. */
  readonly #names: Uint32Array
  readonly #portNames: readonly PortNames[]
  readonly #rows: Readonly<Record<Direction, Map<number, VerdictRow>>> = { egress: new Map(), ingress: new Map() }
  readonly #rowOf: Readonly<Record<Direction, (VerdictRow | null | undefined)[]>>
  /** How often somebody was asked about another without a row. */
  readonly #asked: Readonly<Record<Direction, Uint32Array>>
  #openRow: Uint32Array | undefined
  /** Endpoints on the network of their node, where that makes a difference. */
  readonly #onHost: Uint8Array
  readonly #unevaluated: Unevaluated
  readonly profile: NetworkProfile

  constructor(
    cluster: Cluster,
    endpoints: readonly Endpoint[],
    policies: readonly Policy[],
    outsiders: readonly Outsider[],
    unevaluated: Unevaluated,
    options: NetworkOptions,
    outer: Cluster = cluster
  ) {
    this.cluster = outer
    this.#unevaluated = unevaluated
    this.profile = options.profile
    const effective = options.profile.enforced ? policies : []
    const ranges = rangesOf(cluster, effective)
    this.hasIpv6 = ranges.some(({ family }) => family === 6)
    this.universe = new Universe(endpoints, [...atomsOf(4, ranges), ...atomsOf(6, ranges)], outsiders)
    const { size } = this.universe
    const matcher = new PeerMatcher(this.universe, cluster, { ...options, assumptions: options.profile.assumptions })
    this.policies = inOrder(effective.map(policy => compilePolicy(policy, size, matcher, this.connections)))
    const named = portNames(this.universe, this.policies)
    this.#names = named.byMember
    this.#portNames = named.names
    this.classes = new MemberClasses(size, distinctSets(this.policies), this.#names)
    const setsOf = (direction: Direction): readonly SubjectSet[] => subjectSets(direction, this.policies, endpoints.length)
    this.#asked = { egress: new Uint32Array(endpoints.length), ingress: new Uint32Array(endpoints.length) }
    this.#rowOf = { egress: new Array(endpoints.length), ingress: new Array(endpoints.length) }
    const asNode = options.profile.assumptions.hostNetworkPods !== 'pod'
    this.#onHost = Uint8Array.from(endpoints, ({ hostNetwork }) => (hostNetwork && asNode ? 1 : 0))
    this.#sets = { egress: setsOf('egress'), ingress: setsOf('ingress') }
  }

  /** Members of equal likeness can do the same with everybody. */
  likeness(member: number): string {
    const { node, hostNetwork } = this.universe.endpoints[member]!
    const [egress, ingress] = directions.map(direction => this.#sets[direction][member]!.id)
    const open = directions.map(direction => this.#unevaluated[direction].has(member))
    return [this.classes.classOf[member], egress, ingress, hostNetwork, node, ...open].join(' ')
  }

  /** The policies that regard an endpoint in a direction; none for who is no endpoint. */
  policiesOf(direction: Direction, member: number): SubjectSet['policies'] {
    return this.#sets[direction][member]?.policies ?? []
  }

  /** What the policies of one end allow it with the other, as the number of a verdict. */
  oneSided(direction: Direction, subject: number, other: number): number {
    const own = this.#ownVerdict(direction, subject, other)
    return direction === 'ingress' && this.#onHost[other] === 1 ? this.#fromOwnNode(own, subject, other) : own
  }

  /** What the policies of one end allow it, by class of the other end; null where none regards it. Pods on the host's network aside. */
  rowOf(direction: Direction, subject: number): VerdictRow | null {
    const rows = this.#rowOf[direction]
    const known = rows[subject]
    if (known !== undefined) return known
    const row = this.#endpointRow(direction, subject)
    rows[subject] = row
    return row
  }

  /** Whether a member is on the network of its node, and that makes a difference. */
  isOnHost(member: number): boolean {
    return this.#onHost[member] === 1
  }

  /** What one may send to another, as the number of a verdict. */
  between(from: number, to: number): number {
    if (from === to) return allowEverything
    return this.verdicts.both(this.oneSided('egress', from, to), this.oneSided('ingress', to, from))
  }

  /** The connection that a rule allows, denies or passes towards a destination. */
  connectionTo(rule: CompiledRule, destination: number): number {
    return rule.connection ?? this.#connectionFor(rule, this.#names[destination]!)
  }

  /** Who is asked about few others needs no row for all of them. */
  #ownVerdict(direction: Direction, subject: number, other: number): number {
    const known = this.#rowOf[direction][subject]
    const set = this.#sets[direction][subject]
    if (known === undefined && set !== undefined && set.policies.length > 0 && !this.#unevaluated[direction].has(subject)) {
      const asked = this.#asked[direction]
      asked[subject]! += 1
      if (asked[subject]! <= fewOthers) return this.#pointVerdict(direction, set, subject, other)
    }
    const row = this.rowOf(direction, subject)
    return row === null ? allowEverything : row[this.classes.classOf[other]!]!
  }

  #pointVerdict(direction: Direction, set: SubjectSet, subject: number, other: number): number {
    const names = this.#names[direction === 'ingress' ? subject : other]!
    return evaluateRow(set, {
      direction,
      connections: this.connections,
      verdicts: this.verdicts,
      classes: { representatives: [other], in: members => (members.has(other) ? onlyClass : noClass) },
      connectionOf: rule => this.#connectionFor(rule, names),
    })[0]!
  }

  /** By class of the other end; null for who is restricted by nothing. */
  #endpointRow(direction: Direction, subject: number): VerdictRow | null {
    const set = this.#sets[direction][subject]
    if (set === undefined) return null
    if (this.#unevaluated[direction].has(subject)) {
      this.#openRow ??= new Uint32Array(this.classes.representatives.length).fill(this.verdicts.open(reason('unevaluated-policies')))
      return this.#openRow
    }
    return set.policies.length === 0 ? null : this.#row(direction, set, direction === 'ingress' ? this.#names[subject]! : 0)
  }

  #row(direction: Direction, set: SubjectSet, names: number): VerdictRow {
    const key = set.id * this.#portNames.length + names
    const known = this.#rows[direction].get(key)
    if (known !== undefined) return known
    const evaluated = evaluateRow(set, {
      direction,
      connections: this.connections,
      verdicts: this.verdicts,
      classes: this.classes,
      connectionOf: (rule, memberClass) =>
        this.#connectionFor(rule, direction === 'ingress' ? names : this.#names[this.classes.representatives[memberClass]!]!),
    })
    const row = compactRow(evaluated, this.verdicts.size)
    this.#rows[direction].set(key, row)
    return row
  }

  #connectionFor(rule: CompiledRule, names: number): number {
    rule.byNames[names] ??= connectionOf(rule.rule.ports, this.#portNames[names]!, this.connections)
    return rule.byNames[names]
  }

  /** Traffic from a pod's own node is allowed whatever NetworkPolicies say; a pod on the host's network may be that traffic. */
  #fromOwnNode(verdict: number, subject: number, other: number): number {
    const { hostNetworkPods } = this.profile.assumptions
    const [to, from] = [this.universe.endpoints[subject]!, this.universe.endpoints[other]!]
    const isScoped = this.policiesOf('ingress', subject).some(({ compiled }) => compiled.policy.tier === 'NetworkPolicy')
    if (!isScoped || (from.node !== undefined && to.node !== undefined && from.node !== to.node)) return verdict
    if (hostNetworkPods === 'unknown') return this.verdicts.widened(verdict, reason('host-network-pods'))
    return from.node !== undefined && from.node === to.node ? allowEverything : this.verdicts.widened(verdict, reason('node-of-pod'))
  }
}

/** The ranges that policies name. */
function rangesOf(cluster: Cluster, policies: readonly Policy[]): readonly AddressRange[] {
  const rules = policies.flatMap(policy => directions.flatMap(direction => policy[direction] ?? []))
  const peers = rules.flatMap(({ peers: own = [] }) => own)
  const written = peers.flatMap(peer => (peer.kind === 'block' || peer.kind === 'networks' ? peer.ranges : []))
  const nodes = peers.some(({ kind }) => kind === 'nodes')
    ? cluster.ofKind('', 'Node').flatMap(({ name }) => nodeAddresses(cluster, { node: name ?? '' }))
    : []
  return [...written, ...nodes.map(({ family, value }) => ({ family, start: value, end: value }))]
}

function distinctSets(policies: readonly CompiledPolicy[]) {
  const rules = policies.flatMap(({ rules: own }) => directions.flatMap(direction => own[direction] ?? []))
  return [...new Set(rules.flatMap(({ match }) => [match.sure, ...match.maybe.map(({ members }) => members)]))]
}

/** How the names of ports that policies use resolve at each member. */
function portNames({ endpoints, firstOutsider, size }: Universe, policies: readonly CompiledPolicy[]) {
  const rules = policies.flatMap(({ rules: own }) => directions.flatMap(direction => own[direction] ?? []))
  const used = new Set(rules.flatMap(({ rule }) => (rule.ports ?? []).flatMap(port => ('name' in port ? [port.name] : []))))
  const names: PortNames[] = ['none', 'kept']
  const byMember = new Uint32Array(size)
  const ids = new Map<string, number>()
  if (used.size === 0) return { names, byMember }
  for (const [index, { ports }] of endpoints.entries()) {
    const own = ports.filter(({ name }) => name !== undefined && used.has(name))
    const key = own.map(({ name, protocol, port }) => `${name} ${protocol} ${port}`).join(',')
    let id = ids.get(key)
    if (id === undefined) {
      id = names.length
      names.push(own)
      ids.set(key, id)
    }
    byMember[index] = id
  }
  byMember.fill(1, firstOutsider)
  return { names, byMember }
}
