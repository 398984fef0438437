import type { Quantity } from '../k8s/quantity.ts'
import type { CelAuthorization } from './library/authorization-values.ts'
import type { CidrValue, IpValue } from './library/ip-values.ts'
import type { NamedFormat } from './library/named-format.ts'
import type { SemverValue } from './library/semver-values.ts'
import type { UrlValue } from './library/url-values.ts'

/** An error as a value: strict operations pass it on, `&&`, `||` and quantifiers may absorb it. */
export interface CelError {
  readonly kind: 'error'
  readonly message: string
}

/** A list; `equals` and `add` are there where its declaration gives it other rules than a plain list's. */
export interface CelList {
  readonly kind: 'list'
  readonly size: number
  at(index: number): CelValue
  equals?(other: CelList): boolean
  add?(other: CelList): CelValue
}

/** A map or an object read like one. */
export interface CelMap {
  readonly kind: 'map'
  readonly size: number
  /** The value of a key; undefined where it is absent. */
  get(key: CelValue): CelValue | undefined
  keys(): readonly CelValue[]
  /** The type of a message literal; absent for maps. */
  readonly type?: string
}

/** A value of CEL: bool, int (bigint), double (number), string and null are JavaScript's own. */
export type CelValue =
  | boolean
  | bigint
  | number
  | string
  | null
  | CelError
  | CelList
  | CelMap
  | { readonly kind: 'uint'; readonly value: bigint }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'timestamp'; readonly seconds: bigint; readonly nanos: number; readonly offset: number }
  | { readonly kind: 'duration'; readonly nanos: bigint }
  | { readonly kind: 'type'; readonly name: string }
  | { readonly kind: 'optional'; readonly value: CelValue | undefined }
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  | { readonly kind: 'url'; readonly url: UrlValue }
  | { readonly kind: 'ip'; readonly ip: IpValue }
  | { readonly kind: 'cidr'; readonly cidr: CidrValue }
  | { readonly kind: 'format'; readonly format: NamedFormat }
  | { readonly kind: 'semver'; readonly semver: SemverValue }
  | { readonly kind: 'authorization'; readonly authorization: CelAuthorization }
  /** Data that no declaration types: it can be compared, and nothing else. */
  | { readonly kind: 'unknown'; readonly data: unknown }

export type CelKind = Extract<CelValue, { kind: string }>['kind']

/** A value of one tagged kind. */
export type Tagged<K extends CelKind> = Extract<CelValue, { kind: K }>

/** Makes an error value. */
export function celError(message: string): CelError {
  return { kind: 'error', message }
}

/** What an operation says of operands that it has no meaning for. */
export const noSuchOverload: CelError = celError('no such overload')

/** Whether a value is of one tagged kind. */
export function isKind<K extends CelKind>(value: CelValue | undefined, kind: K): value is Tagged<K> {
  return typeof value === 'object' && value !== null && value.kind === kind
}

/** Whether a value is an error. */
export function isError(value: CelValue): value is CelError {
  return isKind(value, 'error')
}

/** A list of values that are there. */
export function listOf(values: readonly CelValue[]): CelList {
  return { kind: 'list', size: values.length, at: index => values[index]! }
}

/** The values of a list, in order. */
export function valuesOf(list: CelList): CelValue[] {
  return Array.from({ length: list.size }, (_, index) => list.at(index))
}

/** How many characters or entries a value has; undefined where it has no size. */
export function sizeOf(value: CelValue): number | undefined {
  if (typeof value === 'string') return codePointCount(value)
  if (typeof value !== 'object' || value === null) return undefined
  if (value.kind === 'list' || value.kind === 'map') return value.size
  if (value.kind === 'bytes') return value.bytes.length
  if (value.kind === 'ip') return value.ip.bytes.length
  return value.kind === 'cidr' ? Math.ceil(value.cidr.bits / 8) : undefined
}

/** The number of code points of a text. */
export function codePointCount(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length - 1; index++)
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count--
      index++
    }
  return count
}

const names: Readonly<Partial<Record<CelKind, string>>> = {
  timestamp: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
  optional: 'optional_type',
  quantity: 'kubernetes.Quantity',
  url: 'kubernetes.URL',
  ip: 'net.IP',
  cidr: 'net.CIDR',
  format: 'kubernetes.NamedFormat',
  semver: 'kubernetes.Semver',
}

/** The name of a value's type: what `type(x)` yields. */
export function typeName(value: CelValue): string {
  if (value === null) return 'null_type'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'double'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (value.kind === 'map' && value.type !== undefined) return value.type
  if (value.kind === 'authorization') return value.authorization.type
  return names[value.kind] ?? value.kind
}
