import type { Expr } from '../ast.ts'
import type { ExtraLibrary } from '../environment.ts'
import { accumulator, call, ident, listLiteral } from './build.ts'
import { all, bind, collect, exists, existsOne, key, type MacroCall, type MacroSet, mapMacro, overTwo, standardMacros } from './macros.ts'

const twoVariablesSince = 32
const sortBySince = 34
const sorted = new Set(['list', 'select', 'ident', 'comprehension', 'call'])
const sortInput = '@__sortBy_input__'

/** The macros that new expressions may use at a compatibility version. Mirrors apiserver pkg/cel/environment/base.go, v1.36. */
export function macrosOf(compatibility: number, extra: readonly ExtraLibrary[] = []): MacroSet {
  return new Map([
    ...standardMacros,
    [key('optMap', 2, true), (macro: MacroCall) => optional(macro, true)],
    [key('optFlatMap', 2, true), (macro: MacroCall) => optional(macro, false)],
    ...(compatibility >= twoVariablesSince ? twoVariables : []),
    ...(extra.includes('bindings') ? ([[key('bind', 3, true), bindMacro]] as const) : []),
    ...(compatibility >= sortBySince ? ([[key('sortBy', 2, true), sortBy]] as const) : []),
  ])
}

/** Mirrors cel-go ext/comprehensions.go, v0.26. */
const twoVariables: MacroSet = new Map([
  [key('all', 3, true), (macro: MacroCall) => overTwo(macro, all(macro.at, macro.args[2]!))],
  [key('exists', 3, true), (macro: MacroCall) => overTwo(macro, exists(macro.at, macro.args[2]!))],
  [key('exists_one', 3, true), (macro: MacroCall) => overTwo(macro, existsOne(macro.at, macro.args[2]!))],
  [key('existsOne', 3, true), (macro: MacroCall) => overTwo(macro, existsOne(macro.at, macro.args[2]!))],
  ...[3, 4].flatMap(
    count =>
      [
        [key('transformList', count, true), transformList],
        [key('transformMap', count, true), transformMap],
        [key('transformMapEntry', count, true), transformMapEntry],
      ] as const
  ),
])

function transformList(macro: MacroCall) {
  const { at } = macro
  return transformed(macro, listLiteral(at), value => call(at, '_+_', accumulator(at), listLiteral(at, value)))
}

function transformMap(macro: MacroCall) {
  const { at, args } = macro
  const variable = args[0]!
  const name = variable.kind === 'ident' ? variable.name : ''
  return transformed(macro, emptyMap(at), value => call(at, 'cel.@mapInsert', accumulator(at), ident(at, name), value))
}

function transformMapEntry(macro: MacroCall) {
  const { at } = macro
  return transformed(macro, emptyMap(at), value => call(at, 'cel.@mapInsert', accumulator(at), value))
}

function transformed(macro: MacroCall, initial: Expr, step: (value: Expr) => Expr) {
  const filter = macro.args.length === 4 ? macro.args[2] : undefined
  return overTwo(macro, collect(macro.at, initial, filter, step(macro.args.at(-1)!)))
}

function emptyMap(at: number): Expr {
  return { kind: 'map', at, entries: [] }
}

/** Mirrors cel-go cel/library.go optMap and optFlatMap, v0.26. */
function optional({ at, name, target, args }: MacroCall, wraps: boolean) {
  const variable = args[0]!
  if (variable.kind !== 'ident') return { at: variable.at, message: `${name}() variable name must be a simple identifier` }
  const value: Expr = { kind: 'call', at, name: 'value', target: target!, args: [] }
  const bound = bind(at, variable.name, value, args[1]!)
  const present: Expr = { kind: 'call', at, name: 'hasValue', target: target!, args: [] }
  return call(at, '_?_:_', present, wraps ? call(at, 'optional.of', bound) : bound, call(at, 'optional.none'))
}

/** Mirrors cel-go ext/lists.go sortByMacro, v0.26. */
function sortBy(macro: MacroCall) {
  const { at, target } = macro
  if (!sorted.has(target!.kind))
    return { at: target!.at, message: 'sortBy can only be applied to a list, identifier, comprehension, call or select expression' }
  const keys = mapMacro({ ...macro, target: ident(at, sortInput) })
  if (!('kind' in keys)) return keys
  return bind(at, sortInput, target!, { kind: 'call', at, name: '@sortByAssociatedKeys', target: ident(at, sortInput), args: [keys] })
}

/** `cel.bind(name, value, result)`; a `bind` of anything else is a call. Mirrors cel-go ext/bindings.go, v0.26. */
function bindMacro({ at, target, args }: MacroCall) {
  if (target?.kind !== 'ident' || target.name !== 'cel') return undefined
  const [variable, value, result] = args as readonly [Expr, Expr, Expr]
  if (variable.kind !== 'ident') return { at: variable.at, message: 'cel.bind() variable names must be simple identifiers' }
  return bind(at, variable.name, value, result)
}
