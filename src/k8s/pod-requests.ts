import { addQuantities, compareQuantities, parseQuantity, type Quantity } from './quantity.ts'
import type { Container, PodSpec, ResourceList } from './types.ts'

/** Exact amounts by resource. */
export type ResourceAmounts = ReadonlyMap<string, Quantity>

/** What to count, and what to leave out. */
export interface PodRequestsOptions {
  /** Counted for each container that names no request for the resource. */
  readonly nonMissing?: ResourceAmounts
  readonly excludeOverhead?: boolean
  readonly skipPodLevelResources?: boolean
}

/** The amounts of a resource list; values that are no quantities are left out. */
export function resourceAmounts(list: ResourceList | undefined): Map<string, Quantity> {
  const amounts = new Map<string, Quantity>()
  for (const [name, written] of Object.entries(list ?? {})) {
    const quantity = parseQuantity(written)
    if (typeof quantity !== 'string') amounts.set(name, quantity)
  }
  return amounts
}

/** What a pod asks for in all. Mirrors component-helpers/resource/helpers.go PodRequests, v1.36. */
export function podRequests(spec: PodSpec, options: PodRequestsOptions = {}): Map<string, Quantity> {
  const requests = sumOfContainers(spec, container => withDefaults(resourceAmounts(container.resources?.requests), options.nonMissing))
  if (options.skipPodLevelResources !== true)
    for (const [name, quantity] of resourceAmounts(spec.resources?.requests)) if (isPodLevelResource(name)) requests.set(name, quantity)
  if (options.excludeOverhead !== true) addAll(requests, resourceAmounts(spec.overhead))
  return requests
}

/** The limits of a pod in all; overhead counts only where there is a limit. Mirrors component-helpers/resource/helpers.go PodLimits, v1.36. */
export function podLimits(spec: PodSpec, options: Omit<PodRequestsOptions, 'nonMissing'> = {}): Map<string, Quantity> {
  const limits = sumOfContainers(spec, container => resourceAmounts(container.resources?.limits))
  if (options.skipPodLevelResources !== true)
    for (const [name, quantity] of resourceAmounts(spec.resources?.limits)) if (isPodLevelResource(name)) limits.set(name, quantity)
  if (options.excludeOverhead !== true)
    for (const [name, quantity] of resourceAmounts(spec.overhead)) {
      const limit = limits.get(name)
      if (limit !== undefined && limit.unscaled !== 0n) limits.set(name, addQuantities(limit, quantity))
    }
  return limits
}

/** Whether requests may be given for the pod as a whole. */
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
}

/** Whether the pod as a whole asks for anything that may be given for it. */
export function hasPodLevelRequests(spec: PodSpec): boolean {
  return Object.keys(spec.resources?.requests ?? {}).some(isPodLevelResource)
}

/** An init container that keeps running. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always'
}

function sumOfContainers(spec: PodSpec, amountsOf: (container: Container) => ResourceAmounts): Map<string, Quantity> {
  const total = new Map<string, Quantity>()
  for (const container of spec.containers ?? []) addAll(total, amountsOf(container))
  const sidecars = new Map<string, Quantity>()
  const starting = new Map<string, Quantity>()
  for (const container of spec.initContainers ?? []) {
    const amounts = amountsOf(container)
    if (isSidecar(container)) {
      addAll(total, amounts)
      addAll(sidecars, amounts)
      raiseTo(starting, sidecars)
    } else {
      const together = new Map(amounts)
      addAll(together, sidecars)
      raiseTo(starting, together)
    }
  }
  raiseTo(total, starting)
  return total
}

function withDefaults(amounts: Map<string, Quantity>, defaults: ResourceAmounts | undefined): Map<string, Quantity> {
  for (const [name, quantity] of defaults ?? []) if (!amounts.has(name)) amounts.set(name, quantity)
  return amounts
}

function addAll(into: Map<string, Quantity>, from: ResourceAmounts): void {
  for (const [name, quantity] of from) {
    const present = into.get(name)
    into.set(name, present === undefined ? quantity : addQuantities(present, quantity))
  }
}

function raiseTo(into: Map<string, Quantity>, from: ResourceAmounts): void {
  for (const [name, quantity] of from) {
    const present = into.get(name)
    if (present === undefined || compareQuantities(quantity, present) > 0) into.set(name, quantity)
  }
}
