import type { Expr } from '../ast.ts'
import { hiddenAccumulator } from '../ast.ts'
import { bool, int } from '../types.ts'
import type { CelValue } from '../values.ts'

/** A call of a function. */
export function call(at: number, name: string, ...args: Expr[]): Expr {
  return { kind: 'call', at, name, args }
}

/** A name. */
export function ident(at: number, name: string): Expr {
  return { kind: 'ident', at, name }
}

/** The accumulator of a macro's loop. */
export function accumulator(at: number): Expr {
  return ident(at, hiddenAccumulator)
}

/** A list literal without optional elements. */
export function listLiteral(at: number, ...elements: Expr[]): Expr {
  return { kind: 'list', at, elements, optionals: new Set() }
}

/** A literal `true`, `false` or whole number. */
export function constant(at: number, value: boolean | bigint): Expr {
  return { kind: 'literal', at, value: value satisfies CelValue, type: typeof value === 'boolean' ? bool : int }
}

/** A chain of one logical operator as a tree of least depth. Mirrors cel-go parser/helper.go balancingLogicManager, v0.26. */
export function balanced(name: string, terms: readonly Expr[], operators: readonly number[]): Expr {
  return terms.length === 1 ? terms[0]! : balancedBetween(name, terms, operators, 0, operators.length - 1)
}

function balancedBetween(name: string, terms: readonly Expr[], operators: readonly number[], low: number, high: number): Expr {
  const middle = Math.floor((low + high + 1) / 2)
  const left = middle === low ? terms[middle]! : balancedBetween(name, terms, operators, low, middle - 1)
  const right = middle === high ? terms[middle + 1]! : balancedBetween(name, terms, operators, middle + 1, high)
  return call(operators[middle]!, name, left, right)
}
