import type { FieldError, FieldErrorReason } from '../../../k8s/field-error.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import { goShown } from '../../../k8s/go-json.ts'
import { anySyntax } from '../../any-syntax.ts'
import { GoValue, showing } from '../field-errors.ts'
import { supportedValues } from '../rows.ts'

/** A value's place, as the schema validator names it and as it really is. */
export interface SchemaPlace {
  /** Keys and indexes as the validator joins them: `spec.ports[0].name`; `''` for the root. */
  readonly name: string
  readonly path: FieldPath
}

/** The place of a key below another. */
export function keyPlace({ name, path }: SchemaPlace, key: string): SchemaPlace {
  return { name: name === '' ? key : `${name}.${key}`, path: [...path, key] }
}

/** The place of a key that no schema names: at the root it is printed with a point before it, until the error is told. */
export function additionalPlace({ name, path }: SchemaPlace, key: string): SchemaPlace {
  return { name: `${name}.${key}`, path: [...path, key] }
}

/** The place of an item. */
export function itemPlace({ name, path }: SchemaPlace, index: number): SchemaPlace {
  return { name: `${name}[${index}]`, path: [...path, index] }
}

/** What the validator says of a value by one schema. Mirrors kube-openapi pkg/validation/validate/result.go Result, of v1.36. */
export class SchemaResult {
  readonly errors: FieldError[] = []
  /** How many checks went well: where no alternative of several fits, the errors of the one with the most are told. */
  matches = 0
  readonly #told = new Set<string>()

  get isValid(): boolean {
    return this.errors.length === 0
  }

  /** Adds an error once; two are the same if the validator words them the same. */
  add(words: string, error: FieldError): void {
    if (this.#told.has(words)) return
    this.#told.add(words)
    this.errors.push(error)
    this.#words.push(words)
  }

  readonly #words: string[] = []

  merge(other: SchemaResult): void {
    for (const [index, error] of other.errors.entries()) this.add(other.#words[index]!, error)
    this.matches += other.matches
  }
}

/** An error about a field, with the value that it shows. Mirrors apiextensions-apiserver pkg/apiserver/validation/validation.go kubeOpenAPIResultToFieldErrors, v1.36. */
export function placedError(reason: FieldErrorReason, place: SchemaPlace, value: unknown, detail: string): FieldError {
  const shown = goShown(value ?? '')
  return remembered({ reason, field: fieldName(place), path: place.path, message: `Invalid value: ${shown}: ${detail}` }, value, shown)
}

/** An error that the validator knows no field for, though it is about one. */
export function placelessError({ path }: SchemaPlace, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field: '<nil>', path, message: `Invalid value: "": ${detail}` }
}

/** A value that is missing. */
export function missingError(place: SchemaPlace): FieldError {
  return { reason: 'FieldValueRequired', field: fieldName(place), path: place.path, message: 'Required value' }
}

/** A value that is none of those allowed. */
export function unsupportedError(place: SchemaPlace, value: unknown, values: readonly string[]): FieldError {
  const shown = goShown(value)
  const message = `Unsupported value: ${shown}: ${supportedValues(values)}`
  return remembered({ reason: 'FieldValueNotSupported', field: fieldName(place), path: place.path, message }, value, shown)
}

/** More items or members than allowed. */
export function tooManyError(place: SchemaPlace, count: number, most: number): FieldError {
  const limit = most < 0 ? 'has too many items' : `must have at most ${most} ${most === 1 ? 'item' : 'items'}`
  const message = `Too many: ${count}: ${limit}`
  return { reason: 'FieldValueTooMany', field: fieldName(place), path: place.path, message }
}

/** A text that is too long. */
export function tooLongError(place: SchemaPlace, most: number): FieldError {
  const limit = most < 0 ? 'value is too long' : `may not be more than ${most} ${most === 1 ? 'byte' : 'bytes'}`
  return { reason: 'FieldValueTooLong', field: fieldName(place), path: place.path, message: `Too long: ${limit}` }
}

function fieldName({ name }: SchemaPlace): string {
  const trimmed = name.startsWith('.') ? name.slice(1) : name
  return trimmed === '' ? '<nil>' : trimmed
}

/** Older versions show what is no scalar in another way. */
function remembered(error: FieldError, value: unknown, shown: string): FieldError {
  return typeof value === 'object' && value !== null ? showing(error, new GoValue(value, anySyntax(value)), shown) : error
}
