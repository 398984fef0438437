import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { AddressRange } from './addresses.ts'
import type { Protocol } from './connections.ts'

export type Direction = 'egress' | 'ingress'
export type Action = 'Allow' | 'Deny' | 'Pass'
/** In the order of evaluation. */
export type Tier = 'Admin' | 'NetworkPolicy' | 'Baseline'

/** Pods by their labels and those of their namespace. */
export interface PodPeer {
  readonly kind: 'pods'
  /** Which namespaces: the policy's own where it is a name. */
  readonly namespaces: LabelSelector | string
  /** Absent: all pods there. */
  readonly pods?: LabelSelector
  /** In place of `namespaces`: those that share labels with the namespace of the subject, or differ from it. */
  readonly shared?: SharedLabels
}

/** Labels whose values two namespaces have in common, or do not. */
export interface SharedLabels {
  readonly keys: readonly string[]
  readonly equal: boolean
}

export type PolicyPeer =
  | PodPeer
  /** An ipBlock, of which the API leaves open whether it selects pods. */
  | { readonly kind: 'block'; readonly ranges: readonly AddressRange[] }
  /** Networks, which select pods by their addresses, too. */
  | { readonly kind: 'networks'; readonly ranges: readonly AddressRange[] }
  | { readonly kind: 'nodes'; readonly selector: LabelSelector }
  /** Addresses that only name resolution knows. */
  | { readonly kind: 'domains' }
  /** No field that is known. */
  | { readonly kind: 'unknown' }

export type RulePort =
  | { readonly protocol: Protocol; readonly from: number; readonly to: number }
  /** A container's port; of any protocol where none is given. */
  | { readonly name: string; readonly protocol?: Protocol }

export interface PolicyRule {
  readonly index: number
  readonly action: Action
  /** Absent: everybody. */
  readonly peers?: readonly PolicyPeer[]
  /** Absent: every port of every protocol. */
  readonly ports?: readonly RulePort[]
  readonly at: FieldRef
}

/** A policy of any kind that is evaluated, in one form. */
export interface Policy {
  readonly resource: Resource
  readonly tier: Tier
  /** `shop/db`; the name alone of a cluster-scoped one. */
  readonly name: string
  /** Lower ones first within a tier; 0 for a NetworkPolicy. */
  readonly priority: number
  readonly subject: PodPeer
  /** Where the subject is written. */
  readonly subjectAt: FieldRef
  /** Its rules by direction; absent where it does not regard the direction. */
  readonly egress?: readonly PolicyRule[]
  readonly ingress?: readonly PolicyRule[]
}
