import type { SettledPod } from '../../cluster/settled-pods.ts'
import type { PodDisruptionBudget } from './budget.ts'

/** How many pods a controller wants; undefined where there is no such controller, `no-scale` where its kind cannot say. */
export type ControllerScale = { readonly controller: object; readonly replicas: number } | { readonly noScale: string } | undefined

/** Finds the controller that scales a pod. */
export type FindScale = (pod: SettledPod) => ControllerScale

/** How many pods there should be, and how many of them healthy, or why that cannot be said. */
export type Expectation =
  | { readonly expectedPods: number; readonly desiredHealthy: number; readonly hasUnmanaged: boolean }
  | { readonly error: string }

/** What a budget expects of the pods that it selects. Mirrors pkg/controller/disruption getExpectedPodCount, v1.36. */
export function expectationOf({ spec = {} }: PodDisruptionBudget, pods: readonly SettledPod[], findScale: FindScale): Expectation {
  const { minAvailable, maxUnavailable } = spec
  if (maxUnavailable !== undefined) {
    const scale = sumOfScales(pods, findScale)
    if ('error' in scale) return scale
    const desiredHealthy = Math.max(0, scale.expectedPods - scaled(maxUnavailable, scale.expectedPods))
    return { ...scale, desiredHealthy }
  }
  if (typeof minAvailable === 'string') {
    const scale = sumOfScales(pods, findScale)
    return 'error' in scale ? scale : { ...scale, desiredHealthy: scaled(minAvailable, scale.expectedPods) }
  }
  if (minAvailable === undefined) return { expectedPods: 0, desiredHealthy: 0, hasUnmanaged: false }
  return { expectedPods: sumOf(pods), desiredHealthy: minAvailable, hasUnmanaged: false }
}

/** A number, or a percentage of `total` rounded up. */
export function scaled(value: number | string, total: number): number {
  return typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * total) / 100)
}

/** How many pods these are. */
export function sumOf(pods: readonly SettledPod[]): number {
  return pods.reduce((total, { count }) => total + count, 0)
}

/** What the pods' controllers want in all. Mirrors getExpectedScale: the first controller that cannot be asked decides. */
function sumOfScales(
  pods: readonly SettledPod[],
  findScale: FindScale
): { readonly expectedPods: number; readonly hasUnmanaged: boolean } | { readonly error: string } {
  const scales = new Map<object, number>()
  let hasUnmanaged = false
  for (const pod of pods) {
    if (pod.controller === undefined) {
      hasUnmanaged = true
      continue
    }
    const scale = findScale(pod)
    if (scale === undefined) return { error: `found no controllers for pod ${JSON.stringify(pod.name)}` }
    if ('noScale' in scale) return { error: `${scale.noScale} does not implement the scale subresource` }
    scales.set(scale.controller, scale.replicas)
  }
  let expectedPods = 0
  for (const replicas of scales.values()) expectedPods += replicas
  return { expectedPods, hasUnmanaged }
}
