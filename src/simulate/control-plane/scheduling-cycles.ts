import { type NodeInfo, type Placeable, type PodInfo, schedulePod, type Unplaceable } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'
import type { RunOptions, SchedulingContext } from './scheduling-context.ts'
import { isAbout } from './workload-name.ts'

/** Asks the scheduler about pods, once about all that are equal while nothing changes, and chooses among the nodes that it finds. */
export class SchedulingCycles {
  /** Whether any pod could have gone to another node. */
  hadTies = false
  /** Whether there were more feasible nodes than the scheduler looks for. */
  hadSamples = false
  readonly #context: SchedulingContext
  readonly #options: RunOptions
  /** What was said of pods since something changed. */
  readonly #said = new Map<PodInfo, Placeable | Unplaceable>()

  constructor(context: SchedulingContext, options: RunOptions) {
    this.#context = context
    this.#options = options
  }

  /** Something has changed on which a decision may depend. */
  forget(): void {
    if (this.#said.size > 0) this.#said.clear()
  }

  /** What the scheduler says to a pod as things stand. */
  run(group: PodGroup): Placeable | Unplaceable {
    const { info } = group.source
    const isShared = group.nominatedNode === undefined && !info.hasOwnClaims
    const said = isShared ? this.#said.get(info) : undefined
    if (said !== undefined) return said
    const { nominatedNode } = group
    const detail = this.#options.detail === true || isAbout(group.source, this.#options.explained)
    const result = schedulePod(group.queued, this.#context.snapshot, { detail, ...(nominatedNode !== undefined && { nominatedNode }) })
    if (isShared) this.#said.set(info, result)
    return result
  }

  /** What the scheduler would say about a pod that waits, node by node, as things stand. */
  explain({ queued }: PodGroup): Placeable | Unplaceable {
    return schedulePod(queued, this.#context.snapshot, { detail: true })
  }

  /** The node that the pod gets; undefined where it stays pending. */
  chosen({ recorded, source }: PodGroup, result: Placeable | Unplaceable): NodeInfo | undefined {
    if (result.outcome === 'scheduled' && result.isSampled) this.hadSamples = true
    if (recorded !== undefined && recorded.node !== null) return this.#context.snapshot.byName.get(recorded.node)
    // the pod that is recorded as pending came in the place of this one, which fits and was evicted later
    const wasEvicted = recorded?.ofOwner === true && source.info.priority < this.#context.highestPriority
    if ((recorded !== undefined && !wasEvicted) || result.outcome !== 'scheduled') return undefined
    const { candidates } = result
    if (candidates.length > 1) this.hadTies = true
    return candidates.reduce((best, node) => (node.name < best.name === (this.#options.pick === 'first') ? node : best))
  }
}
