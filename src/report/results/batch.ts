import type { AccessResult } from './access.ts'
import type { CheckResult } from './check.ts'
import type { ReachResult } from './reach.ts'
import type { SimulateResult } from './simulate.ts'

/** Why a job has no result: it is none or asks for what there is not, or seatrial failed. */
export interface JobErrorResult {
  readonly kind: 'usage' | 'internal'
  readonly message: string
}

/** The answer to one job of `batch`: a line of standard output. */
export type BatchAnswer =
  | { readonly id: unknown; readonly result: AccessResult | CheckResult | ReachResult | SimulateResult }
  | { readonly id?: unknown; readonly error: JobErrorResult }
