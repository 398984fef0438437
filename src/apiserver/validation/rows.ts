import { goQuote } from '../../k8s/go-quote.ts'
import { inclusiveRangeWords } from '../../k8s/names/regex-words.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Row } from './row.ts'
import { checkValue, isEmptyValue, textOf } from './value-check.ts'

const none: readonly string[] = []

/** Which values a check is made of: those that say something, those that are written, or also an absent one. */
export type Presence = 'filled' | 'set' | 'always'

/** What is wrong with a text. */
export type TextFormat = (text: string, version: KubernetesVersion) => readonly string[]

/** A field that must say something: an absent or empty one is an error. */
export function required(at: string, detail = ''): Row {
  const details = [detail]
  return { at, reason: 'FieldValueRequired', check: checkValue(value => (isEmptyValue(value) ? details : none)) }
}

/** A struct that must be there, be it empty. */
export function present(at: string, detail = ''): Row {
  const details = [detail]
  return { at, reason: 'FieldValueRequired', check: checkValue(value => (value === undefined || value === null ? details : none)) }
}

/** A text that must be of a format. */
export function formatted(at: string, format: TextFormat, presence: Presence = 'filled'): Row {
  return {
    at,
    reason: 'FieldValueInvalid',
    check: checkValue((value, { version }) => {
      const text = textOf(value)
      return presence === 'filled' && text === '' ? none : format(text, version)
    }),
    ...(presence === 'always' ? { zero: '' } : {}),
  }
}

/** A text that must be one of some values, which are named in the order given. Mirrors apimachinery pkg/util/validation/field/errors.go NotSupported, v1.36. */
export function oneOf(at: string, values: readonly string[], presence: Presence = 'filled'): Row {
  const detail = [supportedValues(values)]
  return {
    at,
    reason: 'FieldValueNotSupported',
    check: checkValue(value => {
      const text = textOf(value)
      return values.includes(text) || (presence === 'filled' && text === '') ? none : detail
    }),
    ...(presence === 'always' ? { zero: '' } : {}),
  }
}

/** `supported values: "a", "b"`. */
export function supportedValues(values: readonly string[]): string {
  return `supported values: ${values.map(goQuote).join(', ')}`
}

/** A number that must keep to bounds. Mirrors apimachinery pkg/util/validation/validation.go IsInRange, v1.36. */
export function inRange(at: string, low: number, high: number): Row {
  return numeric(at, value => value >= low && value <= high, inclusiveRangeWords(low, high))
}

/** A number that must not be negative. Mirrors apimachinery pkg/api/validation/generic.go ValidateNonnegativeField, v1.36. */
export function nonNegative(at: string): Row {
  return numeric(at, value => value >= 0, 'must be greater than or equal to 0')
}

/** A number that must meet a condition. */
export function numeric(at: string, holds: (value: number) => boolean, detail: string): Row {
  const details = [detail]
  return { at, reason: 'FieldValueInvalid', check: checkValue(value => (holds(Number(value)) ? none : details)) }
}

/** A field that may not be there. */
export function forbidden(at: string, detail: string): Row {
  return { at, reason: 'FieldValueForbidden', check: () => [detail] }
}
