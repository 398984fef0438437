import type { CelValue } from '../values.ts'

/** What an evaluation may use. */
export interface EvaluationOptions {
  /** What it may cost; more ends it with an error. */
  readonly costLimit?: number
}

/** The outcome of an evaluation; `limit` says that it was ended for its cost. */
export type Evaluation =
  | { readonly value: CelValue; readonly cost: number }
  | { readonly error: string; readonly cost: number; readonly limit: boolean }

/** What is said of an evaluation that costs too much. */
export const costLimitExceeded = 'operation cancelled: actual cost limit exceeded'
