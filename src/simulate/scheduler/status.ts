import type { StatusCode } from './decision.ts'

/** A plugin's refusal of a node; plugins share one object for each of their texts. */
export interface Status {
  /** `Error` ends the pod's attempt. */
  readonly code: StatusCode | 'Error'
  readonly reasons: readonly string[]
}

/** A refusal that evicting pods may cure. */
export function unschedulable(...reasons: readonly string[]): Status {
  return { code: 'Unschedulable', reasons }
}

/** A refusal that evicting pods cannot cure. */
export function unresolvable(...reasons: readonly string[]): Status {
  return { code: 'UnschedulableAndUnresolvable', reasons }
}
