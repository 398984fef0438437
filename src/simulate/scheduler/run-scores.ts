import type { NodeInfo } from './node-info.ts'
import type { QueuedPod } from './pod-info.ts'
import type { Profile } from './profile.ts'
import type { Snapshot } from './snapshot.ts'

/** The weighted scores of the feasible nodes; the lists are in their order. */
export interface Scores {
  readonly totals: readonly number[]
  readonly byPlugin: ReadonlyMap<string, readonly number[]>
}

/** Scores the feasible nodes. Mirrors RunPreScorePlugins and RunScorePlugins, v1.36. */
export function runScores(pod: QueuedPod, feasible: readonly NodeInfo[], snapshot: Snapshot, profile: Profile): Scores {
  const totals = new Array<number>(feasible.length).fill(0)
  const byPlugin = new Map<string, readonly number[]>()
  for (const { plugin, weight } of profile.scores) {
    const pass = plugin.preScore(pod.info, feasible, snapshot, pod)
    if (pass === 'skip') continue
    const scores = feasible.map(node => pass.score(node))
    pass.normalize?.(scores, feasible)
    for (let i = 0; i < scores.length; i++) {
      scores[i] = scores[i]! * weight
      totals[i] = totals[i]! + scores[i]!
    }
    byPlugin.set(plugin.name, scores)
  }
  return { totals, byPlugin }
}

/** The nodes with the highest total: any of them may be chosen. */
export function highestTotals(feasible: readonly NodeInfo[], { totals }: Scores): readonly NodeInfo[] {
  let max = Number.NEGATIVE_INFINITY
  for (const total of totals) if (total > max) max = total
  return feasible.filter((_, index) => totals[index] === max)
}
