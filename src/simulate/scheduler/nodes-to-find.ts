import type { NodeInfo } from './node-info.ts'
import { notBelow } from './run-scores.ts'

const fewest = 100
const startingPercentage = 50
const nodesPerPercent = 125
const leastPercentage = 5
const countedTotals = 10_000

/** How many feasible nodes the scheduler is content with. Mirrors pkg/scheduler/schedule_one.go numFeasibleNodesToFind, v1.36. */
export function nodesToFind(nodes: number, percentageOfNodesToScore = 0): number {
  if (nodes < fewest || percentageOfNodesToScore >= 100) return nodes
  const adaptive = Math.max(leastPercentage, startingPercentage - Math.trunc(nodes / nodesPerPercent))
  const percentage = percentageOfNodesToScore > 0 ? percentageOfNodesToScore : adaptive
  return Math.max(fewest, Math.trunc((nodes * percentage) / 100))
}

/** The nodes that are the best of any so many feasible ones: which of them are found depends on where the search begins, and on chance. */
export function bestOfSome(feasible: readonly NodeInfo[], totals: Float64Array, found: number): readonly NodeInfo[] {
  return notBelow(feasible, totals, totalAt(totals, feasible.length - found))
}

/** The total at a place in descending order. */
function totalAt(totals: Float64Array, place: number): number {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const total of totals) {
    if (total < min) min = total
    if (total > max) max = total
  }
  // totals are whole numbers of some hundreds
  if (!Number.isInteger(min) || max - min >= countedTotals) return totals.slice().sort()[totals.length - 1 - place]!
  const counts = new Int32Array(max - min + 1)
  for (const total of totals) counts[total - min]!++
  let better = counts[max - min]!
  let total = max
  while (better <= place) better += counts[--total - min]!
  return total
}
