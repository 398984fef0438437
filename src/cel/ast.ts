import type { CelType } from './types.ts'
import type { CelValue } from './values.ts'

interface Node {
  /** Where messages point: code points from the start. */
  readonly at: number
}

/** One entry of a map literal. */
export interface MapEntry {
  readonly at: number
  readonly key: Expr
  readonly value: Expr
  readonly optional: boolean
}

/** One field of a message literal. */
export interface FieldEntry {
  readonly at: number
  readonly name: string
  readonly value: Expr
  readonly optional: boolean
}

/** A loop that a macro stands for. Mirrors cel-go common/ast ComprehensionExpr, v0.26. */
export interface Comprehension extends Node {
  readonly kind: 'comprehension'
  readonly range: Expr
  readonly variable: string
  /** Of macros with two variables. */
  readonly second?: string
  readonly accumulator: string
  readonly initial: Expr
  readonly condition: Expr
  readonly step: Expr
  readonly result: Expr
}

/** A call; `target` is what stands before the dot. */
export interface Call extends Node {
  readonly kind: 'call'
  readonly name: string
  readonly target?: Expr
  readonly args: readonly Expr[]
}

/** `operand.field`, or a test of its presence. */
export interface Select extends Node {
  readonly kind: 'select'
  readonly operand: Expr
  readonly field: string
  readonly test: boolean
}

/** A list literal; `optionals` are the indexes written with `?`. */
export interface ListLiteral extends Node {
  readonly kind: 'list'
  readonly elements: readonly Expr[]
  readonly optionals: ReadonlySet<number>
}

/** A parsed expression, macros expanded. */
export type Expr =
  | (Node & { readonly kind: 'literal'; readonly value: CelValue; readonly type: CelType })
  | (Node & { readonly kind: 'ident'; readonly name: string })
  | Select
  | Call
  | ListLiteral
  | (Node & { readonly kind: 'map'; readonly entries: readonly MapEntry[] })
  | (Node & { readonly kind: 'struct'; readonly name: string; readonly fields: readonly FieldEntry[] })
  | Comprehension

/** The accumulator of the macros of the language. */
export const hiddenAccumulator = '@result'
