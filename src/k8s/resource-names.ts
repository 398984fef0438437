const qualifiedName = /^([A-Za-z0-9]|[A-Za-z0-9][-A-Za-z0-9_.]{0,61}[A-Za-z0-9])$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** Whether a name is one of Kubernetes' own with a prefix: `x.kubernetes.io/y`. */
export function isPrefixedNativeResource(name: string): boolean {
  return name.includes('kubernetes.io/')
}

/** Whether a name is a resource that somebody else defines: `example.com/gpu`. Mirrors pkg/apis/core/v1/helper IsExtendedResourceName, v1.36. */
export function isExtendedResource(name: string): boolean {
  if (!name.includes('/') || isPrefixedNativeResource(name) || name.startsWith('requests.')) return false
  const parts = `requests.${name}`.split('/')
  const [prefix = '', own = ''] = parts
  return parts.length === 2 && prefix.length <= 253 && subdomain.test(prefix) && qualifiedName.test(own)
}

/** Whether the scheduler counts a resource by its name, beside cpu, memory, ephemeral-storage and pods. Mirrors IsScalarResourceName, v1.36. */
export function isScalarResource(name: string): boolean {
  return (
    isExtendedResource(name) || name.startsWith('hugepages-') || isPrefixedNativeResource(name) || name.startsWith('attachable-volumes-')
  )
}
