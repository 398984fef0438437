import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { isExtendedResource, isPrefixedNativeResource } from '../../../k8s/resource-names.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'

const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage'])
const countedResources = new Set([
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
])
const standardResources = new Set([
  ...containerResources,
  ...['cpu', 'memory', 'ephemeral-storage'].flatMap(name => [`requests.${name}`, `limits.${name}`]),
  ...countedResources,
  'storage',
  'requests.storage',
])

/** Whether a name is one of pages of a fixed size: `hugepages-2Mi`. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Whether more of a resource may be promised than there is. Mirrors pkg/apis/core/helper IsOvercommitAllowed, v1.36. */
export function isOvercommitAllowed(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

/** Whether only whole numbers of a resource make sense. Mirrors IsIntegerResourceName, v1.36. */
export function isIntegerResource(name: string): boolean {
  return countedResources.has(name) || isExtendedResource(name)
}

/** What is wrong with the name of a resource anywhere. Mirrors pkg/apis/core/validation validateResourceName, v1.36. */
export function resourceNameErrors(name: string, version?: KubernetesVersion): readonly string[] {
  const errors = qualifiedNameErrors(name, version)
  if (errors.length > 0 || name.includes('/') || isStandard(name)) return errors
  return ['must be a standard resource type or fully qualified']
}

/** What is wrong with the name of a container's resource. Mirrors validateContainerResourceName, v1.36. */
export function containerResourceNameErrors(name: string, version?: KubernetesVersion): readonly string[] {
  const errors = resourceNameErrors(name, version)
  if (!name.includes('/')) {
    return containerResources.has(name) || isHugePages(name) ? errors : [...errors, 'must be a standard resource for containers']
  }
  return isNative(name) || isExtendedResource(name) ? errors : [...errors, "doesn't follow extended resource name standard"]
}

function isNative(name: string): boolean {
  return !name.includes('/') || isPrefixedNativeResource(name)
}

function isStandard(name: string): boolean {
  return standardResources.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-')
}
