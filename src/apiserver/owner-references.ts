import type { KubernetesObject } from '../k8s/types.ts'
import type { ServerWarning } from './answer.ts'
import { isDeepStrictEqual } from './validation/apiextensions/equal.ts'

const words =
  '.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed:'

/** An object of which no owner is named twice, and the server's warning where one was. Mirrors apiserver pkg/endpoints/handlers/rest.go dedupOwnerReferencesAndAddWarning, v1.36. */
export function withDistinctOwners(object: KubernetesObject): {
  readonly object: KubernetesObject
  readonly warnings: readonly ServerWarning[]
} {
  const { metadata } = object
  const owners = metadata?.ownerReferences
  if (!Array.isArray(owners)) return { object, warnings: [] }
  const kept = new Map<unknown, unknown[]>()
  const distinct: unknown[] = []
  const repeated: string[] = []
  for (const owner of owners as readonly unknown[]) {
    const uid = (owner as { readonly uid?: unknown } | null)?.uid
    const same = kept.get(uid) ?? []
    if (same.some(other => isDeepStrictEqual(other, owner))) {
      repeated.push(String(uid ?? ''))
      continue
    }
    kept.set(uid, [...same, owner])
    distinct.push(owner)
  }
  if (repeated.length === 0) return { object, warnings: [] }
  const warning = { message: `${words} ${repeated.join(', ')}`, path: ['metadata', 'ownerReferences'] }
  return { object: { ...object, metadata: { ...metadata, ownerReferences: distinct } } as KubernetesObject, warnings: [warning] }
}
