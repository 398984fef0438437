import type { Decision } from './outcome.ts'

/** An owner's decisions beyond this many are folded where they are identical. */
export const listedPerOwner = 1000

/** Decisions in time order, with long runs of identical ones folded. */
export class DecisionLog {
  readonly #entries: Decision[] = []
  readonly #listed = new Map<string, number>()

  /** Adds `count` identical decisions. */
  add(decision: Decision, count: number): void {
    const owner = `${decision.owner.kind}/${decision.owner.namespace}/${decision.owner.name}`
    const listed = this.#listed.get(owner) ?? 0
    const single = Math.min(count, Math.max(0, listedPerOwner - listed))
    for (let i = 0; i < single; i++) this.#entries.push(decision)
    this.#listed.set(owner, listed + single)
    if (count > single) this.#fold(decision, count - single)
  }

  get entries(): readonly Decision[] {
    return this.#entries
  }

  #fold(decision: Decision, count: number): void {
    const last = this.#entries.at(-1)
    if (last?.count !== undefined && isSame(last, decision))
      this.#entries[this.#entries.length - 1] = { ...last, count: last.count + count }
    else this.#entries.push({ ...decision, count })
  }
}

function isSame(a: Decision, b: Decision): boolean {
  return (
    a.template === b.template &&
    a.attempt === b.attempt &&
    a.outcome === b.outcome &&
    a.node === b.node &&
    a.agrees === b.agrees &&
    a.message === b.message &&
    a.nominatedNode === b.nominatedNode &&
    a.nodes === b.nodes &&
    isSameList(a.feasible, b.feasible) &&
    isSameList(a.candidates, b.candidates) &&
    isSameList(a.victims ?? [], b.victims ?? [])
  )
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, index) => name === b[index]))
}
