import { isPodLevelResource, podLimits, podRequests } from '../../../k8s/pod-requests.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { PodSpec } from '../../../k8s/types.ts'
import { isStruct, type Struct } from '../fill.ts'

const containersOnly = { skipPodLevelResources: true, excludeOverhead: true }

/**
 * Fills in what resources of a pod as a whole leave open: from its containers, then from its limits.
 * Mirrors pkg/apis/core/v1/defaults.go defaultHugePagePodLimits and defaultPodRequests, v1.36.
 */
export function podLevelResourceDefaults(spec: Struct): Struct {
  const { resources } = spec
  if (!isStruct(resources)) return spec
  const written = { limits: entriesOf(resources['limits']), requests: entriesOf(resources['requests']) }
  if (written.limits.size === 0 && written.requests.size === 0) return spec
  const limits = new Map(written.limits)
  for (const [name, total] of podLimits(spec as PodSpec, containersOnly))
    if (isHugePages(name) && !written.requests.has(name) && !limits.has(name)) limits.set(name, formatQuantity(total))
  const requests = new Map(written.requests)
  if (limits.size > 0) {
    for (const [name, total] of podRequests(spec as PodSpec, containersOnly))
      if (isPodLevelResource(name) && !isHugePages(name) && !requests.has(name)) requests.set(name, formatQuantity(total))
    for (const [name, limit] of limits) if (isPodLevelResource(name) && !requests.has(name)) requests.set(name, limit)
  }
  return limits.size === written.limits.size && requests.size === written.requests.size
    ? spec
    : { ...spec, resources: { ...resources, ...listOf('limits', limits), ...listOf('requests', requests) } }
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

function entriesOf(list: unknown): ReadonlyMap<string, unknown> {
  return new Map(isStruct(list) ? Object.entries(list) : [])
}

function listOf(name: string, amounts: ReadonlyMap<string, unknown>): Struct {
  if (amounts.size === 0) return {}
  const list = Object.create(null) as Record<string, unknown>
  for (const [resource, amount] of amounts) list[resource] = amount
  return { [name]: list }
}
