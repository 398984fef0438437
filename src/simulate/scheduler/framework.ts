import type { NodeReason } from './decision.ts'
import type { NodeInfo } from './node-info.ts'
import type { PodInfo, QueuedPod } from './pod-info.ts'
import type { Snapshot } from './snapshot.ts'
import type { Status } from './status.ts'

/** Highest score of a plugin before weights. */
export const maxNodeScore = 100

/** What a filter plugin has worked out about a pod before it looks at nodes. */
export interface FilterPass {
  /** Present where only nodes of these names can do: the others are not looked at. */
  readonly nodeNames?: ReadonlySet<string>
  /** Present where its answer about a node depends on that node alone: passes of one plugin with the same key give the same. */
  readonly local?: string
  /** Its answer depends on pods of other nodes, so it is worked out anew when pods come or go. */
  readonly acrossNodes?: true
  /** Undefined where the node passes. */
  filter(node: NodeInfo): Status | undefined
  /** Why it refuses the node, one entry for each reason of the status. */
  explain(node: NodeInfo, status: Status): readonly NodeReason[]
}

/** PreFilter's refusal of the pod as such. */
export interface PodRejection {
  readonly rejection: string
  readonly reason: NodeReason
}

/** A plugin of the extension points PreFilter and Filter. Its work is pure: it reads the snapshot and keeps nothing. */
export interface FilterPlugin {
  readonly name: string
  /** `skip`: it has nothing to say about this pod. */
  preFilter(pod: PodInfo, snapshot: Snapshot, queued: QueuedPod): FilterPass | PodRejection | 'skip'
}

/** Scores of nodes, changed in place. */
export type ScoreList = number[] | Float64Array

/** What a score plugin has worked out about a pod and its feasible nodes. */
export interface ScorePass {
  /** Present where the score of a node depends on that node alone: passes of one plugin with the same key give the same. */
  readonly local?: string
  score(node: NodeInfo): number
  /** Brings the scores of all feasible nodes into 0 to 100, in place; `nodes` are in the same order. */
  normalize?(scores: ScoreList, nodes: readonly NodeInfo[]): void
}

/** A plugin of the extension points PreScore, Score and NormalizeScore. */
export interface ScorePlugin {
  readonly name: string
  preScore(pod: PodInfo, feasible: readonly NodeInfo[], snapshot: Snapshot, queued: QueuedPod): ScorePass | 'skip'
}

/** The usual normalisation. Mirrors pkg/scheduler/framework/plugins/helper/normalize_score.go DefaultNormalizeScore, v1.36. */
export function defaultNormalizeScore(scores: ScoreList, reverse: boolean): void {
  let max = 0
  for (const score of scores) if (score > max) max = score
  for (let i = 0; i < scores.length; i++) {
    if (max === 0) {
      if (reverse) scores[i] = maxNodeScore
      continue
    }
    const score = Math.trunc((maxNodeScore * scores[i]!) / max)
    scores[i] = reverse ? maxNodeScore - score : score
  }
}
