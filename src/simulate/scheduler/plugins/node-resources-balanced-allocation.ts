import { isAtLeast } from '../../../k8s/version.ts'
import { maxNodeScore, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'

/** Prefers nodes whose cpu and memory are used alike. Mirrors pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, v1.36. */
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  preScore(pod, _feasible, { version }) {
    const { milliCpu, memory } = pod.requests
    if (milliCpu === 0 && memory === 0 && isAtLeast(version, 33)) return 'skip'
    const countsChange = isAtLeast(version, 36)
    return {
      score(node) {
        const after = balance(node, milliCpu, memory)
        if (!countsChange) return after
        const half = maxNodeScore / 2
        return half + Math.trunc((half + after - balance(node, 0, 0)) / 2)
      },
    }
  },
}

function balance({ allocatable, requested }: NodeInfo, milliCpu: number, memory: number): number {
  if (allocatable.milliCpu === 0 || allocatable.memory === 0) return maxNodeScore
  const cpuShare = Math.min(1, (requested.milliCpu + milliCpu) / allocatable.milliCpu)
  const memoryShare = Math.min(1, (requested.memory + memory) / allocatable.memory)
  return Math.trunc((1 - Math.abs((cpuShare - memoryShare) / 2)) * maxNodeScore)
}
