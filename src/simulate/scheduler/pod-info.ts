import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import { hasPodLevelRequests, podRequests } from '../../k8s/pod-requests.ts'
import { podQosClass, type QosClass } from '../../k8s/qos.ts'
import { parseQuantity, type Quantity } from '../../k8s/quantity.ts'
import type { LabelSelector, PodSpec } from '../../k8s/types.ts'
import { type AffinityTerms, affinityTermsOf } from './affinity-term.ts'
import { type HostPort, hostPortsOf } from './host-ports.ts'
import { countResources, type Resources } from './resources.ts'

/** What a container without a request counts as when nodes are scored. Mirrors pkg/scheduler/util/pod_resources.go, v1.36. */
const nonZeroDefaults: ReadonlyMap<string, Quantity> = new Map([
  ['cpu', parseQuantity('100m') as Quantity],
  ['memory', parseQuantity('200Mi') as Quantity],
])

/** What the scheduler works out once for all pods that are equal but for their names. */
export interface PodInfo {
  readonly namespace: string
  readonly labels: Labels
  /** After admission and defaults. */
  readonly spec: PodSpec
  /** Where the pod is written. */
  readonly template: PodTemplate
  readonly priority: number
  readonly qos: QosClass
  /** Exact, by resource. */
  readonly requestedAmounts: ReadonlyMap<string, Quantity>
  readonly requests: Resources
  /** As `requests`, with something for containers that ask for nothing. */
  readonly nonZeroRequests: Resources
  readonly hostPorts: readonly HostPort[]
  readonly terms: AffinityTerms
  /** Equal for pods with the same labels. */
  readonly labelsKey: string
  /** The selector of the ReplicaSet, ReplicationController or StatefulSet that controls the pods. */
  readonly controllerSelector: LabelSelector | undefined
  /** `namespace/name` of the claims that its volumes name. */
  readonly claims: readonly string[]
  /** Claims are made for each pod alone. */
  readonly hasOwnClaims: boolean
}

/** A pod in the queue or on a node. */
export interface QueuedPod {
  readonly info: PodInfo
  readonly name: string
  /** Order of creation: stands for time. */
  readonly order: number
}

/** Works out what the scheduler needs to know of pods written in `template` that the server keeps as `spec`. */
export function podInfo(template: PodTemplate, spec: PodSpec, labels: Labels, controllerSelector?: LabelSelector): PodInfo {
  const requestedAmounts = podRequests(spec)
  const missing = hasPodLevelRequests(spec)
    ? new Map([...nonZeroDefaults].filter(([name]) => !requestedAmounts.has(name)))
    : nonZeroDefaults
  return {
    namespace: template.namespace,
    labels,
    spec,
    template,
    priority: spec.priority ?? 0,
    qos: podQosClass(spec),
    requestedAmounts,
    requests: countResources(requestedAmounts),
    nonZeroRequests: countResources(podRequests(spec, { nonMissing: missing })),
    hostPorts: hostPortsOf(spec),
    terms: affinityTermsOf(spec, template.namespace, labels),
    labelsKey: JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
    controllerSelector,
    claims: claimsNamedBy(spec).map(name => `${template.namespace}/${name}`),
    hasOwnClaims:
      (spec.volumes ?? []).some(({ ephemeral }) => ephemeral !== undefined) ||
      (spec.resourceClaims ?? []).some(({ resourceClaimTemplateName }) => resourceClaimTemplateName !== undefined),
  }
}

function claimsNamedBy({ volumes = [] }: PodSpec): readonly string[] {
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}
