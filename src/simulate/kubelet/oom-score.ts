import { podQosClass } from '../../k8s/qos.ts'
import { parseQuantity, quantityValue } from '../../k8s/quantity.ts'
import type { Container, PodSpec } from '../../k8s/types.ts'

const guaranteed = -997
const bestEffort = 1000
/** Mirrors pkg/apis/scheduling SystemCriticalPriority. */
const systemCriticalPriority = 2_000_000_000

/**
 * The number that the kernel adds to a container's badness when memory runs out: the highest goes first.
 * Mirrors pkg/kubelet/qos GetContainerOOMScoreAdjust, v1.36, without its share of memory that is requested for a pod as a whole.
 */
export function oomScoreAdjust(spec: PodSpec, container: Container, memoryCapacity: number): number {
  if (spec.priorityClassName === 'system-node-critical' && (spec.priority ?? 0) >= systemCriticalPriority) return guaranteed
  const qos = podQosClass(spec)
  if (qos === 'Guaranteed') return guaranteed
  if (qos === 'BestEffort') return bestEffort
  let score = scoreOf(memoryRequestOf(container), memoryCapacity)
  if ((spec.initContainers ?? []).includes(container) && container.restartPolicy === 'Always') {
    // a sidecar outlives the containers that need it
    const least = Math.min(...(spec.containers ?? []).map(memoryRequestOf))
    score = Math.min(score, scoreOf(Number.isFinite(least) ? least : 0, memoryCapacity))
  }
  return Math.min(Math.max(score, bestEffort + guaranteed), bestEffort - 1)
}

/** The memory that a container asks for, in bytes. */
export function memoryRequestOf({ resources }: Container): number {
  const request = parseQuantity(resources?.requests?.['memory'] ?? '0')
  return typeof request === 'string' ? 0 : Number(quantityValue(request))
}

function scoreOf(request: number, capacity: number): number {
  return bestEffort - Math.trunc((bestEffort * request) / capacity)
}
