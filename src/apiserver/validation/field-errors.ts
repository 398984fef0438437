import type { FieldError, FieldErrorReason } from '../../k8s/field-error.ts'
import type { FieldPath } from '../../k8s/field-path.ts'
import { escapeHtml } from '../../k8s/go-json.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Field } from './field.ts'

const quotedNamesSince = 34

/** The text of each reason, as the server begins its message. Mirrors apimachinery pkg/util/validation/field/errors.go ErrorType.String, v1.36. */
const reasonTexts: Readonly<Record<FieldErrorReason, string>> = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  FieldValueNotFound: 'Not found',
  FieldValueTypeInvalid: 'Invalid value',
  InternalError: 'Internal error',
}

/** Reasons whose message shows no value. */
const withoutValue = new Set<FieldErrorReason>([
  'FieldValueRequired',
  'FieldValueForbidden',
  'FieldValueTooLong',
  'InternalError',
  'FieldValueTypeInvalid',
])

/** An error about a field in the server's words; `value` is what the message shows. Mirrors field.Error.ErrorBody, v1.36. */
export function fieldError(reason: FieldErrorReason, field: Field, detail: string, value: unknown = field.value): FieldError {
  const printed = withoutValue.has(reason) ? undefined : isTyped(reason, field, detail, value) ? printTyped(value) : printValue(value)
  const shown = printed === undefined ? reasonTexts[reason] : `${reasonTexts[reason]}: ${printed}`
  const error = { reason, field: field.name, path: field.path, message: detail === '' ? shown : `${shown}: ${detail}` }
  if (printed !== undefined && !(value instanceof PlainText)) shownValues.set(error, { value, printed })
  return error
}

/** A value that an error shows, and how. */
export interface ShownValue {
  readonly value: unknown
  readonly printed: string
}

const shownValues = new WeakMap<FieldError, ShownValue>()

/** What an error shows; undefined where it shows nothing, or was not made here. */
export function shownValue(error: FieldError): ShownValue | undefined {
  return shownValues.get(error)
}

/** Remembers of an error made elsewhere what it shows, and how. */
export function showing(error: FieldError, value: unknown, printed: string): FieldError {
  shownValues.set(error, { value, printed })
  return error
}

/** The same error about another part of the object. */
export function elsewhere(error: FieldError, path: FieldPath): FieldError {
  const moved = { ...error, path }
  const shown = shownValues.get(error)
  if (shown !== undefined) shownValues.set(moved, shown)
  return moved
}

/** A value together with its text in Go's syntax, which is all that versions before 1.34 show. */
export class GoValue {
  readonly value: unknown
  readonly syntax: string

  constructor(value: unknown, syntax: string) {
    this.value = value
    this.syntax = syntax
  }

  toJSON(): unknown {
    return this.value
  }
}

/** What stands for a value that the server makes up, which has nothing to escape. */
const escapedPlaceholder = /\\u003c(uid|time|clusterIP|nodePort|suffix)\\u003e/g

/** Escaped JSON with its placeholders as they were. */
export function restoredPlaceholders(json: string): string {
  return json.replace(escapedPlaceholder, '<$1>')
}

/** A text that errors show without quotes. */
class PlainText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** The name of a resource as a version's errors show it: older ones without quotes. */
export function shownName(name: string, { minor }: KubernetesVersion): string | PlainText {
  return minor >= quotedNamesSince ? name : new PlainText(name)
}

const escaped = /[<>&]/
/** Fields whose values have no type of their own in Go, though only some are supported. */
const plainText =
  /(?:^|\.)(?:subjects\[\d+\]\.(?:kind|apiGroup)|roleRef\.(?:kind|apiGroup)|scope|strategy|resource|diskURI|trafficDistribution)$/

/** Whether a text is of a type of its own in Go, and shows it. */
function isTyped(reason: FieldErrorReason, field: Field, detail: string, value: unknown): value is string {
  if (typeof value !== 'string' || !escaped.test(value)) return false
  return detail === 'not a valid selector operator' || (reason === 'FieldValueNotSupported' && !plainText.test(field.name))
}

/** Such a text is shown as JSON is. */
function printTyped(text: string): string {
  return restoredPlaceholders(escapeHtml(JSON.stringify(text)))
}

/** A value as an error shows it: texts quoted as Go does, numbers and booleans plain, all else as JSON. */
function printValue(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return goQuote(value)
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      if (value instanceof GoValue) return printValue(value.value)
      return value instanceof PlainText ? value.text : restoredPlaceholders(escapeHtml(JSON.stringify(value)))
  }
}
