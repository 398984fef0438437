import {
  bool,
  bytes,
  type CelType,
  double,
  duration,
  dyn,
  int,
  list,
  map,
  nullType,
  object,
  opaque,
  optional,
  param,
  string,
  timestamp,
  typeOf,
  uint,
} from '../types.ts'

/** One signature of a function; of a member the first argument is the target. */
export interface Overload {
  readonly id: string
  readonly member: boolean
  readonly args: readonly CelType[]
  readonly result: CelType
  /** The type parameters that the signature names. */
  readonly parameters: readonly string[]
}

/** The functions of an environment, by name. */
export type Functions = ReadonlyMap<string, readonly Overload[]>

const simple: ReadonlyMap<string, CelType> = new Map([
  ['bool', bool],
  ['int', int],
  ['uint', uint],
  ['double', double],
  ['string', string],
  ['bytes', bytes],
  ['null', nullType],
  ['dyn', dyn],
  ['timestamp', timestamp],
  ['duration', duration],
  ['type', typeOf()],
])
const opaques = new Set(['net.IP', 'net.CIDR'])

/** Reads signatures, one a line: `name overload_id (args) result`, or `name overload_id target.(args) result` for members. */
export function readDeclarations(text: string): Functions {
  const functions = new Map<string, Overload[]>()
  for (const line of text.trim().split('\n')) {
    const [name, id, ...rest] = line.trim().split(' ') as [string, string, ...string[]]
    const overloads = functions.get(name) ?? []
    overloads.push(readOverload(id, rest.join('')))
    functions.set(name, overloads)
  }
  return functions
}

/** Functions of several libraries together; overloads of one name follow each other. */
export function mergeFunctions(libraries: readonly Functions[]): Functions {
  const merged = new Map<string, readonly Overload[]>()
  for (const library of libraries) for (const [name, overloads] of library) merged.set(name, [...(merged.get(name) ?? []), ...overloads])
  return merged
}

function readOverload(id: string, signature: string): Overload {
  const member = signature.startsWith('(') ? -1 : signature.indexOf('.(')
  const open = member < 0 ? 0 : member + 1
  const close = closing(signature, open)
  const inside = signature.slice(open + 1, close)
  const args = [...(member < 0 ? [] : [signature.slice(0, member)]), ...parts(inside)]
  return {
    id,
    member: member >= 0,
    args: args.map(readType),
    result: readType(signature.slice(close + 1)),
    parameters: [...new Set(signature.match(/\b[A-Z]\b/g))],
  }
}

/** Reads a type as signatures write it. */
export function readType(text: string): CelType {
  const known = simple.get(text)
  if (known !== undefined) return known
  const open = text.indexOf('(')
  if (open < 0) return /^[A-Z]$/.test(text) ? param(text) : opaques.has(text) ? opaque(text) : object(text)
  const inside = parts(text.slice(open + 1, -1)).map(readType)
  switch (text.slice(0, open)) {
    case 'list':
      return list(inside[0]!)
    case 'map':
      return map(inside[0]!, inside[1]!)
    case 'type':
      return typeOf(inside[0]!)
    default:
      return optional(inside[0]!)
  }
}

function parts(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index <= text.length; index++) {
    if (text[index] === '(') depth++
    else if (text[index] === ')') depth--
    else if ((text[index] === ',' && depth === 0) || index === text.length) {
      if (index > start) found.push(text.slice(start, index))
      start = index + 1
    }
  }
  return found
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let index = open; index < text.length; index++) {
    if (text[index] === '(') depth++
    else if (text[index] === ')' && --depth === 0) return index
  }
  return text.length
}
