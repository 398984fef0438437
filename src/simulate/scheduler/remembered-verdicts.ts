import type { FilterPass, ScorePass, ScorePlugin } from './framework.ts'
import { LocalScores } from './local-scores.ts'
import { LocalVerdicts } from './local-verdicts.ts'
import type { NodeChanges } from './node-changes.ts'
import type { NodeInfo } from './node-info.ts'

/** How many verdicts and scores are kept at most: beyond, all are worked out anew. */
const mostKept = 2_000_000

/** What filters and scores that look at one node at a time said of every node, for the next pod of the same kind. */
export class RememberedVerdicts {
  readonly #nodes: readonly NodeInfo[]
  readonly #changes: NodeChanges
  readonly #verdicts = new Map<object, Map<string, LocalVerdicts>>()
  readonly #scores = new Map<object, Map<string, LocalScores>>()
  #kept = 0

  constructor(nodes: readonly NodeInfo[], changes: NodeChanges) {
    this.#nodes = nodes
    this.#changes = changes
  }

  /** What these passes of a profile's filters say; `key` is the same for passes that say the same. */
  verdicts(profile: object, key: string, passes: readonly FilterPass[]): LocalVerdicts {
    const verdicts = this.#entry(this.#verdicts, profile, key, () => new LocalVerdicts(passes))
    verdicts.update(this.#nodes, this.#changes)
    return verdicts
  }

  /** The scores that this pass gives, and those of one plugin with the same key. */
  scores(plugin: ScorePlugin, key: string, pass: ScorePass): LocalScores {
    const scores = this.#entry(this.#scores, plugin, key, () => new LocalScores(pass))
    scores.update(this.#nodes, this.#changes)
    return scores
  }

  #entry<Kept>(kept: Map<object, Map<string, Kept>>, owner: object, key: string, make: () => Kept): Kept {
    let ofOwner = kept.get(owner)
    const known = ofOwner?.get(key)
    if (known !== undefined) return known
    this.#kept += this.#nodes.length
    if (this.#kept > mostKept) {
      this.#verdicts.clear()
      this.#scores.clear()
      this.#kept = this.#nodes.length
      ofOwner = undefined
    }
    if (ofOwner === undefined) {
      ofOwner = new Map()
      kept.set(owner, ofOwner)
    }
    const made = make()
    ofOwner.set(key, made)
    return made
  }
}
