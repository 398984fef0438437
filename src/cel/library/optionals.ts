import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelValue, celError, isKind, listOf, valuesOf } from '../values.ts'

function some(value: CelValue): CelValue {
  return { kind: 'optional', value }
}

const none: CelValue = { kind: 'optional', value: undefined }

function isZero(value: CelValue): boolean {
  if (typeof value !== 'object') return value === false || value === 0n || value === 0 || value === ''
  if (value === null) return true
  switch (value.kind) {
    case 'list':
    case 'map':
      return value.size === 0
    case 'bytes':
      return value.bytes.length === 0
    case 'uint':
      return value.value === 0n
    case 'duration':
      return value.nanos === 0n
    case 'timestamp':
      return value.seconds === -62_135_596_800n && value.nanos === 0
    case 'optional':
      return value.value === undefined || isZero(value.value)
    default:
      return false
  }
}

const unwrap: CelFunction = ([list]) => {
  if (!isKind(list, 'list')) return undefined
  const values = valuesOf(list)
  if (!values.every(value => isKind(value, 'optional'))) return celError('value is not optional')
  return listOf(values.flatMap(value => (isKind(value, 'optional') && value.value !== undefined ? [value.value] : [])))
}

/** Optional values. Mirrors cel-go cel/library.go optionalLib, v0.26. */
export const optionalFunctions: FunctionTable = {
  'optional.of': ([value]) => some(value!),
  'optional.ofNonZeroValue': ([value]) => (isZero(value!) ? none : some(value!)),
  'optional.none': () => none,
  value: ([value]) => (isKind(value, 'optional') ? (value.value ?? celError('optional.none() dereference')) : undefined),
  hasValue: ([value]) => (isKind(value, 'optional') ? value.value !== undefined : undefined),
  first: ([list]) => (isKind(list, 'list') ? (list.size === 0 ? none : some(list.at(0))) : undefined),
  last: ([list]) => (isKind(list, 'list') ? (list.size === 0 ? none : some(list.at(list.size - 1))) : undefined),
  'optional.unwrap': unwrap,
  unwrapOpt: unwrap,
}
