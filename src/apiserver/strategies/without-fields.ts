import { change, changeItems, isStruct, type Struct } from '../defaults/fill.ts'

/** A struct without some of its members; the same struct where it has none of them. */
export function without<T extends object>(struct: T, ...names: readonly string[]): T {
  const present = names.filter(name => Object.hasOwn(struct, name))
  if (present.length === 0) return struct
  return Object.fromEntries(Object.entries(struct).filter(([name]) => !present.includes(name))) as T
}

/** Changes what plain names lead to, where it is there; a name that ends in `[]` stands for all items of a list. */
export function changeAt<T extends object>(struct: T, names: readonly string[], by: (part: Struct) => Struct, from = 0): T {
  const name = names[from]
  if (name === undefined) return by(struct as unknown as Struct) as unknown as T
  const deeper = (part: Struct): Struct => changeAt(part, names, by, from + 1)
  return name.endsWith('[]') ? changeItems(struct, name.slice(0, -2), deeper) : change(struct, name, deeper)
}

/** Tells whether anything is where such names lead to. */
export function presenceOf(names: readonly string[]): (value: unknown) => boolean {
  const [first, ...rest] = names
  if (first === undefined) return value => value !== undefined
  const isThere = presenceOf(rest)
  if (!first.endsWith('[]')) return value => isStruct(value) && isThere(value[first])
  const list = first.slice(0, -2)
  return value => {
    const items = isStruct(value) ? value[list] : undefined
    return Array.isArray(items) && items.some(isThere)
  }
}
