import type { LabelSelector } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { Devices } from '../devices/index.ts'
import { type Claim, Volumes } from '../volumes/index.ts'
import { type AffinityTerm, type AffinityTerms, type NamespaceLabels, termMatches } from './affinity-term.ts'
import { NodeChanges } from './node-changes.ts'
import type { NodeInfo } from './node-info.ts'
import { type PlacedLabels, PlacedPods } from './placed-pods.ts'
import { PlacedTerms } from './placed-terms.ts'
import type { PodInfo, QueuedPod } from './pod-info.ts'
import { defaultProfile, type Profile } from './profile.ts'
import { defaultProfiles, type Profiles } from './profiles.ts'
import { RememberedVerdicts } from './remembered-verdicts.ts'
import { ServiceSelectors } from './service-selectors.ts'
import { type Topology, topologyOf } from './topology.ts'

/** A PodDisruptionBudget as preemption sees it. */
export interface DisruptionBudget {
  selects(pod: PodInfo): boolean
  readonly disruptionsAllowed: number
}

/** The nodes and the pods on them, with the counts that plugins about several pods live on. */
export class Snapshot {
  readonly version: KubernetesVersion
  /** How pods are scheduled, by their `schedulerName`. */
  profiles: Profiles = defaultProfiles
  readonly nodes: NodeInfo[] = []
  readonly byName = new Map<string, NodeInfo>()
  readonly changes = new NodeChanges()
  /** Whether any node ever named images. */
  hasImages = false
  /** What equal pods are told about nodes that have not changed. */
  readonly remembered: RememberedVerdicts = new RememberedVerdicts(this.nodes, this.changes)
  readonly namespaceLabels: NamespaceLabels
  readonly services = new ServiceSelectors()
  readonly #placed = new PlacedPods()
  readonly placedAffinity = new PlacedTerms()
  readonly placedAntiAffinity = new PlacedTerms()
  readonly placedPreferences = new PlacedTerms()
  /** Pods that wait for room on a node that was cleared for them. */
  readonly nominated = new Map<NodeInfo, Set<QueuedPod>>()
  /** Claims and volumes. */
  volumes: Volumes
  /** Devices and the claims on them. */
  devices = new Devices()
  readonly #claimUsers = new Map<string, number>()
  readonly #arrivals = new WeakMap<QueuedPod, number>()
  #arrived = 0
  readonly #topologies = new Map<string, Topology>()
  /** The budgets as they stand now. */
  budgets: () => readonly DisruptionBudget[] = () => []

  constructor(version: KubernetesVersion, namespaceLabels: NamespaceLabels) {
    this.version = version
    this.namespaceLabels = namespaceLabels
    this.volumes = new Volumes({ world: 'closed', provisioners: 'none', nodeLabels: () => ({}) })
  }

  /** How a pod is scheduled; undefined where that is another scheduler's business. */
  profileOf({ spec: { schedulerName = defaultProfile.schedulerName } }: PodInfo): Profile | undefined {
    return this.profiles.get(schedulerName)
  }

  addNode(node: NodeInfo): void {
    node.index = this.nodes.push(node) - 1
    this.byName.set(node.name, node)
    this.#topologies.clear()
    this.changes.touch(node.index)
    if (node.images.size > 0) this.hasImages = true
  }

  /** Takes the node out again that was added last, and has no pods. */
  dropNode(node: NodeInfo): void {
    if (this.nodes.at(-1) !== node) return
    this.nodes.pop()
    this.byName.delete(node.name)
    this.#topologies.clear()
  }

  /** The node is now what another state of it declares. */
  changeNode(node: NodeInfo, now: NodeInfo): void {
    node.become(now)
    this.#topologies.clear()
    this.changes.touch(node.index)
    if (node.images.size > 0) this.hasImages = true
  }

  /** Takes a node out that has no pods: those behind it move up. */
  removeNode(node: NodeInfo): void {
    this.nodes.splice(node.index, 1)
    this.byName.delete(node.name)
    this.#topologies.clear()
    for (let index = node.index; index < this.nodes.length; index++) {
      this.nodes[index]!.index = index
      this.changes.touch(index)
    }
  }

  /** No more pods come to the node, but for those that tolerate it. */
  cordon(node: NodeInfo): void {
    node.unschedulable = true
    this.changes.touch(node.index)
  }

  /** The domains of the nodes by one of their labels. */
  topology(key: string): Topology {
    const known = this.#topologies.get(key)
    if (known !== undefined) return known
    const topology = topologyOf(key, this.nodes)
    this.#topologies.set(key, topology)
    return topology
  }

  /** Pods of a namespace, those together that look the same to a label selector; at least those that this one selects. */
  placedIn(namespace: string, selector?: LabelSelector): Iterable<PlacedLabels> {
    return this.#placed.in(namespace, selector)
  }

  /** The pods that a term is about. */
  *placedFor(term: AffinityTerm): Iterable<PlacedLabels> {
    const found =
      term.namespaceSelector === undefined
        ? [...term.namespaces].flatMap(namespace => [...this.#placed.in(namespace, term.selector)])
        : this.#placed.all()
    for (const pods of found) if (termMatches(term, pods.namespace, pods.labels, this.namespaceLabels)) yield pods
  }

  /** How many volumes of placed pods name a claim. */
  usersOf({ namespace, name }: Claim): number {
    return this.#claimUsers.get(`${namespace}/${name}`) ?? 0
  }

  /** The place in time at which a pod came to its node; that of its creation where it has none. */
  arrivalOf(pod: QueuedPod): number {
    return this.#arrivals.get(pod) ?? pod.order
  }

  addPod(pod: QueuedPod, node: NodeInfo): void {
    this.#arrivals.set(pod, ++this.#arrived)
    this.suppose(pod, node)
  }

  /** Adds a pod for a while: it has not come to stay, or only comes back. */
  suppose(pod: QueuedPod, node: NodeInfo): void {
    node.add(pod)
    this.changes.touch(node.index)
    this.#count(pod, node, 1)
  }

  removePod(pod: QueuedPod, node: NodeInfo): void {
    node.remove(pod)
    this.changes.touch(node.index)
    this.#count(pod, node, -1)
  }

  #count({ info }: QueuedPod, node: NodeInfo, sign: 1 | -1): void {
    this.#placed.count(info, node, sign)
    this.#countTerms(info.terms, node, sign)
    for (const key of info.claims) {
      const users = (this.#claimUsers.get(key) ?? 0) + sign
      if (users > 0) this.#claimUsers.set(key, users)
      else this.#claimUsers.delete(key)
    }
  }

  #countTerms(terms: AffinityTerms, node: NodeInfo, sign: 1 | -1): void {
    for (const [list, placed] of [
      [terms.requiredAffinity, this.placedAffinity],
      [terms.requiredAntiAffinity, this.placedAntiAffinity],
      [terms.preferred, this.placedPreferences],
    ] as const)
      for (const term of list) placed.count(term, node, sign)
  }
}
