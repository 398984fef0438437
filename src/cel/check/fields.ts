import type { Expr, Select } from '../ast.ts'
import { type CelType, dyn, errorType, formatType, isDynamic, isOptional, optional } from '../types.ts'
import type { Checker } from './checker.ts'

/** The dotted name that a chain of selections spells; undefined where it is none. */
export function qualifiedName(node: Expr): string | undefined {
  const parts: string[] = []
  let inner: Expr = node
  while (inner.kind === 'select') {
    if (inner.test) return undefined
    parts.push(inner.field)
    inner = inner.operand
  }
  return inner.kind === 'ident' ? [inner.name, ...parts.reverse()].join('.') : undefined
}

/** The type of a field of a type. Mirrors cel-go checker/checker.go checkSelectField, v0.26. */
export function fieldType(checker: Checker, at: Select['at'], type: CelType, field: string): CelType {
  switch (type.kind) {
    case 'map':
      return type.value
    case 'object':
      return declaredField(checker, at, type.name, field)
    case 'param':
      checker.assignable(dyn, type)
      return dyn
    default:
      if (!isDynamic(type)) checker.report(at, `type '${formatType(type)}' does not support field selection`)
      return dyn
  }
}

function declaredField(checker: Checker, at: number, type: string, field: string): CelType {
  const types = checker.environment.types
  if (types?.has(type) !== true) {
    checker.report(at, `unexpected failed resolution of '${type}'`)
    return errorType
  }
  const declared = types.field(type, field)
  if (declared === undefined) checker.report(at, `undefined field '${field}'`)
  return declared ?? errorType
}

/** What an optional element of a literal adds to it. */
export function elementType(checker: Checker, at: number, type: CelType): CelType {
  if (isOptional(type)) return type.parameters[0]!
  if (type.kind !== 'dyn' && type.kind !== 'any')
    checker.report(at, `expected type '${formatType(optional(type))}' but found '${formatType(type)}'`)
  return type
}

/** The type of a message literal, its fields checked. Mirrors checkCreateStruct. */
export function checkFields(checker: Checker, node: Expr & { kind: 'struct' }, named: CelType): CelType {
  const type = literalType(checker, node.at, named)
  for (const field of node.fields) {
    const value = checker.check(field.value)
    const expected = type.kind === 'object' ? declaredField(checker, field.at, type.name, field.name) : errorType
    const given = field.optional ? elementType(checker, field.value.at, value) : value
    if (!checker.assignable(expected, given))
      checker.report(
        field.at,
        `expected type of field '${field.name}' is '${formatType(expected)}' but provided type is '${formatType(given)}'`
      )
  }
  return type
}

function literalType(checker: Checker, at: number, named: CelType): CelType {
  if (named.kind !== 'type') {
    if (named.kind !== 'error') checker.report(at, `'${formatType(named)}' is not a type`)
    return errorType
  }
  if (named.of?.kind === 'object') return named.of
  checker.report(at, `'${named.of === undefined ? 'type' : formatType(named.of)}' is not a message type`)
  return errorType
}
