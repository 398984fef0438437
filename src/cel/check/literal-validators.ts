import type { Call, Expr } from '../ast.ts'
import { compatibilityOf } from '../declarations/libraries.ts'
import type { CelEnvironment } from '../environment.ts'
import { expressionParts } from '../expression-parts.ts'
import { compileRegex } from '../regex/regex.ts'
import { parseDuration } from '../run/duration.ts'
import { parseTimestamp, timestampOf } from '../run/timestamp.ts'
import type { PlacedMessage } from '../syntax/issues.ts'
import { type CelType, formatType, isOptional, parametersOf } from '../types.ts'
import { type CelValue, isError, isKind } from '../values.ts'
import { formatMessages } from './format-validator.ts'

const validatedSince = 29
/** From here on nodes that macros use twice are looked at once. */
const mostRepeated = 10_000

/** What is wrong with the literals of an expression that types well. Mirrors cel-go cel/validator.go, v0.26. */
export function literalMessages(root: Expr, typesOf: ReadonlyMap<Expr, CelType>, environment: CelEnvironment): PlacedMessage[] {
  if (compatibilityOf(environment) < validatedSince) return []
  const nodes = [...descendants(root)]
  const calls = nodes.flatMap(({ node }) => (node.kind === 'call' ? [node] : []))
  return [
    ...argumentMessages(calls, 'duration', isDuration),
    ...argumentMessages(calls, 'timestamp', isTimestamp),
    ...argumentMessages(calls, 'matches', isPattern),
    ...nodes.flatMap(({ node, exempt }) => (exempt ? [] : elementMessages(node, typesOf))),
    ...calls.flatMap(call => formatMessages(call, typesOf)),
  ]
}

interface Visited {
  readonly node: Expr
  /** Inside a call of `format`, whose arguments may differ in type. */
  readonly exempt: boolean
}

function* descendants(root: Expr): Generator<Visited> {
  const waiting: Visited[] = [{ node: root, exempt: false }]
  const seen = new Set<Expr>()
  let visited = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++visited > mostRepeated && seen.has(next.node)) continue
    seen.add(next.node)
    yield next
    const exempt = next.exempt || (next.node.kind === 'call' && next.node.name === 'format')
    waiting.push(
      ...expressionParts(next.node)
        .map(node => ({ node, exempt }))
        .reverse()
    )
  }
}

function argumentMessages(calls: readonly Call[], name: string, valid: (value: CelValue) => boolean): PlacedMessage[] {
  return calls.flatMap(call => {
    const [argument] = call.args
    if (call.name !== name || argument?.kind !== 'literal' || valid(argument.value)) return []
    return [{ at: argument.at, message: `invalid ${name} argument` }]
  })
}

function isDuration(value: CelValue): boolean {
  return typeof value === 'bigint' || (typeof value === 'string' && parseDuration(value) !== undefined)
}

function isTimestamp(value: CelValue): boolean {
  const timestamp = typeof value === 'bigint' ? timestampOf(value) : typeof value === 'string' ? parseTimestamp(value) : undefined
  return timestamp !== undefined && !isError(timestamp)
}

function isPattern(value: CelValue): boolean {
  return typeof value !== 'string' || isKind(value, 'error') || !('error' in compileRegex(value))
}

function elementMessages(node: Expr, typesOf: ReadonlyMap<Expr, CelType>): PlacedMessage[] {
  if (node.kind === 'list') return listMessages(node, typesOf)
  return node.kind === 'map' ? mapMessages(node, typesOf) : []
}

function listMessages({ elements, optionals }: Expr & { kind: 'list' }, typesOf: ReadonlyMap<Expr, CelType>): PlacedMessage[] {
  const types = elements.map((element, index) => plain(typesOf.get(element)!, optionals.has(index)))
  const other = types.findIndex(type => !equivalent(types[0]!, type))
  return other < 0 ? [] : [mismatch(elements[other]!, types[0]!, types[other]!)]
}

function mapMessages({ entries }: Expr & { kind: 'map' }, typesOf: ReadonlyMap<Expr, CelType>): PlacedMessage[] {
  const keys = entries.map(entry => typesOf.get(entry.key)!)
  const values = entries.map(entry => plain(typesOf.get(entry.value)!, entry.optional))
  return entries.flatMap((entry, index) => [
    ...(equivalent(keys[0]!, keys[index]!) ? [] : [mismatch(entry.key, keys[0]!, keys[index]!)]),
    ...(equivalent(values[0]!, values[index]!) ? [] : [mismatch(entry.value, values[0]!, values[index]!)]),
  ])
}

function plain(type: CelType, optional: boolean): CelType {
  return optional && isOptional(type) ? type.parameters[0]! : type
}

function mismatch({ at }: Expr, expected: CelType, found: CelType): PlacedMessage {
  return { at, message: `expected type '${formatType(expected)}' but found '${formatType(found)}'` }
}

function equivalent(left: CelType, right: CelType): boolean {
  if (left.kind !== right.kind) return false
  if (left.kind !== 'param' && 'name' in left && 'name' in right && left.name !== right.name) return false
  const mine = parametersOf(left)
  const theirs = parametersOf(right)
  return mine.length === theirs.length && mine.every((parameter, index) => equivalent(parameter, theirs[index]!))
}
