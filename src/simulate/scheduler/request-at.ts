import type { FieldRef } from '../../cluster/field-ref.ts'
import { type FieldPath, valueAt } from '../../k8s/field-path.ts'
import { isPodLevelResource } from '../../k8s/pod-requests.ts'
import { compareQuantities, parseQuantity, type Quantity } from '../../k8s/quantity.ts'
import type { Container } from '../../k8s/types.ts'
import type { PodInfo } from './pod-info.ts'

/** The field that decides how much of a resource a pod asks for: the pod's own request, else the largest of its containers', or the limit that stands for it. */
export function requestAt(pod: PodInfo, name: string): FieldRef {
  const { specAt } = pod.template
  const ofPod: FieldPath = ['resources', 'requests', name]
  if (isPodLevelResource(name) && valueAt(pod.spec, ofPod) !== undefined) return writtenAt(specAt, ['resources'], name)
  let largest: { readonly path: FieldPath; readonly quantity: Quantity } | undefined
  const consider = (containers: readonly Container[], field: string): void => {
    containers.forEach((container, index) => {
      const value = valueAt(container, ofPod)
      const quantity = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
      if (quantity === undefined || typeof quantity === 'string') return
      if (largest === undefined || compareQuantities(quantity, largest.quantity) > 0)
        largest = { path: [field, index, 'resources'], quantity }
    })
  }
  consider(pod.spec.containers ?? [], 'containers')
  consider(pod.spec.initContainers ?? [], 'initContainers')
  return largest === undefined ? specAt.child('overhead', name) : writtenAt(specAt, largest.path, name)
}

function writtenAt(specAt: FieldRef, resources: FieldPath, name: string): FieldRef {
  const requests = specAt.child(...resources, 'requests', name)
  const limits = specAt.child(...resources, 'limits', name)
  const isWritten = (at: FieldRef): boolean => valueAt(at.resource.written, at.path) !== undefined
  return !isWritten(requests) && isWritten(limits) ? limits : requests
}
