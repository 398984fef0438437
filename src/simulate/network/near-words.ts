import { isNearly } from '../../k8s/nearest.ts'

const longest = 80

/** Words that are found by what is nearly them: two that are one edit apart are alike once a letter of each is left out. */
export class NearWords<Value> {
  readonly #byPart = new Map<string, { readonly word: string; readonly value: Value }[]>()
  readonly #seen = new Set<string>()

  add(word: string, value: Value): void {
    if (this.#seen.has(word) || word.length > longest) return
    this.#seen.add(word)
    const entry = { word, value }
    for (const part of partsOf(word)) {
      const list = this.#byPart.get(part)
      if (list === undefined) this.#byPart.set(part, [entry])
      else list.push(entry)
    }
  }

  /** What was added with a word that is nearly this one, and not the same. */
  find(wanted: string): Value | undefined {
    if (wanted.length > longest) return undefined
    for (const part of partsOf(wanted)) {
      const found = this.#byPart.get(part)?.find(({ word }) => word !== wanted && isNearly(word, wanted))
      if (found !== undefined) return found.value
    }
    return undefined
  }
}

/** The word, and what is left of it without each of its letters. */
function partsOf(word: string): ReadonlySet<string> {
  const lower = word.toLowerCase()
  const parts = new Set([lower])
  for (let i = 0; i < lower.length; i++) parts.add(lower.slice(0, i) + lower.slice(i + 1))
  return parts
}
