import { apiGroup } from '../k8s/api-group.ts'
import type { Path } from '../source/path.ts'
import type { ResourceIdentity } from './diagnostic.ts'

/** What a finding is recognised by after its lines have moved. */
export interface FingerprintParts {
  readonly rule: string
  readonly messageKey: string
  readonly identity: ResourceIdentity | undefined
  /** From the root of the object, or of the document where there is no object. */
  readonly path: Path
  /** The value that `path` starts from: list items that have a name are known by it. */
  readonly value: unknown
  /** What tells it apart where no named object holds it: the file, the text. */
  readonly place: readonly string[]
}

/** 16 hex digits; the same for the same finding after lines moved, items were added before it, or the layout changed. */
export function fingerprint(parts: FingerprintParts): string {
  const { rule, messageKey, identity, place } = parts
  const who = identity === undefined ? [] : [apiGroup(identity.apiVersion), identity.kind, identity.namespace ?? '', identity.name ?? '']
  return hash64([rule, messageKey, ...who, ...place, ...namedPath(parts.value, parts.path)].join('\0'))
}

/** The path with list items that have a `name` written as `[name=web]`. */
function namedPath(value: unknown, path: Path): string[] {
  let current: unknown = value
  return path.map(step => {
    const next: unknown =
      typeof current === 'object' && current !== null && Object.hasOwn(current, step)
        ? (current as Readonly<Record<string | number, unknown>>)[step]
        : undefined
    const inList = Array.isArray(current)
    current = next
    if (!inList || typeof next !== 'object' || next === null || !Object.hasOwn(next, 'name')) return String(step)
    const name: unknown = (next as Readonly<Record<string, unknown>>)['name']
    return typeof name === 'string' ? `[name=${name}]` : String(step)
  })
}

/** Two 32-bit multiply-and-rotate lanes over the UTF-16 units, mixed at the end; no cryptography. */
function hash64(text: string): string {
  let low = 0x9e3779b9
  let high = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(((high << 5) | (high >>> 27)) ^ unit, 0xcc9e2d51)
  }
  const first = mix(low ^ (high >>> 15))
  const second = mix(high ^ first)
  return hex(first) + hex(second)
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
