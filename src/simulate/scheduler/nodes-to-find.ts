import type { NodeInfo } from './node-info.ts'
import type { Scores } from './run-scores.ts'

const fewest = 100
const startingPercentage = 50
const nodesPerPercent = 125
const leastPercentage = 5

/** How many feasible nodes the scheduler is content with. Mirrors pkg/scheduler/schedule_one.go numFeasibleNodesToFind, v1.36. */
export function nodesToFind(nodes: number, percentageOfNodesToScore = 0): number {
  if (nodes < fewest || percentageOfNodesToScore >= 100) return nodes
  const adaptive = Math.max(leastPercentage, startingPercentage - Math.trunc(nodes / nodesPerPercent))
  const percentage = percentageOfNodesToScore > 0 ? percentageOfNodesToScore : adaptive
  return Math.max(fewest, Math.trunc((nodes * percentage) / 100))
}

/** The nodes that are the best of any so many feasible ones: which of them are found depends on where the search begins, and on chance. */
export function bestOfSome(feasible: readonly NodeInfo[], { totals }: Scores, found: number): readonly NodeInfo[] {
  const counts = new Map<number, number>()
  for (const total of totals) counts.set(total, (counts.get(total) ?? 0) + 1)
  let better = 0
  let least = Number.POSITIVE_INFINITY
  for (const [total, count] of [...counts].sort(([a], [b]) => b - a)) {
    if (better > feasible.length - found) break
    least = total
    better += count
  }
  return feasible.filter((_, index) => totals[index]! >= least)
}
