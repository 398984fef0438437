import type { FieldError } from '../../k8s/field-error.ts'
import { type FieldPath, formatFieldPath } from '../../k8s/field-path.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import { memberOf, type Unchecked } from './unchecked.ts'

/** Collects what the definition of a kind refuses, in the words of the server. */
export class DefinitionCheck {
  readonly errors: FieldError[] = []

  required(path: FieldPath): this {
    return this.#add('FieldValueRequired', path, 'Required value')
  }

  invalid(path: FieldPath, value: string, detail: string): this {
    return this.#add('FieldValueInvalid', path, `Invalid value: ${value}: ${detail}`)
  }

  /** A number that must be there. */
  range(parent: unknown, path: FieldPath, least: number, most: number): void {
    const value = memberOf(parent, String(path.at(-1)))
    if (value === undefined || value === null) this.required(path)
    else if (typeof value === 'number' && value < least)
      this.invalid(path, `${value}`, `${formatFieldPath(path)} in body should be greater than or equal to ${least}`)
    else if (typeof value === 'number' && value > most)
      this.invalid(path, `${value}`, `${formatFieldPath(path)} in body should be less than or equal to ${most}`)
  }

  /** A word that must be there. */
  oneOf(parent: unknown, path: FieldPath, words: readonly string[]): void {
    const value = memberOf(parent, String(path.at(-1)))
    if (value === undefined || value === null) this.required(path)
    else if (typeof value === 'string' && !words.includes(value))
      this.#add('FieldValueNotSupported', path, `Unsupported value: ${goQuote(value)}: supported values: ${words.map(goQuote).join(', ')}`)
  }

  /** An object of which exactly one field must be set. */
  single(parent: unknown, path: FieldPath): void {
    const value = memberOf(parent, String(path.at(-1)))
    if (value === undefined || value === null) {
      this.required(path)
      return
    }
    const count = typeof value === 'object' ? Object.keys(value).length : 0
    if (count === 0) this.invalid(path, '0', `${formatFieldPath(path)} in body should have at least 1 properties`)
    if (count > 1) this.#add('FieldValueTooMany', path, `Too many: ${count}: must have at most 1 items`)
  }

  /** An object of which at least one field must be set. */
  some(value: Unchecked, path: FieldPath): void {
    if (Object.keys(value).length === 0) this.invalid(path, '0', `${formatFieldPath(path)} in body should have at least 1 properties`)
  }

  /** A list that is not empty, where it is there. */
  notEmpty(path: FieldPath, list: unknown): void {
    if (Array.isArray(list) && list.length === 0) this.invalid(path, '0', `${formatFieldPath(path)} in body should have at least 1 items`)
  }

  /** A text of so many bytes at most. */
  short(path: FieldPath, text: unknown, most: number): void {
    if (typeof text === 'string' && text.length > most) this.#add('FieldValueTooLong', path, `Too long: may not be more than ${most} bytes`)
  }

  duplicate(path: FieldPath, value: string): void {
    this.#add('FieldValueDuplicate', path, `Duplicate value: ${goQuote(value)}`)
  }

  /** Fields that must be there. */
  all(parent: Unchecked, path: FieldPath, fields: readonly string[]): void {
    for (const field of fields)
      if (memberOf(parent, field) === undefined || memberOf(parent, field) === null) this.required([...path, field])
  }

  atMost(path: FieldPath, list: readonly unknown[], most: number): void {
    if (list.length > most) this.#add('FieldValueTooMany', path, `Too many: ${list.length}: must have at most ${most} items`)
  }

  #add(reason: FieldError['reason'], path: FieldPath, message: string): this {
    this.errors.push({ reason, field: formatFieldPath(path), message, path })
    return this
  }
}
