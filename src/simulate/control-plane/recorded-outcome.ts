import type { Placeable, Unplaceable } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'

/** Whether what was really done with a pod is possible by this decision; undefined where that is not known. */
export function agreesWithRecorded({ recorded }: PodGroup, result: Placeable | Unplaceable): boolean | undefined {
  if (recorded === undefined) return undefined
  if (result.outcome === 'scheduled') return result.candidates.some(({ name }) => name === recorded.node)
  return recorded.node === null || result.preemption?.node.name === recorded.node
}
