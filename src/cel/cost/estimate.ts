import type { Expr } from '../ast.ts'
import type { CelType } from '../types.ts'

/** A range of whole numbers, of sizes or of costs; no bound is Infinity. */
export interface Estimate {
  readonly min: number
  readonly max: number
}

/** A node as estimators see it: where it lies in the declared data, its type, and its size as far as the expression shows it. */
export interface CostNode {
  readonly path: readonly string[]
  readonly type: CelType
  readonly expr: Expr | undefined
  readonly size: Estimate | undefined
}

/** Says how large a value of declared data can be; undefined where nothing bounds it. */
export type SizeEstimator = (node: CostNode) => Estimate | undefined

/** What one call costs besides its arguments, and how large its result can be. */
export interface CallEstimate {
  readonly cost: Estimate
  readonly size?: Estimate
}

export const unknownSize: Estimate = { min: 0, max: Number.POSITIVE_INFINITY }
/** Per character of a text that is read once. */
export const stringFactor = 0.1
/** Per character of a pattern. */
export const regexFactor = 0.25
export const listBaseCost = 10
export const mapBaseCost = 30
export const structBaseCost = 40

/** A range of one number. */
export function fixed(value: number): Estimate {
  return { min: value, max: value }
}

export function add(left: Estimate, right: Estimate): Estimate {
  return { min: left.min + right.min, max: left.max + right.max }
}

export function multiply(left: Estimate, right: Estimate): Estimate {
  return { min: product(left.min, right.min), max: product(left.max, right.max) }
}

/** A range times a factor, rounded up. */
export function scale(estimate: Estimate, factor: number): Estimate {
  return { min: Math.ceil(product(estimate.min, factor)), max: Math.ceil(product(estimate.max, factor)) }
}

/** The range that holds both. */
export function union(left: Estimate, right: Estimate): Estimate {
  return { min: Math.min(left.min, right.min), max: Math.max(left.max, right.max) }
}

function product(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right
}
