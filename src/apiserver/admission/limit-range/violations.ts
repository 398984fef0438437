import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import { podLimits, podRequests, resourceAmounts } from '../../../k8s/pod-requests.ts'
import type { ResourceList } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { AdmittedPod, AdmittedPodSpec, LimitRange, LimitRangeItem, PersistentVolumeClaim } from '../objects.ts'
import { type Constraint, maximum, maximumRatio, maximumRequest, minimum, type Observed } from './constraints.ts'

/** One way in which an object does not keep to a LimitRange. */
export interface LimitViolation {
  readonly text: string
  /** The field of the object that is at fault. */
  readonly at: FieldPath
  /** The limit, in the LimitRange. */
  readonly limitAt: FieldPath
}

type LimitList = 'min' | 'max' | 'maxLimitRequestRatio'

const ofPods: readonly (readonly [LimitList, Constraint])[] = [
  ['min', minimum],
  ['max', maximum],
  ['maxLimitRequestRatio', maximumRatio],
]
const ofClaims: readonly (readonly [LimitList, Constraint])[] = [
  ['min', minimum],
  ['max', maximumRequest],
]

/** What a pod does wrong by a LimitRange. Mirrors plugin/pkg/admission/limitranger/admission.go PodValidateLimitFunc, v1.36. */
export function podViolations({ spec = {} }: AdmittedPod, limitRange: LimitRange, version: KubernetesVersion): readonly LimitViolation[] {
  return itemsOf(limitRange).flatMap(([item, at]) => {
    if (item.type === 'Container') return containerViolations(spec, item, at)
    if (item.type !== 'Pod') return []
    return violations(item, at, ofPods, podAmounts(spec, version), (list, resource) => podField(spec, list, resource))
  })
}

/** What a claim does wrong by a LimitRange. Mirrors PersistentVolumeClaimValidateLimitFunc, v1.36. */
export function claimViolations({ spec }: PersistentVolumeClaim, limitRange: LimitRange): readonly LimitViolation[] {
  const observed = { requests: resourceAmounts(spec?.resources?.requests), limits: new Map() }
  return itemsOf(limitRange).flatMap(([item, at]) =>
    item.type === 'PersistentVolumeClaim'
      ? violations(item, at, ofClaims, observed, (list, resource) => ['spec', 'resources', list, resource])
      : []
  )
}

function containerViolations(spec: AdmittedPodSpec, item: LimitRangeItem, at: FieldPath): readonly LimitViolation[] {
  return (['containers', 'initContainers'] as const).flatMap(field =>
    (spec[field] ?? []).flatMap((container, index) => {
      const observed = { requests: resourceAmounts(container.resources?.requests), limits: resourceAmounts(container.resources?.limits) }
      return violations(item, at, ofPods, observed, (list, resource) => ['spec', field, index, 'resources', list, resource])
    })
  )
}

function violations(
  item: LimitRangeItem,
  at: FieldPath,
  constraints: readonly (readonly [LimitList, Constraint])[],
  observed: Observed,
  fieldOf: (list: 'requests' | 'limits', resource: string) => FieldPath
): readonly LimitViolation[] {
  return constraints.flatMap(([list, constraint]) =>
    [...resourceAmounts(item[list])].flatMap(([resource, enforced]) => {
      const excess = constraint({ type: item.type ?? '', resource, enforced }, observed)
      return excess === undefined ? [] : [{ text: excess.text, at: fieldOf(excess.list, resource), limitAt: [...at, list, resource] }]
    })
  )
}

/** A pod's amounts in all, without overhead; those of the pod as a whole count for cpu and memory alone. Mirrors podRequests and podLimits, v1.36. */
function podAmounts(spec: AdmittedPodSpec, version: KubernetesVersion): Observed {
  const options = { excludeOverhead: true, skipPodLevelResources: true }
  const requests = podRequests(spec, options)
  const limits = podLimits(spec, options)
  if (isFeatureOn('PodLevelResources', version)) {
    override(requests, spec.resources?.requests)
    override(limits, spec.resources?.limits)
  }
  return { requests, limits }
}

function override(amounts: ReturnType<typeof resourceAmounts>, own: ResourceList | undefined): void {
  for (const [name, amount] of resourceAmounts(own)) if (name === 'cpu' || name === 'memory') amounts.set(name, amount)
}

/** Where a pod's total is written: for the pod as a whole, else in the first container that has it. */
function podField({ containers = [], resources }: AdmittedPodSpec, list: 'requests' | 'limits', resource: string): FieldPath {
  if (Object.hasOwn(resources?.[list] ?? {}, resource)) return ['spec', 'resources', list, resource]
  const index = containers.findIndex(container => Object.hasOwn(container.resources?.[list] ?? {}, resource))
  return ['spec', 'containers', Math.max(0, index), 'resources', list, resource]
}

function itemsOf({ spec }: LimitRange): readonly (readonly [LimitRangeItem, FieldPath])[] {
  return (spec?.limits ?? []).map((item, index) => [item, ['spec', 'limits', index]] as const)
}
