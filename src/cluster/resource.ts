import type { FieldPath } from '../k8s/field-path.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import type { DecodeError } from '../schema/decode-error.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { SourceDocument } from '../source/source-document.ts'

/** `input` is judged; `cluster` describes what is already there and is never reported on. */
export type Role = 'input' | 'cluster'

/** One object that an input declares: a document, or an item of a List. */
export interface Resource {
  readonly type: ResourceType
  /** Effective: `null` for cluster-scoped kinds, the default namespace where none is written. */
  readonly namespace: string | null
  /** `null` where the object names none. */
  readonly name: string | null
  /** Decoded and defaulted: no value of a wrong type is left. Never changed by anyone. */
  readonly object: KubernetesObject
  /** Decoded, before defaults. */
  readonly written: KubernetesObject
  readonly decodeErrors: readonly DecodeError[]
  /** The server's sentence where decoding failed. */
  readonly decodeMessage?: string
  readonly document: SourceDocument
  /** Where the object is in its document: `[]`, or `['items', 3]`. */
  readonly root: FieldPath
  readonly role: Role
  /** Order of arrival among all objects of the set. */
  readonly order: number
}

/** `Deployment shop/web`, `Node n1`: how messages name an object. */
export function resourceTitle(resource: Resource): string {
  return `${resource.type.kind} ${resource.name ?? '(without a name)'}`
}
