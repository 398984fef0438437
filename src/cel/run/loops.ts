import type { Comprehension, Expr } from '../ast.ts'
import { type CelValue, isKind } from '../values.ts'
import { qualify } from './select.ts'

const pathCalls = new Set(['_[_]', '_[?_]', '_?._'])

/** Whether more can be taken of a node without a cost of its own. */
export function isAttribute(node: Expr): boolean {
  return isPath(node) || (node.kind === 'call' && node.name === '_?_:_')
}

/** Whether a node is a name, or what is taken of one. */
export function isPath(node: Expr): boolean {
  if (node.kind === 'call') return pathCalls.has(node.name)
  return node.kind === 'ident' || (node.kind === 'select' && !node.test)
}

/** The variables of one turn of a loop. */
export function loopVariables(
  node: Comprehension,
  range: CelValue,
  keys: readonly CelValue[] | undefined,
  index: number
): [string, CelValue][] {
  const key = keys === undefined ? BigInt(index) : keys[index]!
  const value = (): CelValue => (isKind(range, 'list') ? range.at(index) : qualify(range, key))
  if (node.second !== undefined)
    return [
      [node.variable, key],
      [node.second, value()],
    ]
  return [[node.variable, keys === undefined ? value() : key]]
}

/** What is said of a range that no loop can go over. */
export function notIterable(range: CelValue, two: boolean): string {
  return two ? `unsupported comprehension range type: ${goType(range)}` : `got '${goType(range)}', expected iterable type`
}

/** The name of the Go type that holds a value. */
function goType(value: CelValue): string {
  if (value === null) return 'types.Null'
  const names = { bigint: 'Int', number: 'Double', boolean: 'Bool', string: 'String' } as Record<string, string>
  const name = names[typeof value] ?? (typeof value === 'object' ? value.kind[0]!.toUpperCase() + value.kind.slice(1) : 'Val')
  return `${isKind(value, 'optional') ? '*' : ''}types.${name}`
}
