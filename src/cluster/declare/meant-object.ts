import { isNearly, nearestName } from '../../k8s/nearest.ts'
import { apiLifecycle } from '../../schema/api-lifecycle.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import type { Declaration } from '../declaration.ts'
import type { ServedKinds } from './served-kinds.ts'

const identityKeys = ['apiVersion', 'kind'] as const

/** The key under which a manifest names its apiVersion or kind: another letter case or a slip of the pen counts; undefined for none. */
export function writtenKey(value: object, key: (typeof identityKeys)[number]): string | undefined {
  return Object.hasOwn(value, key) ? key : nearestName(key, Object.keys(value))
}

/**
 * An object whose apiVersion or kind is misspelt, with the right ones and as the type that was surely meant, so that the rest of it can be
 * checked; undefined where one of the two is not written at all, or what was meant may have other fields.
 */
export function meantObject(
  value: unknown,
  suggestion: Declaration['suggestion'],
  { file }: SourceDocument,
  { version, custom }: ServedKinds
): { readonly value: unknown; readonly type: ResourceType } | undefined {
  if (suggestion === undefined || typeof value !== 'object' || value === null) return undefined
  const { apiVersion, kind } = suggestion
  const type = findResourceType(apiVersion, kind, version) ?? custom?.find(apiVersion, kind, file.path)
  const keys = identityKeys.map(key => writtenKey(value, key))
  if (type === undefined || keys.includes(undefined)) return undefined
  const members = Object.entries(value)
  const written = new Map(members)
  if (!isLike(written.get(keys[0]!), kind, type) || !isSpeltLike(written.get(keys[1]!), type.kind)) return undefined
  const others = members.filter(([key]) => !keys.includes(key))
  const repaired = Object.assign(Object.create(null), { apiVersion: type.apiVersion, kind: type.kind })
  for (const [key, member] of others) repaired[key] = member
  return { value: repaired, type }
}

/** The same apiVersion but for a slip, one that lacks its group, or one gone by whose manifests were written in the same way. */
function isLike(apiVersion: unknown, kind: string, type: ResourceType): boolean {
  if (typeof apiVersion !== 'string') return false
  const lifecycle = apiLifecycle(apiVersion, kind)
  return lifecycle === undefined ? isNearly(apiVersion, type.apiVersion) || isNearly(apiVersion, type.version) : lifecycle.sameShape
}

function isSpeltLike(kind: unknown, meant: string): boolean {
  return typeof kind === 'string' && (kind === meant || nearestName(kind, [meant]) !== undefined)
}
