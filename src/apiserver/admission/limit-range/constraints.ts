import type { ResourceAmounts } from '../../../k8s/pod-requests.ts'
import { type Quantity, quantityMilliValue, quantityValue, zeroQuantity } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'

/** What is asked for by whatever a limit is about. */
export interface Observed {
  readonly requests: ResourceAmounts
  readonly limits: ResourceAmounts
}

/** One limit: of which kind of object, for which resource, how much. */
export interface Limit {
  readonly type: string
  readonly resource: string
  readonly enforced: Quantity
}

/** What an object does wrong, and in which of its lists; undefined where it keeps to the limit. */
export interface Excess {
  readonly text: string
  readonly list: 'requests' | 'limits'
}

export type Constraint = (limit: Limit, observed: Observed) => Excess | undefined

const maxMilliValue = ((1n << 63n) - 1n) / 1000n

/** Mirrors plugin/pkg/admission/limitranger/admission.go minConstraint, v1.36. */
export const minimum: Constraint = (limit, observed) => {
  const { request, ceiling, requested, limited, enforced } = compared(limit, observed)
  const words = `minimum ${limit.resource} usage per ${limit.type} is ${formatQuantity(limit.enforced)}`
  if (request === undefined) return { text: `${words}.  No request is specified`, list: 'requests' }
  if (requested < enforced) return { text: `${words}, but request is ${formatQuantity(request)}`, list: 'requests' }
  if (ceiling !== undefined && limited < enforced) return { text: `${words}, but limit is ${formatQuantity(ceiling)}`, list: 'limits' }
  return undefined
}

/** Mirrors maxConstraint, v1.36. */
export const maximum: Constraint = (limit, observed) => {
  const { request, ceiling, requested, limited, enforced } = compared(limit, observed)
  const words = maximumWords(limit)
  if (ceiling === undefined) return { text: `${words}.  No limit is specified`, list: 'limits' }
  if (limited > enforced) return { text: `${words}, but limit is ${formatQuantity(ceiling)}`, list: 'limits' }
  if (request !== undefined && requested > enforced)
    return { text: `${words}, but request is ${formatQuantity(request)}`, list: 'requests' }
  return undefined
}

/** Mirrors maxRequestConstraint, v1.36. */
export const maximumRequest: Constraint = (limit, observed) => {
  const { request, requested, enforced } = compared(limit, { requests: observed.requests, limits: new Map() })
  const words = maximumWords(limit)
  if (request === undefined) return { text: `${words}.  No request is specified`, list: 'requests' }
  return requested > enforced ? { text: `${words}, but request is ${formatQuantity(request)}`, list: 'requests' } : undefined
}

/** Mirrors limitRequestRatioConstraint, v1.36. */
export const maximumRatio: Constraint = (limit, observed) => {
  const { request, ceiling, requested, limited } = compared(limit, observed)
  const words = `${limit.resource} max limit to request ratio per ${limit.type} is ${formatQuantity(limit.enforced)}`
  if (request === undefined || requested === 0n) return { text: `${words}, but no request is specified or request is 0`, list: 'requests' }
  if (ceiling === undefined || limited === 0n) return { text: `${words}, but no limit is specified or limit is 0`, list: 'limits' }
  const ratio = Number(limited) / Number(requested)
  const whole = quantityValue(limit.enforced)
  const precise = whole <= maxMilliValue
  const [observedRatio, maxRatio] = precise ? [ratio * 1000, Number(quantityMilliValue(limit.enforced))] : [ratio, Number(whole)]
  return observedRatio > maxRatio ? { text: `${words}, but provided ratio is ${ratio.toFixed(6)}`, list: 'limits' } : undefined
}

function maximumWords({ resource, type, enforced }: Limit): string {
  return `maximum ${resource} usage per ${type} is ${formatQuantity(enforced)}`
}

interface Compared {
  readonly request: Quantity | undefined
  readonly ceiling: Quantity | undefined
  readonly requested: bigint
  readonly limited: bigint
  readonly enforced: bigint
}

/** In thousandths, where all of them can be. Mirrors requestLimitEnforcedValues, v1.36. */
function compared({ resource, enforced }: Limit, { requests, limits }: Observed): Compared {
  const request = requests.get(resource)
  const ceiling = limits.get(resource)
  const all = [request ?? zeroQuantity, ceiling ?? zeroQuantity, enforced] as const
  const measure = all.every(quantity => quantityValue(quantity) <= maxMilliValue) ? quantityMilliValue : quantityValue
  return { request, ceiling, requested: measure(all[0]), limited: measure(all[1]), enforced: measure(all[2]) }
}
