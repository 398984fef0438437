import { valueAt } from '../../../k8s/field-path.ts'
import { compareQuantities, type Quantity, zeroQuantity } from '../../../k8s/quantity.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { count, sum } from './amounts.ts'
import { objectCountName } from './object-count.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'

const countName = objectCountName('resourceclaims', 'resource.k8s.io')
const suffix = '.deviceclass.resource.k8s.io/devices'
/** How many devices a request for all of them may get. */
const maxDevices = 32

interface DeviceRequest {
  readonly deviceClassName?: string
  readonly allocationMode?: string
  readonly count?: number
  readonly exactly?: DeviceRequest
  readonly firstAvailable?: readonly DeviceRequest[]
}

/** Mirrors pkg/quota/v1/evaluator/core/resource_claims.go, v1.36, without the claims that the scheduler makes for extended resources. */
export const resourceClaimEvaluator: QuotaEvaluator = {
  handles: () => true,
  tracks: resource => resource === countName || resource.endsWith(suffix),
  matchesScope: () => false,
  usage(object: KubernetesObject) {
    const requests = valueAt(object, ['spec', 'devices', 'requests'])
    let usage = new Map<string, Quantity>([[countName, count(1)]])
    if (Array.isArray(requests)) for (const request of requests as readonly DeviceRequest[]) usage = sum(usage, devicesOf(request))
    return usage
  },
  fieldOf(resource) {
    return resource === countName ? ['metadata', 'name'] : ['spec', 'devices', 'requests']
  },
}

/** By class, the most that a request may get. */
function devicesOf({ exactly, firstAvailable = [], ...flat }: DeviceRequest): Map<string, Quantity> {
  const most = new Map<string, Quantity>()
  for (const { deviceClassName, allocationMode, count: wanted = 1 } of firstAvailable.length > 0 ? firstAvailable : [exactly ?? flat]) {
    if (!deviceClassName) continue
    const name = `${deviceClassName}${suffix}`
    const devices = count(allocationMode === 'All' ? maxDevices : wanted)
    if (compareQuantities(devices, most.get(name) ?? zeroQuantity) > 0) most.set(name, devices)
  }
  return most
}
