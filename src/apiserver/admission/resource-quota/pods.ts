import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import { isPodLevelResource, podLimits, podRequests, type ResourceAmounts, resourceAmounts } from '../../../k8s/pod-requests.ts'
import { podQosClass } from '../../../k8s/qos.ts'
import type { Quantity } from '../../../k8s/quantity.ts'
import { isExtendedResource } from '../../../k8s/resource-names.ts'
import type { KubernetesObject, PodAffinity } from '../../../k8s/types.ts'
import type { AdmittedPod, AdmittedPodSpec } from '../objects.ts'
import { count } from './amounts.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'
import { namesMatch } from './scopes.ts'

const computed = ['cpu', 'memory', 'ephemeral-storage']
const plain = new Set([
  'count/pods',
  'pods',
  ...computed,
  ...computed.map(name => `requests.${name}`),
  ...computed.map(name => `limits.${name}`),
])
/** Of these each container must say how much it takes, once a quota has them. */
const mustBeSpecified = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'])
const deviceClassPrefix = 'deviceclass.resource.kubernetes.io/'

/** Mirrors pkg/quota/v1/evaluator/core/pods.go, v1.36. */
export const podEvaluator: QuotaEvaluator = {
  handles({ operation, object, old }) {
    return operation === 'create' || (old !== undefined && isTerminating(specOf(object)) !== isTerminating(specOf(old)))
  },
  tracks(resource) {
    return plain.has(resource) || /^(requests\.)?hugepages-/.test(resource) || isExtendedRequest(resource)
  },
  matchesScope(scope, object) {
    const spec = specOf(object)
    switch (scope.scopeName) {
      case 'Terminating':
        return isTerminating(spec)
      case 'NotTerminating':
        return !isTerminating(spec)
      case 'BestEffort':
        return podQosClass(spec) === 'BestEffort'
      case 'NotBestEffort':
        return podQosClass(spec) !== 'BestEffort'
      case 'PriorityClass':
        return namesMatch(scope, spec.priorityClassName ? [spec.priorityClassName] : [])
      case 'CrossNamespacePodAffinity':
        return crossesNamespaces(spec.affinity?.podAffinity) || crossesNamespaces(spec.affinity?.podAntiAffinity)
      default:
        return false
    }
  },
  usage(object, version) {
    const { spec = {}, status } = object as AdmittedPod
    const usage = new Map([['count/pods', count(1)]])
    if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return usage
    const options = { skipPodLevelResources: !isFeatureOn('PodLevelResources', version) }
    for (const [name, amount] of computeUsage(podRequests(spec, options), podLimits(spec, options))) usage.set(name, amount)
    return usage
  },
  constraint(resources, object, version) {
    const { containers = [], initContainers = [], resources: ofPod } = specOf(object)
    const named = [...Object.keys(ofPod?.requests ?? {}), ...Object.keys(ofPod?.limits ?? {})]
    if (isFeatureOn('PodLevelResources', version) && named.some(isPodLevelResource)) return undefined
    const required = resources.filter(resource => mustBeSpecified.has(resource)).sort()
    const missing = new Map<string, Set<string>>()
    for (const { name = '', resources: own } of [...containers, ...initContainers]) {
      const usage = computeUsage(resourceAmounts(own?.requests), resourceAmounts(own?.limits))
      for (const resource of required)
        if (!usage.has(resource)) missing.set(resource, (missing.get(resource) ?? new Set<string>()).add(name))
    }
    if (missing.size === 0) return undefined
    const parts = required
      .filter(resource => missing.has(resource))
      .map(resource => `${resource} for: ${[...missing.get(resource)!].sort().join(',')}`)
    return `must specify ${parts.join('; ')}`
  },
  fieldOf(resource, object) {
    const spec = specOf(object)
    const [list, name] = resource.startsWith('limits.') ? ['limits', resource.slice(7)] : ['requests', resource.replace(/^requests\./, '')]
    if (resource === 'pods' || resource === 'count/pods') return ['metadata', 'name']
    if (Object.hasOwn(spec.resources?.[list as 'limits'] ?? {}, name)) return ['spec', 'resources', list, name]
    return containerField(spec, list as 'requests' | 'limits', name)
  },
}

/** What the requests and limits of a pod or container use of a quota. Mirrors podComputeUsageHelper, v1.36. */
function computeUsage(requests: ResourceAmounts, limits: ResourceAmounts): Map<string, Quantity> {
  const usage = new Map([['pods', count(1)]])
  for (const [name, amount] of requests) {
    if (computed.includes(name) || name.startsWith('hugepages-')) usage.set(name, amount)
    if (computed.includes(name) || name.startsWith('hugepages-') || isExtendedResource(name) || name.startsWith(deviceClassPrefix))
      usage.set(`requests.${name}`, amount)
  }
  for (const name of computed) {
    const amount = limits.get(name)
    if (amount !== undefined) usage.set(`limits.${name}`, amount)
  }
  return usage
}

/** `requests.example.com/gpu`. Mirrors isExtendedResourceNameForQuota, v1.36. */
function isExtendedRequest(resource: string): boolean {
  if (!resource.startsWith('requests.')) return false
  return (resource.includes('/') && !resource.includes('kubernetes.io/')) || resource.startsWith(`requests.${deviceClassPrefix}`)
}

function isTerminating({ activeDeadlineSeconds }: AdmittedPodSpec): boolean {
  return typeof activeDeadlineSeconds === 'number' && activeDeadlineSeconds >= 0
}

function crossesNamespaces(affinity: PodAffinity | undefined): boolean {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return [...required, ...preferred.map(term => term.podAffinityTerm ?? {})].some(
    ({ namespaces = [], namespaceSelector }) => namespaces.length > 0 || (namespaceSelector !== undefined && namespaceSelector !== null)
  )
}

function containerField({ containers = [], initContainers = [] }: AdmittedPodSpec, list: 'requests' | 'limits', name: string): FieldPath {
  const asks = (container: { readonly resources?: AdmittedPodSpec['resources'] }) => Object.hasOwn(container.resources?.[list] ?? {}, name)
  const index = containers.findIndex(asks)
  const init = index < 0 ? initContainers.findIndex(asks) : -1
  if (init >= 0) return ['spec', 'initContainers', init, 'resources', list, name]
  return ['spec', 'containers', Math.max(index, 0), 'resources', list, name]
}

function specOf(object: KubernetesObject): AdmittedPodSpec {
  return (object as AdmittedPod).spec ?? {}
}
