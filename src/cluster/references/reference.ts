import type { FieldRef } from '../field-ref.ts'
import type { Resource } from '../resource.ts'

/** What a name in a manifest is for. */
export type ReferenceFamily =
  | 'config'
  | 'pull-secret'
  | 'service-account'
  | 'claim'
  | 'priority-class'
  | 'runtime-class'
  | 'storage-class'
  | 'namespace'
  | 'ingress-service'
  | 'tls-secret'
  | 'ingress-class'
  | 'governing-service'
  | 'webhook-service'
  | 'token-account'
  | 'owner'
  /** of the Gateway API */
  | 'gateway'
  /** in custom resources of other projects */
  | 'third-party'

/** One object that names another. */
export interface Reference {
  readonly family: ReferenceFamily
  readonly from: Resource
  /** Where the name is written. */
  readonly at: FieldRef
  /** `''` for the core group. */
  readonly group: string
  readonly kind: string
  /** `null` for cluster-scoped kinds. */
  readonly namespace: string | null
  readonly name: string
  /** Nothing fails without it. */
  readonly optional?: true
}

/** Who hears of references: those that are not wanted are not made. */
export interface ReferenceSink {
  wants(group: string, kind: string, namespace: string | null, name: string): boolean
  add(reference: Reference): void
}
