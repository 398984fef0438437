import { type Call, type Expr, hiddenAccumulator } from '../ast.ts'
import { accumulator, call, constant, ident, listLiteral } from './build.ts'
import type { PlacedMessage } from './issues.ts'

/** A call that may be a macro. */
export type MacroCall = Omit<Call, 'kind'>

type Expansion = Expr | PlacedMessage
type Macro = (macro: MacroCall) => Expansion | undefined

/** The macros of an environment, by name, number of arguments and whether there is a target. */
export type MacroSet = ReadonlyMap<string, Macro>

const overwritten = 'iteration variable overwrites accumulator variable'
const accumulators = new Set([hiddenAccumulator, '__result__'])

/** What a call stands for, or what is wrong with it; undefined where it is no macro. */
export function expandMacro(macros: MacroSet, macro: MacroCall): Expansion | undefined {
  return macros.get(key(macro.name, macro.args.length, macro.target !== undefined))?.(macro)
}

/** The key of a macro. */
export function key(name: string, args: number, member: boolean): string {
  return `${name}:${args}:${member ? 'member' : 'global'}`
}

/** The macros of the language itself. Mirrors cel-go parser/macro.go AllMacros, v0.26. */
export const standardMacros: MacroSet = new Map<string, Macro>([
  [key('has', 1, false), has],
  [key('all', 2, true), macro => quantifier(macro, all)],
  [key('exists', 2, true), macro => quantifier(macro, exists)],
  [key('exists_one', 2, true), macro => quantifier(macro, existsOne)],
  [key('existsOne', 2, true), macro => quantifier(macro, existsOne)],
  [key('map', 2, true), mapMacro],
  [key('map', 3, true), mapMacro],
  [key('filter', 2, true), filter],
])

/** What a loop starts with, goes on while, does for each element, and yields. */
export interface Loop {
  readonly initial: Expr
  readonly condition: Expr
  readonly step: Expr
  readonly result: Expr
}

/** `all`: every element satisfies the predicate. */
export function all(at: number, predicate: Expr): Loop {
  return {
    initial: constant(at, true),
    condition: call(at, '@not_strictly_false', accumulator(at)),
    step: call(at, '_&&_', accumulator(at), predicate),
    result: accumulator(at),
  }
}

/** `exists`: some element does. */
export function exists(at: number, predicate: Expr): Loop {
  return {
    initial: constant(at, false),
    condition: call(at, '@not_strictly_false', call(at, '!_', accumulator(at))),
    step: call(at, '_||_', accumulator(at), predicate),
    result: accumulator(at),
  }
}

/** `exists_one`: exactly one does. */
export function existsOne(at: number, predicate: Expr): Loop {
  return {
    initial: constant(at, 0n),
    condition: constant(at, true),
    step: call(at, '_?_:_', predicate, call(at, '_+_', accumulator(at), constant(at, 1n)), accumulator(at)),
    result: call(at, '_==_', accumulator(at), constant(at, 1n)),
  }
}

/** A loop that collects: `step` for the elements that satisfy the filter, if there is one. */
export function collect(at: number, initial: Expr, filter: Expr | undefined, step: Expr): Loop {
  return {
    initial,
    condition: constant(at, true),
    step: filter === undefined ? step : call(at, '_?_:_', filter, step, accumulator(at)),
    result: accumulator(at),
  }
}

function has({ at, args }: MacroCall): Expansion {
  const selected = args[0]!
  if (selected.kind !== 'select') return { at: selected.at, message: 'invalid argument to has() macro' }
  return { kind: 'select', at, operand: selected.operand, field: selected.field, test: true }
}

function quantifier(macro: MacroCall, loop: (at: number, predicate: Expr) => Loop): Expansion {
  return over(macro, 'argument must be a simple name', loop(macro.at, macro.args[1]!))
}

/** `range.map(x, transform)` and `range.map(x, filter, transform)`. */
export function mapMacro(macro: MacroCall): Expansion {
  const { at, args } = macro
  const step = call(at, '_+_', accumulator(at), listLiteral(at, args.at(-1)!))
  return over(macro, 'argument is not an identifier', collect(at, listLiteral(at), args.length === 3 ? args[1] : undefined, step))
}

function filter(macro: MacroCall): Expansion {
  const { at, args } = macro
  const step = call(at, '_+_', accumulator(at), listLiteral(at, args[0]!))
  return over(macro, 'argument is not an identifier', collect(at, listLiteral(at), args[1], step))
}

function over({ at, target, args }: MacroCall, notName: string, loop: Loop): Expansion {
  const variable = args[0]!
  if (variable.kind !== 'ident') return { at: variable.at, message: notName }
  if (accumulators.has(variable.name)) return { at: variable.at, message: overwritten }
  return { kind: 'comprehension', at, range: target!, variable: variable.name, accumulator: hiddenAccumulator, ...loop }
}

/** A loop over a range with two variables, the first arguments of a macro. Mirrors cel-go ext/comprehensions.go extractIterVars, v0.26. */
export function overTwo({ at, target, args }: MacroCall, loop: Loop): Expansion {
  const [first, second] = args as readonly [Expr, Expr]
  if (first.kind !== 'ident') return { at: first.at, message: 'argument must be a simple name' }
  if (second.kind !== 'ident') return { at: second.at, message: 'argument must be a simple name' }
  if (first.name === second.name) return { at: second.at, message: `duplicate variable name: ${first.name}` }
  const wrong = [first, second].find(variable => accumulators.has(variable.name))
  if (wrong !== undefined) return { at: wrong.at, message: overwritten }
  return {
    kind: 'comprehension',
    at,
    range: target!,
    variable: first.name,
    second: second.name,
    accumulator: hiddenAccumulator,
    ...loop,
  }
}

/** Binds a name to a value for one expression. Mirrors cel-go cel/macro.go and ext/bindings.go, v0.26. */
export function bind(at: number, name: string, value: Expr, result: Expr): Expr {
  return {
    kind: 'comprehension',
    at,
    range: listLiteral(at),
    variable: '#unused',
    accumulator: name,
    initial: value,
    condition: constant(at, false),
    step: ident(at, name),
    result,
  }
}
