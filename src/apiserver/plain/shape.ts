const kinds = { any: 0, text: 1, choice: 2, number: 3, struct: 4, list: 5, texts: 6, entries: 7, value: 8 } as const

/** What a member may be, for nothing to be said of it. */
export class Part {
  readonly kind: number
  readonly shape: Shape | undefined
  readonly test: (text: string) => boolean
  readonly choices: readonly string[]
  readonly low: number
  readonly high: number
  readonly holds: (value: unknown) => boolean

  constructor(
    kind: number,
    shape: Shape | undefined = undefined,
    test: Part['test'] = always,
    holds: Part['holds'] = always,
    choices: readonly string[] = none,
    low = 0,
    high = 0
  ) {
    this.kind = kind
    this.shape = shape
    this.test = test
    this.choices = choices
    this.low = low
    this.high = high
    this.holds = holds
  }
}

const none: readonly string[] = []

function always(): boolean {
  return true
}

/** A struct as plain data. */
export type Members = Readonly<Record<string, unknown>>

/** The members that a struct may have: with others, a closer look is due. */
export interface Shape {
  readonly written: Readonly<Record<string, Part>>
  /** The same by name, once a struct has been looked at: most structs that may be are in few objects. */
  parts: ReadonlyMap<string, Part> | undefined
  readonly required: readonly string[]
  /** What must hold of the members together. */
  readonly agrees: (members: Members) => boolean
}

/** A struct of these members, of which some are required. */
export function shape(
  parts: Readonly<Record<string, Part>>,
  required: readonly string[] = none,
  agrees: (members: Members) => boolean = always
): Shape {
  return { written: parts, parts: undefined, required, agrees }
}

/** Anything of the member's type. */
export const any = new Part(kinds.any)
/** A number that is not negative. */
export const count = number(0)
/** A switch that is off. */
export const off = value(member => member === false)

/** A text with which nothing is wrong. */
export function text(test: (text: string) => boolean): Part {
  return new Part(kinds.text, undefined, test)
}

/** One of some texts. */
export function choice(...choices: readonly string[]): Part {
  return new Part(kinds.choice, undefined, always, always, choices)
}

/** A number within bounds. */
export function number(low: number, high: number = Number.MAX_SAFE_INTEGER): Part {
  return new Part(kinds.number, undefined, always, always, none, low, high)
}

/** A struct of a shape. */
export function struct(of: Shape): Part {
  return new Part(kinds.struct, of)
}

/** A list of structs of a shape. */
export function list(of: Shape): Part {
  return new Part(kinds.list, of)
}

/** A list of texts with which nothing is wrong. */
export function texts(test: (text: string) => boolean): Part {
  return new Part(kinds.texts, undefined, test)
}

/** A map of texts, by its keys and what is in it. */
export function entries(test: (key: string) => boolean, holds: (entries: Members) => boolean = always): Part {
  return new Part(kinds.entries, undefined, test, holds as Part['holds'])
}

/** A value of which something holds. */
export function value(holds: (value: unknown) => boolean): Part {
  return new Part(kinds.value, undefined, always, holds)
}

/** Whether a value is a struct of a shape, in every part. Allocates nothing. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { required, agrees } = shape
  shape.parts ??= new Map(Object.entries(shape.written))
  const { parts } = shape
  const members = value as Members
  for (const name in members) {
    const part = parts.get(name)
    if (part === undefined || !fits(members[name], part)) return false
  }
  for (let index = 0; index < required.length; index++) if (members[required[index]!] === undefined) return false
  return agrees(members)
}

function fits(member: unknown, part: Part): boolean {
  switch (part.kind) {
    case kinds.any:
      return true
    case kinds.text:
      return typeof member === 'string' && part.test(member)
    case kinds.choice:
      return part.choices.includes(member as string)
    case kinds.number:
      return typeof member === 'number' && member >= part.low && member <= part.high
    case kinds.struct:
      return hasShape(member, part.shape!)
    case kinds.list:
      return haveShape(member, part.shape!)
    case kinds.texts:
      return areTexts(member, part.test)
    case kinds.entries:
      return areEntries(member, part)
    default:
      return part.holds(member)
  }
}

function haveShape(items: unknown, of: Shape): boolean {
  if (!Array.isArray(items)) return false
  for (let index = 0; index < items.length; index++) if (!hasShape(items[index], of)) return false
  return true
}

function areTexts(items: unknown, test: (text: string) => boolean): boolean {
  if (!Array.isArray(items)) return false
  for (let index = 0; index < items.length; index++) {
    const item: unknown = items[index]
    if (typeof item !== 'string' || !test(item)) return false
  }
  return true
}

function areEntries(map: unknown, { test, holds }: Part): boolean {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return false
  for (const key in map) if (!test(key)) return false
  return holds(map)
}

/** The items of a list; none where there is none. */
export function itemsOf(list: unknown): readonly Members[] {
  return Array.isArray(list) ? list : noItems
}

const noItems: readonly Members[] = []

/** Whether a list is there and holds anything. */
export function isFilledList(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0
}

/** As many as are compared with each other. */
const few = 24

/** Whether no two items have the same in a member; items without it are not compared. */
export function areDistinct(items: readonly Members[], key: string): boolean {
  if (items.length > few) return new Set(items.map(item => item[key])).size === items.length
  for (let index = 1; index < items.length; index++) {
    const own = items[index]![key]
    if (own === undefined) continue
    for (let other = 0; other < index; other++) if (items[other]![key] === own) return false
  }
  return true
}

/** Whether exactly one member is there. */
export function hasOneMember(members: Members): boolean {
  let found = 0
  for (const _ in members) found++
  return found === 1
}
