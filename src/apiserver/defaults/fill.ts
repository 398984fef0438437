/** A struct of the API as plain data. */
export type Struct = Readonly<Record<string, unknown>>

/** Sets what is absent, as defaults of pointers do. The same struct where nothing was. */
export function fillAbsent<T extends object>(struct: T, values: Struct): T {
  return fill(struct, values, value => value === undefined || value === null)
}

/** Sets what is absent, empty or zero, as defaults of plain Go fields do. The same struct where nothing was. */
export function fillEmpty<T extends object>(struct: T, values: Struct): T {
  return fill(struct, values, value => value === undefined || value === null || value === '' || value === 0)
}

function fill<T extends object>(struct: T, values: Struct, isMissing: (value: unknown) => boolean): T {
  const missing = Object.keys(values).filter(key => isMissing((struct as Struct)[key]))
  if (missing.length === 0) return struct
  const filled: Record<string, unknown> = { ...(struct as Struct) }
  for (const key of missing) filled[key] = values[key]
  return filled as T
}

/** Changes a struct-valued member, where it is there. */
export function change<T extends object>(struct: T, key: string, by: (member: Struct) => Struct): T {
  const member = (struct as Struct)[key]
  if (!isStruct(member)) return struct
  const changed = by(member)
  return changed === member ? struct : { ...struct, [key]: changed }
}

/** Changes a struct-valued member; an absent one as an empty struct. */
export function changeOrAdd<T extends object>(struct: T, key: string, by: (member: Struct) => Struct): T {
  return isStruct((struct as Struct)[key]) ? change(struct, key, by) : { ...struct, [key]: by({}) }
}

/** Changes each struct in a list-valued member. */
export function changeItems<T extends object>(struct: T, key: string, by: (item: Struct) => Struct): T {
  const list = (struct as Struct)[key]
  if (!Array.isArray(list)) return struct
  let changed: unknown[] | undefined
  for (const [index, item] of list.entries()) {
    if (!isStruct(item)) continue
    const next = by(item)
    if (next === item) continue
    changed ??= [...list]
    changed[index] = next
  }
  return changed === undefined ? struct : { ...struct, [key]: changed }
}

/** Whether a value is a struct or map. */
export function isStruct(value: unknown): value is Struct {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
