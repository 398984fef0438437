import type { FieldRef } from '../../../cluster/field-ref.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'

/** A single change after which a pod that waits finds a node. */
export interface Remedy {
  readonly change: 'lower-request' | 'tolerate-taint' | 'remove-node-selector' | 'raise-max-skew' | 'lower-replicas' | 'add-node'
  /** What to do, without a full stop. */
  readonly sentence: string
  /** The field that is to change. */
  readonly at: FieldRef
  /** Its new value; null: it is to go. */
  readonly to: unknown
}

/** Data with another value at a path; undefined takes the field out. */
export function withValue(data: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(data)) return data.map((item, index) => (index === step ? withValue(item, rest, value) : item))
  const entries = Object.entries((data ?? {}) as object).filter(([key]) => key !== step)
  const old = Object.hasOwn((data ?? {}) as object, step) ? (data as Record<string, unknown>)[step] : undefined
  const changed = withValue(old, rest, value)
  return Object.fromEntries(changed === undefined ? entries : [...entries, [step, changed]])
}
