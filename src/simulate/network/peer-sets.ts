import type { Labels } from '../../k8s/label-selector.ts'
import { labelOf, matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector, LabelSelectorRequirement } from '../../k8s/types.ts'
import { Bitset } from './bitset.ts'

/** Selects pods by their labels without looking at each: every label knows who has it. */
export class LabelIndex {
  readonly #size: number
  readonly #byKey = new Map<string, { readonly all: Bitset; readonly byValue: Map<string, Bitset> }>()
  readonly #selected = new Map<string, Bitset>()

  constructor(size: number, labels: readonly Labels[]) {
    this.#size = size
    for (const [index, own] of labels.entries()) {
      for (const key of Object.keys(own)) this.#add(key, String(own[key]), index)
    }
  }

  /** The members whose labels a selector selects; never to be changed. */
  select(selector: LabelSelector): Bitset {
    const key = selectorKey(selector)
    const known = this.#selected.get(key)
    if (known !== undefined) return known
    const parts = requirementsOf(selector).map(requirement => this.#requirement(requirement))
    const [first = this.#everybody(), ...others] = parts
    const result = others.length === 0 ? first : others.reduce((left, part) => left.keepOnly(part), first.copy())
    this.#selected.set(key, result)
    return result
  }

  /** The members that have what is required; never to be changed. */
  #requirement({ key = '', operator, values = [] }: LabelSelectorRequirement): Bitset {
    const entry = this.#byKey.get(key)
    const only = operator === 'In' && values.length === 1 ? entry?.byValue.get(values[0]!) : undefined
    if (only !== undefined) return only
    const some = new Bitset(this.#size)
    switch (operator) {
      case 'In':
      case 'NotIn':
        for (const value of values) {
          const having = entry?.byValue.get(value)
          if (having !== undefined) some.addAll(having)
        }
        return operator === 'In' ? some : this.#everybody().remove(some)
      case 'Exists':
        return entry?.all ?? some
      case 'DoesNotExist':
        return entry === undefined ? this.#everybody() : this.#everybody().remove(entry.all)
      default:
        return some
    }
  }

  #everybody(): Bitset {
    return Bitset.full(this.#size)
  }

  #add(key: string, value: string, index: number): void {
    let entry = this.#byKey.get(key)
    if (entry === undefined) {
      entry = { all: new Bitset(this.#size), byValue: new Map() }
      this.#byKey.set(key, entry)
    }
    entry.all.add(index)
    let having = entry.byValue.get(value)
    if (having === undefined) {
      having = new Bitset(this.#size)
      entry.byValue.set(value, having)
    }
    having.add(index)
  }
}

/** A selector as requirements alone, in one order: equal ones come out equal. */
export function requirementsOf(selector: LabelSelector): readonly LabelSelectorRequirement[] {
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [String(value)] }))
  const expressions = (selector.matchExpressions ?? []).map(({ key = '', operator = '', values }) => ({
    key,
    operator,
    values: [...new Set(values ?? [])].sort(),
  }))
  return [...labels, ...expressions].sort((a, b) => (requirementKey(a) < requirementKey(b) ? -1 : 1))
}

/** A text that equal selectors share; empty for one that selects everything. */
export function selectorKey(selector: LabelSelector): string {
  const known = keys.get(selector)
  if (known !== undefined) return known
  const key = requirementsOf(selector).map(requirementKey).join('\n')
  keys.set(selector, key)
  return key
}

const keys = new WeakMap<LabelSelector, string>()

function requirementKey({ key = '', operator = '', values = [] }: LabelSelectorRequirement): string {
  return [operator, key, ...values].map(text => `${text.length}:${text}`).join(' ')
}

/** Whether a selector selects labels of which only some are known: undefined where an unknown one decides. */
export function selectsSome(selector: LabelSelector, known: Labels, complete: boolean): boolean | undefined {
  if (complete) return matchesLabelSelector(selector, known)
  let open = false
  for (const requirement of requirementsOf(selector)) {
    if (labelOf(known, requirement.key ?? '') === undefined) open = true
    else if (!matchesLabelSelector({ matchExpressions: [requirement] }, known)) return false
  }
  return open ? undefined : true
}
