/** The kinds of simple types. */
export type SimpleKind =
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'null'
  | 'dyn'
  | 'any'
  | 'error'
  | 'timestamp'
  | 'duration'

/** A static type of CEL. */
export type CelType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'list'; readonly element: CelType }
  | { readonly kind: 'map'; readonly key: CelType; readonly value: CelType }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'opaque'; readonly name: string; readonly parameters: readonly CelType[] }
  | { readonly kind: 'type'; readonly of?: CelType }
  | { readonly kind: 'param'; readonly name: string }

export const bool: CelType = { kind: 'bool' }
export const int: CelType = { kind: 'int' }
export const uint: CelType = { kind: 'uint' }
export const double: CelType = { kind: 'double' }
export const string: CelType = { kind: 'string' }
export const bytes: CelType = { kind: 'bytes' }
export const nullType: CelType = { kind: 'null' }
export const dyn: CelType = { kind: 'dyn' }
export const any: CelType = { kind: 'any' }
export const errorType: CelType = { kind: 'error' }
export const timestamp: CelType = { kind: 'timestamp' }
export const duration: CelType = { kind: 'duration' }

/** `list(element)`. */
export function list(element: CelType): CelType {
  return { kind: 'list', element }
}

/** `map(key, value)`. */
export function map(key: CelType, value: CelType): CelType {
  return { kind: 'map', key, value }
}

/** A type with declared fields, or one that a library declares by name (`kubernetes.Quantity`). */
export function object(name: string): CelType {
  return { kind: 'object', name }
}

/** `optional_type(of)`. */
export function optional(of: CelType): CelType {
  return { kind: 'opaque', name: 'optional_type', parameters: [of] }
}

/** A named type without fields, compared by name and parameters. */
export function opaque(name: string, ...parameters: CelType[]): CelType {
  return { kind: 'opaque', name, parameters }
}

/** The type of types, or of one type. */
export function typeOf(of?: CelType): CelType {
  return of === undefined ? { kind: 'type' } : { kind: 'type', of }
}

/** A type parameter of a declaration. */
export function param(name: string): CelType {
  return { kind: 'param', name }
}

/** Whether a type is `optional_type(…)`. */
export function isOptional(type: CelType): type is CelType & { kind: 'opaque' } {
  return type.kind === 'opaque' && type.name === 'optional_type'
}

/** Whether values of a type are known only when they are there. */
export function isDynamic(type: CelType): boolean {
  return type.kind === 'dyn' || type.kind === 'any' || type.kind === 'error'
}

/** The types directly inside a type. */
export function parametersOf(type: CelType): readonly CelType[] {
  if (type.kind === 'list') return [type.element]
  if (type.kind === 'map') return [type.key, type.value]
  if (type.kind === 'opaque') return type.parameters
  return type.kind === 'type' && type.of !== undefined ? [type.of] : []
}

const shown: Readonly<Record<SimpleKind, string>> = {
  bool: 'bool',
  int: 'int',
  uint: 'uint',
  double: 'double',
  string: 'string',
  bytes: 'bytes',
  null: 'null',
  dyn: 'dyn',
  any: 'any',
  error: '!error!',
  timestamp: 'timestamp',
  duration: 'duration',
}

/** A type as messages of the checker print it. Mirrors cel-go checker/format.go FormatCELType, v0.26. */
export function formatType(type: CelType): string {
  switch (type.kind) {
    case 'list':
      return `list(${formatType(type.element)})`
    case 'map':
      return `map(${formatType(type.key)}, ${formatType(type.value)})`
    case 'object':
    case 'param':
      return type.name
    case 'opaque':
      return type.parameters.length === 0 ? type.name : `${type.name}(${type.parameters.map(formatType).join(', ')})`
    case 'type':
      return type.of === undefined ? 'type' : `type(${formatType(type.of)})`
    default:
      return shown[type.kind]
  }
}

/** Whether two types are the same, parameters included. */
export function sameType(left: CelType, right: CelType): boolean {
  if (left === right) return true
  if (left.kind !== right.kind) return false
  if ('name' in left && 'name' in right && left.name !== right.name) return false
  const mine = parametersOf(left)
  const theirs = parametersOf(right)
  return mine.length === theirs.length && mine.every((parameter, index) => sameType(parameter, theirs[index]!))
}

/** The name of a type at run time: what `type(x)` yields and errors print. */
export function runtimeName(type: CelType): string {
  switch (type.kind) {
    case 'null':
      return 'null_type'
    case 'timestamp':
      return 'google.protobuf.Timestamp'
    case 'duration':
      return 'google.protobuf.Duration'
    case 'object':
    case 'opaque':
    case 'param':
      return type.name
    case 'any':
      return 'any'
    default:
      return type.kind
  }
}

/** A type as Kubernetes prints it: by its names at run time. Mirrors cel-go common/types Type.String, v0.26. */
export function typeText(type: CelType): string {
  const parameters = parametersOf(type)
  return parameters.length === 0 ? runtimeName(type) : `${runtimeName(type)}(${parameters.map(typeText).join(', ')})`
}
