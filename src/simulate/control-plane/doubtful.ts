import type { Resource } from '../../cluster/resource.ts'
import type { FieldPath } from '../../k8s/field-path.ts'
import type { PodSource } from './pod-source.ts'

/** Fields of a container that say nothing about where it can run are all but these. */
const decidingContainerFields = new Set(['resources', 'ports', 'restartPolicy'])
const containerLists = new Set(['containers', 'initContainers'])

/** Whether parts of an object were unreadable, so that what it really says is not known. */
export function isDoubtful(resource: Resource): boolean {
  return resource.decodeErrors.length > 0
}

/** Whether something that decides where a pod can run was unreadable: the mistake is reported as such, and not a second time for what follows from it. */
export function hasDoubtfulPod({ resource, template }: PodSource): boolean {
  return resource.decodeErrors.some(({ path }) => {
    if (!startsWith(path, template.specAt.path)) return false
    const [field, , inContainer] = path.slice(template.specAt.path.length)
    if (field === 'volumes') return false
    return !containerLists.has(String(field)) || inContainer === undefined || decidingContainerFields.has(String(inContainer))
  })
}

function startsWith(path: FieldPath, prefix: FieldPath): boolean {
  return prefix.every((step, index) => path[index] === step)
}
