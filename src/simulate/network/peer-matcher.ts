import type { Cluster } from '../../cluster/cluster.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { type Address, type AddressRange, holdsAddress, overlap } from './addresses.ts'
import type { Assumptions } from './assumptions.ts'
import { Bitset } from './bitset.ts'
import { type NamespaceLabels, namespaceLabels } from './namespaces.ts'
import { nodeAddresses } from './node-addresses.ts'
import { OutsiderIndex } from './outsider-index.ts'
import { LabelIndex, selectorKey, selectsSome } from './peer-sets.ts'
import { isPrivate, privateRanges } from './pod-addresses.ts'
import type { PodPeer, PolicyPeer } from './policy.ts'
import { type Reasons, reason } from './reasons.ts'
import type { Universe } from './universe.ts'

/** Members of the universe that something selects: surely, or only if what is left open is so. */
export interface Match {
  readonly sure: Bitset
  readonly maybe: readonly { readonly members: Bitset; readonly reasons: Reasons }[]
}

export interface MatcherOptions {
  readonly assumptions: Assumptions
  /** Whether a namespace that nobody declares has its name as its only label. */
  readonly closed: boolean
  /** Whether the networks of an administrator's policy select pods, as the API says. */
  readonly networksSelectPods: boolean
}

/** Finds out whom the peers and subjects of policies select. */
export class PeerMatcher {
  /** Whom a rule without peers selects. */
  readonly everybody: Match
  readonly #universe: Universe
  readonly #cluster: Cluster
  readonly #options: MatcherOptions
  readonly #labels: LabelIndex
  readonly #byNamespace = new Map<string, Bitset>()
  readonly #namespaceLabels = new Map<string, NamespaceLabels>()
  readonly #selectedNamespaces = new Map<string, readonly (readonly [name: string, sure: boolean])[]>()
  readonly #outsiders: OutsiderIndex
  readonly #onHost: Bitset
  readonly #isAnyOnHost: boolean
  readonly #known = new Map<string, Match>()
  /** Endpoints whose addresses are known, and all others. */
  readonly #addressed: readonly (readonly [index: number, addresses: readonly Address[]])[]
  readonly #unaddressed: Bitset

  constructor(universe: Universe, cluster: Cluster, options: MatcherOptions) {
    this.everybody = {
      sure: Bitset.full(universe.size),
      maybe: [],
    }
    this.#universe = universe
    this.#cluster = cluster
    this.#options = options
    this.#labels = new LabelIndex(
      universe.size,
      universe.endpoints.map(({ labels }) => labels)
    )
    for (const [index, { namespace }] of universe.endpoints.entries()) {
      const members = this.#byNamespace.get(namespace) ?? new Bitset(universe.size)
      members.add(index)
      this.#byNamespace.set(namespace, members)
    }
    this.#outsiders = new OutsiderIndex(universe)
    const asNode = options.assumptions.hostNetworkPods !== 'pod'
    this.#onHost = universe.endpointsWhere(({ hostNetwork }) => hostNetwork && asNode)
    this.#isAnyOnHost = !this.#onHost.isEmpty
    const addresses = universe.endpoints.map(endpoint =>
      endpoint.addresses.length > 0 || !endpoint.hostNetwork ? endpoint.addresses : nodeAddresses(cluster, endpoint)
    )
    this.#addressed = [...addresses.entries()].filter(([, own]) => own.length > 0)
    this.#unaddressed = universe
      .endpointsWhere(() => true)
      .remove(
        setOf(
          universe.size,
          this.#addressed.map(([index]) => index)
        )
      )
  }

  /** Whom a peer of a rule selects. */
  match(peer: PolicyPeer): Match {
    const key = keyOf(peer)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = this.#find(peer)
    this.#known.set(key, found)
    return found
  }

  #find(peer: PolicyPeer): Match {
    switch (peer.kind) {
      case 'pods':
        return this.#pods(peer)
      case 'block':
        return this.#block(peer.ranges)
      case 'networks':
        return this.#networks(peer.ranges)
      case 'nodes':
        return this.#nodes(peer.selector)
      case 'domains':
        return { sure: this.#none(), maybe: [{ members: this.#everyRange(), reasons: reason('domain-names') }] }
      case 'unknown':
        return { sure: this.#none(), maybe: [] }
    }
  }

  #pods({ namespaces, pods }: PodPeer): Match {
    const [sure, maybe] = this.#inNamespaces(namespaces)
    if (pods !== undefined) {
      const selected = this.#labels.select(pods)
      sure.keepOnly(selected)
      maybe?.keepOnly(selected)
    }
    this.#outsiders.addTo(sure, namespaces, pods)
    if (!this.#isAnyOnHost) return { sure, maybe: partsOf(maybe) }
    const onHost = sure.copy()
    if (maybe !== undefined) onHost.addAll(maybe)
    onHost.keepOnly(this.#onHost)
    const parts = partsOf(maybe?.remove(this.#onHost))
    if (this.#options.assumptions.hostNetworkPods === 'unknown') parts.push(...partsOf(onHost, 'host-network-pods'))
    return { sure: sure.remove(this.#onHost), maybe: parts }
  }

  #inNamespaces(namespaces: LabelSelector | string): readonly [sure: Bitset, maybe?: Bitset] {
    if (typeof namespaces === 'string') return [this.#byNamespace.get(namespaces)?.copy() ?? this.#none()]
    const [sure, maybe] = [this.#none(), this.#none()]
    for (const [name, selected] of this.#namespaces(namespaces)) (selected ? sure : maybe).addAll(this.#byNamespace.get(name)!)
    return [sure, maybe]
  }

  /** The namespaces with members that a selector selects, and whether it surely does. */
  #namespaces(selector: LabelSelector): readonly (readonly [name: string, sure: boolean])[] {
    const key = selectorKey(selector)
    const known = this.#selectedNamespaces.get(key)
    if (known !== undefined) return known
    const found: [string, boolean][] = []
    for (const name of this.#byNamespace.keys()) {
      let own = this.#namespaceLabels.get(name)
      if (own === undefined) {
        own = namespaceLabels(this.#cluster, name, this.#options.closed)
        this.#namespaceLabels.set(name, own)
      }
      const selected = selectsSome(selector, own.labels, own.complete)
      if (selected !== false) found.push([name, selected === true])
    }
    this.#selectedNamespaces.set(key, found)
    return found
  }

  #block(ranges: readonly AddressRange[]): Match {
    const { ipBlockSelectsPods, hostNetworkPods } = this.#options.assumptions
    const sure = this.#addresses(ranges)
    if (ipBlockSelectsPods === 'no') return { sure, maybe: [] }
    const { sure: held, maybe } = this.#byAddress(ranges)
    if (ipBlockSelectsPods === 'yes') return { sure: sure.addAll(held), maybe }
    const open = new Bitset(this.#universe.size).addAll(held)
    for (const { members } of maybe) open.addAll(members)
    // a node's own address is no pod's
    const nodes = new Bitset(this.#universe.size).addAll(open).keepOnly(this.#onHost)
    if (hostNetworkPods === 'node') {
      const heldNodes = new Bitset(this.#universe.size).addAll(held).keepOnly(this.#onHost)
      sure.addAll(heldNodes)
      const others = { members: nodes.remove(heldNodes), reasons: reason('node-of-pod') }
      return { sure, maybe: [{ members: open.remove(this.#onHost), reasons: reason('ip-block-selects-pods') }, others] }
    }
    return {
      sure,
      maybe: [
        { members: open, reasons: reason('ip-block-selects-pods') },
        { members: nodes, reasons: reason('host-network-pods') },
      ],
    }
  }

  #networks(ranges: readonly AddressRange[]): Match {
    const sure = this.#addresses(ranges)
    if (!this.#options.networksSelectPods) return { sure, maybe: [] }
    const { sure: held, maybe } = this.#byAddress(ranges)
    return { sure: sure.addAll(held), maybe }
  }

  /** Endpoints whose address is among the ranges; those whose address is not known may be, if the ranges hold any that pods have. */
  #byAddress(ranges: readonly AddressRange[]): Match {
    const sure = this.#none()
    for (const [index, own] of this.#addressed) if (own.some(address => holdsAddress(ranges, address))) sure.add(index)
    if (
      privateRanges.every(wanted =>
        ranges.some(({ family, start, end }) => family === wanted.family && start <= wanted.start && wanted.end <= end)
      )
    )
      return { sure: sure.addAll(this.#unaddressed), maybe: [] }
    const isPossible = ranges.some(range => isPrivate(range))
    return { sure, maybe: isPossible ? [{ members: this.#unaddressed, reasons: reason('pod-address') }] : [] }
  }

  #nodes(selector: LabelSelector): Match {
    const [sure, open] = [this.#none(), this.#none()]
    const { hostNetworkPods } = this.#options.assumptions
    this.#onHost.each(index => {
      const { node } = this.#universe.endpoints[index]!
      const found = node === undefined ? undefined : this.#cluster.find('', 'Node', null, node)
      if (found === undefined) open.add(index)
      else if (matchesLabelSelector(selector, found.object.metadata?.labels)) sure.add(index)
    })
    for (const node of this.#cluster.ofKind('', 'Node')) {
      if (!matchesLabelSelector(selector, node.object.metadata?.labels)) continue
      for (const { family, value } of nodeAddresses(this.#cluster, { node: node.name ?? '' })) {
        const range = this.#universe.rangeOf(family, value)
        if (range !== undefined) sure.add(range)
      }
    }
    if (hostNetworkPods === 'node') return { sure, maybe: [{ members: open, reasons: reason('node-of-pod') }] }
    const onHost = new Bitset(this.#universe.size).addAll(sure).keepOnly(this.#onHost).addAll(open)
    return { sure: sure.remove(onHost), maybe: [{ members: onHost, reasons: reason('host-network-pods') }] }
  }

  #addresses(ranges: readonly AddressRange[]): Bitset {
    const members = this.#none()
    for (const range of ranges) {
      const first = this.#universe.rangeOf(range.family, range.start)
      if (first === undefined) continue
      for (let i = first; i < this.#universe.firstOutsider; i++) {
        if (!overlap(this.#universe.ranges[i - this.#universe.firstRange]!, range)) break
        members.add(i)
      }
    }
    return members
  }

  #everyRange(): Bitset {
    const { firstRange, firstOutsider, size } = this.#universe
    return setOf(
      size,
      Array.from({ length: firstOutsider - firstRange }, (_, i) => firstRange + i)
    )
  }

  #none(): Bitset {
    return new Bitset(this.#universe.size)
  }
}

/** What may be selected, where that is anybody. */
function partsOf(members: Bitset | undefined, why: Parameters<typeof reason>[0] = 'namespace-labels'): Match['maybe'][number][] {
  return members === undefined || members.isEmpty ? [] : [{ members, reasons: reason(why) }]
}

function setOf(size: number, members: readonly number[]): Bitset {
  const set = new Bitset(size)
  for (const index of members) set.add(index)
  return set
}

function keyOf(peer: PolicyPeer): string {
  switch (peer.kind) {
    case 'pods':
      return `${typeof peer.namespaces === 'string' ? `in ${peer.namespaces}` : selectorKey(peer.namespaces)}\0${peer.pods === undefined ? '*' : selectorKey(peer.pods)}`
    case 'block':
    case 'networks':
      return `${peer.kind} ${peer.ranges.map(({ family, start, end }) => `${family}:${start}-${end}`).join(' ')}`
    case 'nodes':
      return `nodes ${selectorKey(peer.selector)}`
    case 'domains':
    case 'unknown':
      return peer.kind
  }
}
