import type { Check, ValidationContext } from './row.ts'

/** What is wrong with a value, wherever it stands. */
export type ValueCheck = (value: unknown, context: ValidationContext) => readonly string[]

const known = new WeakMap<Check, ValueCheck>()

/** A check that needs nothing but the value: where the value is right, nobody asks for its field. */
export function checkValue(of: ValueCheck): Check {
  const check: Check = ({ value }, context) => of(value, context)
  known.set(check, of)
  return check
}

/** A check that needs nothing but the text that the value is; `''` where it is none. */
export function checkText(of: (text: string) => readonly string[]): Check {
  return checkValue(value => of(textOf(value)))
}

/** The check of the value alone, where a check is no more than that. */
export function valueCheckOf(check: Check): ValueCheck | undefined {
  return known.get(check)
}

/** Whether a value is absent or the zero value of its type in Go: `''`, 0, false, an empty list or map. */
export function isEmptyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** A text; `''` where the value is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A member of a struct by a name that the API knows. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const member = (value as Readonly<Record<string, unknown>>)[name]
  return typeof member === 'function' ? undefined : member
}
