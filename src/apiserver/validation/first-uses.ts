import type { Step } from './plan.ts'
import type { Row, Rule, ValidationContext } from './row.ts'
import { memberOf } from './value-check.ts'

/** Whether a check is also made of a field that is absent. */
export function looksAtAbsent({ reason, zero }: Row): boolean {
  return reason === 'FieldValueRequired' || zero !== undefined
}

/** Whether a value may call for a rule, told from the rule alone. */
export function mayBeCalledFor(rule: Rule, value: unknown): boolean {
  if ('errors' in rule) {
    const { of } = rule
    if (of === undefined) return true
    return typeof of === 'string' ? isThere(memberOf(value, of)) : of.some(name => isThere(memberOf(value, name)))
  }
  const { at } = rule
  if (at === '' || ('reason' in rule && looksAtAbsent(rule))) return true
  const end = at.indexOf('.')
  return isThere(memberOf(value, end === -1 ? at : at.slice(0, end)))
}

/** Whether a value calls for a step: the same as the bits of a plan's parts say of all steps at once. */
export function isCalledFor({ at, withAbsent, isSound }: Step, value: unknown, context: ValidationContext): boolean {
  for (const names of at) {
    const member = valueBelow(value, names)
    if (names.length > 0 && !isThere(member)) {
      if (withAbsent) return true
    } else if (isSound === undefined || !isSound(member, context)) return true
  }
  return false
}

/** The value that plain names lead to, without a field for each step. */
export function valueBelow(value: unknown, names: readonly string[]): unknown {
  let found = value
  for (const name of names) found = memberOf(found, name)
  return found
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}
