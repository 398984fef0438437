import type { ResourceList, ResourceRequirements } from '../../../k8s/types.ts'
import type { AdmittedPod, LimitRange, MountingContainer } from '../objects.ts'

const annotation = 'kubernetes.io/limit-ranger'

/** The pod with the defaults of a LimitRange for its containers, and an annotation that says so. Mirrors mergePodResourceRequirements, v1.36. */
export function withContainerDefaults(pod: AdmittedPod, { spec: limitSpec }: LimitRange): AdmittedPod {
  const requests: Record<string, string | number> = {}
  const limits: Record<string, string | number> = {}
  for (const limit of limitSpec?.limits ?? []) {
    if (limit.type !== 'Container') continue
    Object.assign(requests, limit.defaultRequest)
    Object.assign(limits, limit.default)
  }
  const notes: string[] = []
  const fill = (containers: readonly MountingContainer[], what: string): MountingContainer[] =>
    containers.map(container => {
      const [ownRequests, newRequests] = withMissing(container.resources?.requests, requests)
      const [ownLimits, newLimits] = withMissing(container.resources?.limits, limits)
      if (newRequests.length > 0) notes.push(`${newRequests.join(', ')} request for ${what} ${container.name}`)
      if (newLimits.length > 0) notes.push(`${newLimits.join(', ')} limit for ${what} ${container.name}`)
      const filled: ResourceRequirements = {
        ...container.resources,
        ...(newRequests.length > 0 ? { requests: ownRequests } : {}),
        ...(newLimits.length > 0 ? { limits: ownLimits } : {}),
      }
      return newRequests.length + newLimits.length > 0 ? { ...container, resources: filled } : container
    })
  const { spec = {}, metadata } = pod
  const containers = fill(spec.containers ?? [], 'container')
  const initContainers = fill(spec.initContainers ?? [], 'init container')
  if (notes.length === 0) return pod
  const annotations = { ...metadata?.annotations, [annotation]: `LimitRanger plugin set: ${notes.join('; ')}` }
  return {
    ...pod,
    metadata: { ...metadata, annotations },
    spec: { ...spec, containers, ...(spec.initContainers === undefined ? {} : { initContainers }) },
  }
}

function withMissing(own: ResourceList | undefined, defaults: ResourceList): [ResourceList, readonly string[]] {
  const present = own ?? {}
  const added = Object.keys(defaults)
    .filter(name => !Object.hasOwn(present, name))
    .sort()
  return [{ ...present, ...Object.fromEntries(added.map(name => [name, defaults[name]!])) }, added]
}
