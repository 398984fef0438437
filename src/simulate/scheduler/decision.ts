import type { FieldRef } from '../../cluster/field-ref.ts'

/** Codes of a plugin's refusal. Mirrors kube-scheduler/framework Code, v1.36: only `Unschedulable` may be cured by evicting pods. */
export type StatusCode = 'Unschedulable' | 'UnschedulableAndUnresolvable'

/** One reason why one node is refused, and what decides it. */
export interface NodeReason {
  /** The scheduler's own text, as it stands in the sentence. */
  readonly text: string
  /** What it is about: a resource (`cpu`), a label key, a taint (`gpu=true:NoSchedule`), a port (`TCP 8080`). */
  readonly subject: string
  /** Canonical quantities, where a resource decides. */
  readonly needed?: string
  readonly free?: string
  /** The field of the pod that decides, as written in its manifest; a missing field is named too. */
  readonly at: FieldRef
  /** What another controller says of it: why a claim is not bound. */
  readonly because?: string
  /** What it fails against: the node's allocatable, label or taint, or the fields of the pods that hold what is wanted. */
  readonly by: readonly FieldRef[]
}

/** What became of one node in one attempt: refused by a plugin, or scored. */
export interface NodeVerdict {
  readonly node: string
  /** Upstream name of the plugin that refuses the node; absent where the node is feasible. */
  readonly plugin?: string
  readonly code?: StatusCode
  readonly reasons: readonly NodeReason[]
  /** Weighted scores by plugin, where the node was scored. */
  readonly scores?: Readonly<Record<string, number>>
  readonly total?: number
}
