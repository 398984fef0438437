import type { OwnedPods } from './pod-control.ts'
import { settledAfterSeconds } from './workload-status.ts'

/** Of pods that have names or numbers of their own, only so many do; all others are alike, so that absurd numbers cost nothing. */
export const namedPods = 1000

/** How many pods these are. */
export function countOf(pods: readonly OwnedPods[]): number {
  return pods.reduce((total, { count }) => total + count, 0)
}

export function readyOf(pods: readonly OwnedPods[]): number {
  return countOf(pods.filter(({ isReady }) => isReady))
}

/** Whether a ready pod has been so for long enough when the settled state is looked at. */
export function isAvailable(pod: OwnedPods, minReadySeconds: number): boolean {
  return pod.isReady && minReadySeconds <= settledAfterSeconds
}

export function availableOf(pods: readonly OwnedPods[], minReadySeconds: number): number {
  return minReadySeconds <= settledAfterSeconds ? readyOf(pods) : 0
}
