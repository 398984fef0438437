import type { NodeInfo } from './node-info.ts'
import type { QueuedPod } from './pod-info.ts'
import type { Profile } from './profile.ts'
import type { Snapshot } from './snapshot.ts'

/** The weighted scores of the feasible nodes; the lists are in their order. */
export interface Scores {
  readonly totals: Float64Array
  /** Empty where they are not asked for. */
  readonly byPlugin: ReadonlyMap<string, Float64Array>
}

/** Lists that serve one pod after another. */
let sums = new Float64Array(0)
let single = new Float64Array(0)

/** Scores the feasible nodes; the totals are good until the next pod is scored. Mirrors RunPreScorePlugins and RunScorePlugins, v1.36. */
export function runScores(pod: QueuedPod, feasible: readonly NodeInfo[], snapshot: Snapshot, profile: Profile, keepsEach: boolean): Scores {
  const count = feasible.length
  if (sums.length < count) {
    sums = new Float64Array(2 * count)
    single = new Float64Array(2 * count)
  }
  const totals = sums.subarray(0, count).fill(0)
  const byPlugin = new Map<string, Float64Array>()
  const isEvery = count === snapshot.nodes.length
  let scores: Float64Array | undefined
  for (const { plugin, weight } of profile.scores) {
    const pass = plugin.preScore(pod.info, feasible, snapshot, pod)
    if (pass === 'skip') continue
    const local = pass.local === undefined ? undefined : snapshot.remembered.scores(plugin, pass.local, pass)
    // equal scores of all nodes decide nothing
    if (local?.isZero && !keepsEach) continue
    if (local !== undefined && isEvery && pass.normalize === undefined && !keepsEach) {
      const { values } = local
      for (let i = 0; i < count; i++) totals[i]! += values[i]! * weight
      continue
    }
    scores ??= keepsEach ? new Float64Array(count) : single.subarray(0, count)
    if (local === undefined) for (let i = 0; i < count; i++) scores[i] = pass.score(feasible[i]!)
    else for (let i = 0; i < count; i++) scores[i] = local.values[feasible[i]!.index]!
    pass.normalize?.(scores, feasible)
    for (let i = 0; i < count; i++) {
      scores[i]! *= weight
      totals[i]! += scores[i]!
    }
    if (!keepsEach) continue
    byPlugin.set(plugin.name, scores)
    scores = undefined
  }
  return { totals, byPlugin }
}

/** The nodes with the highest total: any of them may be chosen. */
export function highestTotals(feasible: readonly NodeInfo[], totals: Float64Array): readonly NodeInfo[] {
  let max = Number.NEGATIVE_INFINITY
  for (const total of totals) if (total > max) max = total
  return notBelow(feasible, totals, max)
}

/** The nodes with that total or a higher one. */
export function notBelow(feasible: readonly NodeInfo[], totals: Float64Array, least: number): readonly NodeInfo[] {
  let count = 0
  for (const total of totals) if (total >= least) count++
  const found = new Array<NodeInfo>(count)
  let next = 0
  for (let i = 0; i < totals.length; i++) if (totals[i]! >= least) found[next++] = feasible[i]!
  return found
}
