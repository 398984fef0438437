import type { Resource } from '../../cluster/resource.ts'
import { findUntoleratedTaint } from '../../k8s/taint.ts'
import type { KubernetesObject, LabelSelector, PodSpec, Toleration } from '../../k8s/types.ts'
import { matchesRequiredNodeAffinity, type NodeInfo } from '../scheduler/index.ts'
import type { WorkloadController } from './controller.ts'
import { scaledValue } from './deployment-spec.ts'
import type { OwnedPods, PodControl } from './pod-control.ts'
import { isAvailable, readyOf } from './pod-counts.ts'
import type { WantedPod } from './wanted-pod.ts'
import { isSameTemplate, type WorkloadTemplate, wantedPod } from './wanted-pods.ts'
import type { WorkloadStatus } from './workload-status.ts'

interface DaemonSetObject extends KubernetesObject {
  readonly spec?: {
    readonly selector?: LabelSelector
    readonly minReadySeconds?: number
    readonly updateStrategy?: {
      readonly type?: string
      readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string }
    }
  }
}
type DaemonSetSpec = NonNullable<DaemonSetObject['spec']>

const tolerated = (name: string, effect: string): Toleration => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect })

/** What every pod of a DaemonSet tolerates. Mirrors pkg/controller/daemon/util/daemonset_util.go AddOrUpdateDaemonPodTolerations, v1.36. */
export const daemonTolerations: readonly Toleration[] = [
  tolerated('not-ready', 'NoExecute'),
  tolerated('unreachable', 'NoExecute'),
  tolerated('disk-pressure', 'NoSchedule'),
  tolerated('memory-pressure', 'NoSchedule'),
  tolerated('pid-pressure', 'NoSchedule'),
  tolerated('unschedulable', 'NoSchedule'),
]

/** The controller of a DaemonSet. Mirrors pkg/controller/daemon, v1.36. */
export class DaemonSetController implements WorkloadController {
  readonly kind = 'DaemonSet'
  readonly namespace: string
  readonly name: string
  resource: Resource
  desired = 0
  #spec: DaemonSetSpec
  #template: WorkloadTemplate
  #base: WantedPod
  #refusal: string | undefined

  constructor(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate) {
    this.resource = resource
    this.namespace = resource.namespace ?? ''
    this.name = resource.name ?? ''
    this.#spec = (stored as DaemonSetObject).spec ?? {}
    this.#template = template
    this.#base = this.#wanted()
  }

  get adopts(): LabelSelector | undefined {
    return this.#spec.selector
  }

  get owners(): readonly object[] {
    return [this]
  }

  get isRefused(): boolean {
    return this.#refusal !== undefined
  }

  update(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate): void {
    this.resource = resource
    this.#spec = (stored as DaemonSetObject).spec ?? {}
    if (isSameTemplate(template, this.#template)) return
    this.#template = template
    this.#base = this.#wanted()
  }

  sync(control: PodControl): boolean {
    const onNodes = podsByNode(control.podsOf(this))
    const spec = this.#template.kept.spec
    let acted = false
    this.#refusal = undefined
    this.desired = 0
    for (const node of control.nodes) {
      const { shouldRun, shouldContinue } = shouldRunOn(node, spec)
      if (shouldRun) this.desired++
      const pods = onNodes.get(node.name) ?? []
      if (shouldRun && pods.length === 0) acted = this.#create(control, node) || acted
      const surplus = shouldContinue ? (this.#surges() ? [] : pods.slice(1)) : pods
      for (const pod of surplus) control.delete(pod, pod.count)
      acted ||= surplus.length > 0
    }
    return acted || this.#roll(control, onNodes)
  }

  status(control: PodControl): WorkloadStatus {
    const onNodes = podsByNode(control.podsOf(this))
    const counts = { desired: 0, replicas: 0, ready: 0, updated: 0, available: 0, misscheduled: 0 }
    for (const node of control.nodes) {
      const pods = onNodes.get(node.name) ?? []
      if (shouldRunOn(node, this.#template.kept.spec).shouldRun) {
        counts.desired++
        if (pods.length === 0) continue
        counts.replicas++
        const [oldest] = pods
        if (readyOf([oldest!]) > 0) counts.ready++
        if (this.#isAvailable(oldest!)) counts.available++
        if (this.#isNew(oldest!)) counts.updated++
      } else if (pods.length > 0) counts.misscheduled++
    }
    return { ...counts, unavailable: counts.desired - counts.available, conditions: [] }
  }

  #create(control: PodControl, node: NodeInfo): boolean {
    const wanted: WantedPod = { ...this.#base, nodeName: node.name, vary: spec => pinnedTo(spec, node.name) }
    const { created, refusal } = control.create(this, wanted, 1)
    if (refusal === undefined) return created > 0
    this.#refusal = refusal
    control.event('Warning', 'FailedCreate', { kind: this.kind, namespace: this.namespace, name: this.name }, `Error creating: ${refusal}`)
    return false
  }

  /** Mirrors pkg/controller/daemon/update.go rollingUpdate, v1.36. */
  #roll(control: PodControl, onNodes: ReadonlyMap<string, readonly OwnedPods[]>): boolean {
    const { type, rollingUpdate = {} } = this.#spec.updateStrategy ?? {}
    if (type === 'OnDelete') return false
    return this.#surges() ? this.#rollSurging(control, onNodes, rollingUpdate.maxSurge ?? 0) : this.#rollDeleting(control, onNodes)
  }

  #rollDeleting(control: PodControl, onNodes: ReadonlyMap<string, readonly OwnedPods[]>): boolean {
    const maxUnavailable = scaledValue(this.#spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, this.desired, Math.ceil)
    const replaced: OwnedPods[] = []
    const candidates: OwnedPods[] = []
    let unavailable = 0
    for (const node of control.nodes) {
      const [pod] = onNodes.get(node.name) ?? []
      if (pod === undefined) {
        if (this.#shouldRunOn(node)) unavailable++
        continue
      }
      if (!this.#isAvailable(pod)) unavailable++
      if (this.#isNew(pod)) continue
      if (this.#isAvailable(pod)) candidates.push(pod)
      else replaced.push(pod)
    }
    const deleted = [...replaced, ...candidates.slice(0, Math.max(0, maxUnavailable - unavailable))]
    for (const pod of deleted) control.delete(pod, pod.count)
    return deleted.length > 0
  }

  /** An old pod stays until the new one beside it is available; on a node that is none of its any more, until enough others are. */
  #rollSurging(control: PodControl, onNodes: ReadonlyMap<string, readonly OwnedPods[]>, surge: number | string): boolean {
    let left = scaledValue(surge, this.desired, Math.ceil)
    let available = 0
    const deleted: OwnedPods[] = []
    const leaving: OwnedPods[] = []
    const replaced: NodeInfo[] = []
    const waiting: NodeInfo[] = []
    for (const node of control.nodes) {
      const pods = onNodes.get(node.name) ?? []
      const old = pods.find(pod => !this.#isNew(pod))
      const fresh = pods.find(pod => this.#isNew(pod))
      const counted = old ?? fresh
      if (counted !== undefined && this.#isAvailable(counted)) available++
      if (old === undefined) continue
      if (fresh !== undefined) {
        if (this.#isAvailable(fresh) || !old.isReady) deleted.push(old)
        else left--
      } else if (!this.#shouldRunOn(node)) (this.#isAvailable(old) ? leaving : deleted).push(old)
      else (this.#isAvailable(old) ? waiting : replaced).push(node)
    }
    deleted.push(...leaving.slice(0, Math.max(0, available - this.desired)))
    for (const pod of deleted) control.delete(pod, pod.count)
    const created = [...replaced, ...waiting.slice(0, Math.max(0, left))].map(node => this.#create(control, node))
    return deleted.length > 0 || created.includes(true)
  }

  #shouldRunOn(node: NodeInfo): boolean {
    return shouldRunOn(node, this.#template.kept.spec).shouldRun
  }

  #surges(): boolean {
    const { type, rollingUpdate } = this.#spec.updateStrategy ?? {}
    return type !== 'OnDelete' && scaledValue(rollingUpdate?.maxSurge ?? 0, 100, Math.ceil) > 0
  }

  #isAvailable(pod: OwnedPods): boolean {
    return isAvailable(pod, this.#spec.minReadySeconds ?? 0)
  }

  #isNew({ wanted }: OwnedPods): boolean {
    return wanted?.object === this.#base.object
  }

  #wanted(): WantedPod {
    const base = wantedPod(this.#template, { kind: this.kind, name: this.name }, { labels: { 'controller-revision-hash': '<hash>' } })
    const spec = base.object.spec as PodSpec
    return { ...base, object: { ...base.object, spec: { ...spec, tolerations: tolerationsOf(spec) } } }
  }
}

/** Mirrors pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod, v1.36. */
function shouldRunOn(node: NodeInfo, spec: PodSpec): { readonly shouldRun: boolean; readonly shouldContinue: boolean } {
  const { nodeName = '' } = spec
  if ((nodeName !== '' && nodeName !== node.name) || !matchesRequiredNodeAffinity(spec, node))
    return { shouldRun: false, shouldContinue: false }
  const tolerations = tolerationsOf(spec)
  const taints = node.unschedulable ? [...node.taints, { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : node.taints
  if (findUntoleratedTaint(taints, tolerations) === -1) return { shouldRun: true, shouldContinue: true }
  return { shouldRun: false, shouldContinue: findUntoleratedTaint(taints, tolerations, new Set(['NoExecute'])) === -1 }
}

function tolerationsOf({ tolerations = [], hostNetwork }: PodSpec): readonly Toleration[] {
  const added = hostNetwork === true ? [...daemonTolerations, tolerated('network-unavailable', 'NoSchedule')] : daemonTolerations
  return [...tolerations, ...added]
}

/** Mirrors pkg/controller/daemon/util/daemonset_util.go ReplaceDaemonSetPodNodeNameNodeAffinity, v1.36. */
function pinnedTo(spec: PodSpec, nodeName: string): PodSpec {
  const { affinity = {} } = spec
  const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }] }]
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } }
  return { ...spec, affinity: { ...affinity, nodeAffinity: { ...affinity.nodeAffinity, ...required } } }
}

/** By the node that a pod runs on or is meant for; the oldest first. */
function podsByNode(pods: readonly OwnedPods[]): ReadonlyMap<string, readonly OwnedPods[]> {
  const onNodes = new Map<string, OwnedPods[]>()
  for (const pod of pods) {
    const name = pod.node?.name ?? pod.wanted?.nodeName
    if (name === undefined) continue
    const others = onNodes.get(name)
    if (others === undefined) onNodes.set(name, [pod])
    else others.push(pod)
  }
  return onNodes
}
