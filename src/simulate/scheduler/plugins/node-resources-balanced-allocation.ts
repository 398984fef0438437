import type { NodeResourcesBalancedAllocationArgs } from '../../../k8s/scheduler-configuration.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import { maxNodeScore, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import { usageOf, weightsOf } from '../resource-strategies.ts'
import { amountOf } from '../resources.ts'

/** Prefers nodes of which these resources are used alike. Mirrors pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, v1.36. */
export function nodeResourcesBalancedAllocationWith({ resources }: NodeResourcesBalancedAllocationArgs): ScorePlugin {
  if (resources === undefined || resources === null || resources.length === 0) return nodeResourcesBalancedAllocation
  const weighted = weightsOf(resources)
  return {
    name: nodeResourcesBalancedAllocation.name,
    preScore({ requests }, _feasible, { version }) {
      const amounts = weighted.map(({ name }) => amountOf(requests, name))
      if (amounts.every(amount => amount === 0) && isAtLeast(version, 33)) return 'skip'
      const balanceOn = (node: NodeInfo, withPod: boolean): number =>
        balanceOf(usageOf(node, node.requested, requests, weighted, withPod).map(({ requested, allocatable }) => requested / allocatable))
      return {
        local: amounts.join(' '),
        score: node => improvement(balanceOn(node, true), () => balanceOn(node, false), version),
      }
    },
  }
}

/** Mirrors balancedResourceScorer, v1.36. */
function balanceOf(used: readonly number[]): number {
  const shares = used.map(share => Math.min(1, share))
  const [first = 0, second = 0] = shares
  if (shares.length < 2) return maxNodeScore
  if (shares.length === 2) return Math.trunc((1 - Math.abs((first - second) / 2)) * maxNodeScore)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const deviation = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length)
  return Math.trunc((1 - deviation) * maxNodeScore)
}

/** Since 1.36 it counts how much better balanced the node is with the pod. */
function improvement(after: number, before: () => number, version: KubernetesVersion): number {
  if (!isAtLeast(version, 36)) return after
  const half = maxNodeScore / 2
  return half + Math.trunc((half + after - before()) / 2)
}

/** Prefers nodes whose cpu and memory are used alike. Mirrors pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, v1.36. */
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  preScore(pod, _feasible, { version }) {
    const { milliCpu, memory } = pod.requests
    if (milliCpu === 0 && memory === 0 && isAtLeast(version, 33)) return 'skip'
    return {
      local: `${milliCpu} ${memory}`,
      score: node => improvement(balance(node, milliCpu, memory), () => balance(node, 0, 0), version),
    }
  },
}

function balance({ allocatable, requested }: NodeInfo, milliCpu: number, memory: number): number {
  if (allocatable.milliCpu === 0 || allocatable.memory === 0) return maxNodeScore
  const cpuShare = Math.min(1, (requested.milliCpu + milliCpu) / allocatable.milliCpu)
  const memoryShare = Math.min(1, (requested.memory + memory) / allocatable.memory)
  return Math.trunc((1 - Math.abs((cpuShare - memoryShare) / 2)) * maxNodeScore)
}
