import { Mapping as OwnMapping } from '../source/mapping.ts'

/** An object of a document, whatever its keys. */
export type Mapping = Readonly<Record<string, unknown>>

/** Whether a value read from a document is an object with keys. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of an own key. */
export function ownValue(mapping: Mapping, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined
}

/** A copy of a mapping, or of none, in which a key has another value. */
export function withKey(mapping: unknown, key: string, value: unknown): Mapping {
  const copy = Object.assign(new OwnMapping(), mapping) as Record<string, unknown>
  copy[key] = value
  return copy
}

/** Whether an object means to be a manifest: `apiVersion` or `kind` in any letter case, or both one edit away. */
export function looksLikeManifest(mapping: Mapping): boolean {
  if (Object.hasOwn(mapping, 'apiVersion')) return true
  if (Object.hasOwn(mapping, 'kind')) return typeof mapping['kind'] !== 'object' || hasParts(mapping)
  const keys = Object.keys(mapping).map(key => key.toLowerCase())
  if (keys.includes('apiversion') || keys.includes('kind')) return true
  return keys.some(key => isOneEditAway(key, 'apiversion')) && keys.some(key => isOneEditAway(key, 'kind'))
}

/** Keys of a manifest beside those that say what it is. */
function hasParts(mapping: Mapping): boolean {
  return ['metadata', 'spec', 'items'].some(key => Object.hasOwn(mapping, key))
}

/** Whether a text that could not be read begins a line as a manifest does. */
export function mentionsManifest(text: string): boolean {
  return /^(?:---)?[\s{[-]{0,200}["'“”‘’]?(?:api[-_ ]?version|kind)["'“”‘’]?[ \t]*[:：]/im.test(text)
}

/** One letter replaced, left out, added, or two neighbours exchanged. */
function isOneEditAway(word: string, wanted: string): boolean {
  if (Math.abs(word.length - wanted.length) > 1) return false
  let start = 0
  while (start < word.length && word[start] === wanted[start]) start++
  let end = 0
  while (end < Math.min(word.length, wanted.length) - start && word.at(-1 - end) === wanted.at(-1 - end)) end++
  const left = word.slice(start, word.length - end)
  const right = wanted.slice(start, wanted.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && left[0] === right[1] && left[1] === right[0]
}
