import { isNearly } from '../../k8s/nearest.ts'

const longest = 80
/** Of so few, and for so few questions, each is looked at, which costs less than an index. */
const few = 32

interface Entry<Value> {
  readonly word: string
  readonly value: Value
}

/** Words that are found by what is nearly them: two that are one edit apart are alike once a letter of each is left out. */
export class NearWords<Value> {
  readonly #entries: Entry<Value>[] = []
  readonly #seen = new Set<string>()
  #asked = 0
  #byPart: Map<string, Entry<Value>[]> | undefined

  add(word: string, value: Value): void {
    if (this.#seen.has(word) || word.length > longest) return
    this.#seen.add(word)
    const entry = { word, value }
    this.#entries.push(entry)
    if (this.#byPart !== undefined) addParts(this.#byPart, entry)
  }

  /** What was added with a word that is nearly this one, and not the same. */
  find(wanted: string): Value | undefined {
    if (wanted.length > longest) return undefined
    const isMeant = ({ word }: Entry<Value>): boolean => word !== wanted && isNearly(word, wanted)
    this.#asked += 1
    if (this.#entries.length <= few || this.#asked <= few) return nearest(this.#entries.filter(isMeant), wanted)
    if (this.#byPart === undefined) {
      this.#byPart = new Map()
      for (const entry of this.#entries) addParts(this.#byPart, entry)
    }
    for (const part of partsOf(wanted)) {
      const found = this.#byPart.get(part)?.find(isMeant)
      if (found !== undefined) return found.value
    }
    return undefined
  }
}

/** The first of those that share the first of the wanted word's parts that any of them has. */
function nearest<Value>(found: readonly Entry<Value>[], wanted: string): Value | undefined {
  if (found.length < 2) return found[0]?.value
  const parts = found.map(({ word }) => partsOf(word))
  for (const part of partsOf(wanted)) {
    const first = parts.findIndex(own => own.has(part))
    if (first !== -1) return found[first]!.value
  }
  return undefined
}

function addParts<Value>(byPart: Map<string, Entry<Value>[]>, entry: Entry<Value>): void {
  for (const part of partsOf(entry.word)) {
    const list = byPart.get(part)
    if (list === undefined) byPart.set(part, [entry])
    else list.push(entry)
  }
}

/** The word, and what is left of it without each of its letters. */
function partsOf(word: string): ReadonlySet<string> {
  const lower = word.toLowerCase()
  const parts = new Set([lower])
  for (let i = 0; i < lower.length; i++) parts.add(lower.slice(0, i) + lower.slice(i + 1))
  return parts
}
