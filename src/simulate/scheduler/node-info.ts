import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import { resourceAmounts } from '../../k8s/pod-requests.ts'
import { quantityValue } from '../../k8s/quantity.ts'
import type { Node, Taint } from '../../k8s/types.ts'
import { HostPortUsage } from './host-ports.ts'
import type { QueuedPod } from './pod-info.ts'
import { addResources, countResources, noResources, type Resources } from './resources.ts'

/** What the kubelet allows where a Node says nothing. Mirrors KubeletConfiguration maxPods. */
export const defaultMaxPods = 110
const reportedByKubelet = ['cpu', 'memory', 'ephemeral-storage'] as const

/** A node and what is on it: the numbers are kept as pods come and go, so that no plugin counts pods. */
export class NodeInfo {
  readonly resource: Resource
  readonly name: string
  /** Its place among the nodes of its snapshot. */
  index = -1
  readonly labels: Labels
  readonly taints: readonly Taint[]
  /** Changes where the node is cordoned. */
  unschedulable: boolean
  readonly images: ReadonlyMap<string, number>
  /** What its kubelet declares that it can do; undefined where none has reported: what kubelets do by default. */
  readonly declaredFeatures: ReadonlySet<string> | undefined
  readonly allocatable: Resources
  readonly allowedPods: number
  /** Resources that it does not declare: `pods` counts as usual, of the others there is enough. */
  readonly assumed: readonly string[]
  readonly requested: Resources = noResources()
  readonly nonZeroRequested: Resources = noResources()
  readonly ports = new HostPortUsage()
  /** In order of arrival. */
  readonly pods = new Set<QueuedPod>()
  readonly #priorities = new Map<number, number>()

  /** `node` is the object as the server keeps it. */
  constructor(resource: Resource, node: Node, world: 'open' | 'closed') {
    const { metadata, spec, status } = node
    this.resource = resource
    this.name = resource.name ?? ''
    this.labels = metadata?.labels ?? {}
    this.taints = spec?.taints ?? []
    this.unschedulable = spec?.unschedulable === true
    this.images = imagesOf(status?.images ?? [])
    const hasReported = world === 'closed' || (status?.declaredFeatures ?? status?.nodeInfo) !== undefined
    this.declaredFeatures = hasReported ? new Set(status?.declaredFeatures) : undefined
    const declared = status?.allocatable ?? status?.capacity ?? {}
    const amounts = resourceAmounts(declared)
    const pods = amounts.get('pods')
    const missing = world === 'open' ? reportedByKubelet.filter(name => !Object.hasOwn(declared, name)) : []
    this.allocatable = withEnough(countResources(amounts), missing)
    this.allowedPods = pods === undefined ? defaultMaxPods : Number(quantityValue(pods))
    this.assumed = pods === undefined ? [...missing, 'pods'] : missing
  }

  /** Takes over all that another state of the node declares: its pods stay. */
  become({ resource, labels, taints, unschedulable, images, declaredFeatures, allocatable, allowedPods, assumed }: NodeInfo): void {
    Object.assign(this, { resource, labels, taints, unschedulable, images, declaredFeatures, allocatable, allowedPods, assumed })
  }

  add(pod: QueuedPod): void {
    this.pods.add(pod)
    this.#count(pod, 1)
  }

  remove(pod: QueuedPod): void {
    if (this.pods.delete(pod)) this.#count(pod, -1)
  }

  /** Whether any pod here is less important than `priority`. */
  hasPodsBelow(priority: number): boolean {
    for (const present of this.#priorities.keys()) if (present < priority) return true
    return false
  }

  #count({ info }: QueuedPod, sign: 1 | -1): void {
    addResources(this.requested, info.requests, sign)
    addResources(this.nonZeroRequested, info.nonZeroRequests, sign)
    this.ports.add(info.hostPorts, sign)
    const count = (this.#priorities.get(info.priority) ?? 0) + sign
    if (count > 0) this.#priorities.set(info.priority, count)
    else this.#priorities.delete(info.priority)
  }
}

function withEnough(resources: Resources, names: readonly string[]): Resources {
  if (names.includes('cpu')) resources.milliCpu = Number.POSITIVE_INFINITY
  if (names.includes('memory')) resources.memory = Number.POSITIVE_INFINITY
  if (names.includes('ephemeral-storage')) resources.ephemeralStorage = Number.POSITIVE_INFINITY
  return resources
}

function imagesOf(images: readonly { readonly names?: readonly string[]; readonly sizeBytes?: number }[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { names = [], sizeBytes = 0 } of images) for (const name of names) if (!sizes.has(name)) sizes.set(name, sizeBytes)
  return sizes
}
