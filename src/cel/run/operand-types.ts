import { type CelError, type CelValue, celError, noSuchOverload, typeName } from '../values.ts'

const timestamp = 'google.protobuf.Timestamp'
const duration = 'google.protobuf.Duration'
const ordered = new Set(['bool', 'bytes', 'double', 'int', 'string', 'uint', timestamp, duration])

/** The types that an operator may find at its left. Mirrors the traits of cel-go common/types, v0.26. */
const leftTypes: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['_+_', new Set(['bytes', 'double', 'int', 'list', 'string', 'uint', timestamp, duration])],
  ['_-_', new Set(['double', 'int', 'uint', timestamp, duration])],
  ['_*_', new Set(['double', 'int', 'uint'])],
  ['_/_', new Set(['double', 'int', 'uint'])],
  ['_%_', new Set(['int', 'uint'])],
  ['-_', new Set(['bool', 'double', 'int', duration])],
  ...['_<_', '_<=_', '_>_', '_>=_'].map(name => [name, ordered] as const),
])

/** What is said of a call whose arguments have no meaning for the function. */
export function unsupported(name: string, left: CelValue | undefined): CelError {
  const types = leftTypes.get(name)
  return types === undefined || left === undefined || types.has(typeName(left)) ? noSuchOverload : celError(`no such overload: ${name}`)
}
