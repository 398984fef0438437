import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { duplicate, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

type Errors = (field: Field) => Iterable<FieldError>

const leastShown = 16
/** Before, the server prints the key with what is wrong with it. */
const mapPathSince = 36
const itemPathSince = 35

/** The items of a list that may only be so long. Mirrors pkg/apis/resource/validation/validation.go validateSlice, v1.36. */
export function* listErrors(list: Field, most: number, itemErrors: Errors): Generator<FieldError> {
  const { items } = list
  if (items.length > most) yield tooMany(list, items.length, most)
  else for (const item of items) yield* itemErrors(item)
}

/** The same of a list in which nothing may come twice. Mirrors validateSet. */
export function* setErrors(list: Field, most: number, itemErrors: Errors, keyOf: (item: Field) => string): Generator<FieldError> {
  yield* listErrors(list, most, itemErrors)
  if (list.items.length > most) return
  const seen = new Set<string>()
  for (const item of list.items) {
    const key = keyOf(item)
    if (seen.has(key)) yield duplicate(item, key)
    seen.add(key)
  }
}

/** The same of structs that are told apart by a member, which older versions print. */
export function* structSetErrors(
  list: Field,
  most: number,
  itemErrors: Errors,
  key: string,
  { version }: ValidationContext
): Generator<FieldError> {
  const isPrinted = version.minor < itemPathSince
  for (const error of setErrors(list, most, itemErrors, item => item.child(key).text))
    yield isPrinted && error.reason === 'FieldValueDuplicate' && error.path.length === list.path.length + 1
      ? { ...error, field: `${error.field}.${key}`, path: [...error.path, key] }
      : error
}

/** Keys, about which the server prints the map, and values of a map. Mirrors validateMap. */
export function* mapErrors(
  map: Field,
  longestKey: number,
  keyErrors: (key: Field) => Iterable<FieldError>,
  valueErrors: Errors,
  context: ValidationContext,
  most?: number
): Generator<FieldError> {
  const { entries } = map
  if (most !== undefined && entries.length > most) {
    yield tooMany(map, entries.length, most)
    return
  }
  for (const entry of entries) {
    const printed = entry.printedAs(`${map.name}[${shortened(entry.key, longestKey)}]`)
    yield* keyErrors(context.version.minor >= mapPathSince ? entry.printedAs(map.name) : printed)
    yield* valueErrors(printed)
  }
}

/** Mirrors truncateIfTooLong. */
function shortened(key: string, longest: number): string {
  const most = Math.max(longest, leastShown)
  if (byteLength(key) <= most) return key
  const kept = most - 3
  return `${key.slice(0, Math.floor((kept + 1) / 2))}...${key.slice(key.length - Math.floor(kept / 2))}`
}
