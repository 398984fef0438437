import { isStruct } from '../defaults/fill.ts'
import type { Field } from '../validation/field.ts'
import { equalValues } from './equal-values.ts'

/** The first field in which a part differs from what it was, printed as the part itself. */
export function changedField(part: Field, now: unknown, before: unknown): Field {
  const changed = deepest(part, now, before)
  return changed === part ? part : changed.printedAs(part.name)
}

function deepest(field: Field, now: unknown, before: unknown): Field {
  if (Array.isArray(now) && Array.isArray(before) && now.length === before.length) {
    const index = now.findIndex((item, at) => !equalValues(item, before[at]))
    return index === -1 ? field : deepest(field.item(index), now[index], before[index])
  }
  if (!isStruct(now) || !isStruct(before)) return field
  const names = [...Object.keys(now), ...Object.keys(before).filter(name => !Object.hasOwn(now, name))]
  const name = names.find(key => !Object.hasOwn(now, key) || !Object.hasOwn(before, key) || !equalValues(now[key], before[key]))
  return name === undefined ? field : deepest(field.entry(name), now[name], before[name])
}
