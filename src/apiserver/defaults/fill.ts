/** A struct of the API as plain data. */
export type Struct = Readonly<Record<string, unknown>>

/** Sets what is absent, as defaults of pointers do. The same struct where nothing was. */
export function fillAbsent<T extends object>(struct: T, values: Struct): T {
  let filled: Record<string, unknown> | undefined
  for (const key in values) {
    const value = (struct as Struct)[key]
    if (value !== undefined && value !== null) continue
    filled ??= { ...(struct as Struct) }
    filled[key] = values[key]
  }
  return (filled ?? struct) as T
}

/** Sets what is absent, empty or zero, as defaults of plain Go fields do. The same struct where nothing was. */
export function fillEmpty<T extends object>(struct: T, values: Struct): T {
  let filled: Record<string, unknown> | undefined
  for (const key in values) {
    const value = (struct as Struct)[key]
    if (value !== undefined && value !== null && value !== '' && value !== 0) continue
    filled ??= { ...(struct as Struct) }
    filled[key] = values[key]
  }
  return (filled ?? struct) as T
}

/** Sets some fields where they are absent, empty or zero, and others where they are absent. The same struct where none was. */
export function fillBoth<T extends object>(struct: T, whereEmpty: Struct, whereAbsent: Struct): T {
  const filled = fillEmpty(struct, whereEmpty)
  if (filled === struct) return fillAbsent(struct, whereAbsent)
  for (const key in whereAbsent)
    if (((filled as Struct)[key] ?? undefined) === undefined) (filled as Record<string, unknown>)[key] = whereAbsent[key]
  return filled
}

/** What becomes of a member; the same value where nothing does. */
export type MemberChange = (member: unknown) => unknown

/** Changes members that are there. `filled` is what was made of `written` so far: a copy, which is changed itself, or the same struct. */
export function changeMembers(written: Struct, filled: Struct, changes: ReadonlyMap<string, MemberChange>): Struct {
  let copy: Record<string, unknown> | undefined = filled === written ? undefined : filled
  for (const key in filled) {
    const by = changes.get(key)
    const member = by === undefined ? undefined : filled[key]
    if (by === undefined || typeof member !== 'object' || member === null) continue
    const changed = by(member)
    if (changed === member) continue
    copy ??= { ...filled }
    copy[key] = changed
  }
  return copy ?? filled
}

/** Changes struct-valued members, absent ones as empty structs; of `filled` as in `changeMembers`. */
export function changeOrAddMembers(written: Struct, filled: Struct, changes: Readonly<Record<string, (member: Struct) => Struct>>): Struct {
  let copy: Record<string, unknown> | undefined = filled === written ? undefined : filled
  for (const key in changes) {
    const member = filled[key]
    const changed = changes[key]!(isStruct(member) ? member : {})
    if (changed === member) continue
    copy ??= { ...filled }
    copy[key] = changed
  }
  return copy ?? filled
}

/** A change of a member that is a struct. */
export function ofStruct(by: (struct: Struct) => Struct): MemberChange {
  return member => (isStruct(member) ? by(member) : member)
}

/** A change of each struct in a member that is a list. */
export function ofItems(by: (item: Struct) => Struct): MemberChange {
  return member => (Array.isArray(member) ? changeEach(member, by) : member)
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
  const changed = changeEach(list, by)
  return changed === list ? struct : { ...struct, [key]: changed }
}

function changeEach(list: readonly unknown[], by: (item: Struct) => Struct): readonly unknown[] {
  let changed: unknown[] | undefined
  for (let index = 0; index < list.length; index++) {
    const item = list[index]
    if (!isStruct(item)) continue
    const next = by(item)
    if (next === item) continue
    changed ??= [...list]
    changed[index] = next
  }
  return changed ?? list
}

/** Whether a value is a struct or map. */
export function isStruct(value: unknown): value is Struct {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
