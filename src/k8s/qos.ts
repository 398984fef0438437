import { type ResourceAmounts, resourceAmounts } from './pod-requests.ts'
import { addQuantities, compareQuantities, type Quantity, quantitySign } from './quantity.ts'
import type { PodSpec, ResourceRequirements } from './types.ts'

/** The classes of quality of service. */
export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort'

/** The pod's quality of service. Mirrors pkg/apis/core/v1/helper/qos ComputePodQOS, v1.36. */
export function podQosClass(spec: PodSpec): QosClass {
  const requests = new Map<string, Quantity>()
  const limits = new Map<string, Quantity>()
  let guaranteed = true
  for (const resources of decidingResources(spec)) {
    addPositive(requests, resourceAmounts(resources?.requests))
    const limited = addPositive(limits, resourceAmounts(resources?.limits))
    if (!limited.has('cpu') || !limited.has('memory')) guaranteed = false
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort'
  if (!guaranteed || requests.size !== limits.size) return 'Burstable'
  for (const [name, request] of requests) {
    const limit = limits.get(name)
    if (limit === undefined || compareQuantities(limit, request) !== 0) return 'Burstable'
  }
  return 'Guaranteed'
}

function decidingResources(spec: PodSpec): readonly (ResourceRequirements | undefined)[] {
  if (spec.resources !== undefined && spec.resources !== null) return [spec.resources]
  return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(container => container.resources)
}

function addPositive(into: Map<string, Quantity>, amounts: ResourceAmounts): ReadonlySet<string> {
  const found = new Set<string>()
  for (const name of ['cpu', 'memory']) {
    const quantity = amounts.get(name)
    if (quantity === undefined || quantitySign(quantity) <= 0) continue
    found.add(name)
    const present = into.get(name)
    into.set(name, present === undefined ? quantity : addQuantities(present, quantity))
  }
  return found
}
