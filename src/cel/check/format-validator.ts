import type { Call, Expr } from '../ast.ts'
import { formatParts, formatVerbs } from '../library/format-clauses.ts'
import type { PlacedMessage } from '../syntax/issues.ts'
import { type CelType, runtimeName } from '../types.ts'

/** What is wrong with a literal format string and its literal arguments. Mirrors cel-go ext/formatting.go stringFormatValidator, v0.26. */
export function formatMessages(call: Call, typesOf: ReadonlyMap<Expr, CelType>): PlacedMessage[] {
  const [list] = call.args
  if (call.name !== 'format' || call.target?.kind !== 'literal' || typeof call.target.value !== 'string') return []
  if (call.args.length !== 1 || list?.kind !== 'list') return []
  let asked = 0
  for (const part of formatParts(call.target.value)) {
    if (typeof part === 'string') continue
    const argument = list.elements[asked++]
    if ('error' in part && part.error === 'unexpected end of string') return [{ at: call.at, message: part.error }]
    if (argument === undefined) return [{ at: call.at, message: `index ${asked - 1} out of range` }]
    if ('error' in part) return [{ at: call.at, message: part.error }]
    const { kinds, message } = formatVerbs.get(part.verb.toLowerCase())!
    const wrong = wrongArgument(argument, kinds, typesOf, part.verb === 's')
    if (wrong === undefined) continue
    return [{ at: wrong.at, message: `error during formatting: ${message}, was given ${runtimeName(typesOf.get(wrong)!)}` }]
  }
  if (list.elements.length <= asked) return []
  return [{ at: call.at, message: `too many arguments supplied to string.format (expected ${asked}, got ${list.elements.length})` }]
}

/** The part of an argument that a clause does not take. */
function wrongArgument(argument: Expr, kinds: readonly string[], typesOf: ReadonlyMap<Expr, CelType>, deep: boolean): Expr | undefined {
  const { kind } = typesOf.get(argument)!
  if (kind !== 'dyn' && !kinds.includes(kind)) return argument
  if (!deep) return undefined
  const inner =
    argument.kind === 'list' ? argument.elements : argument.kind === 'map' ? argument.entries.flatMap(({ key, value }) => [key, value]) : []
  for (const element of inner) {
    const wrong = wrongArgument(element, kinds, typesOf, deep)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
