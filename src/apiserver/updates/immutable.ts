import { forbidden, invalid } from '../validation/error-of.ts'
import type { Field } from '../validation/field.ts'
import { changedField } from './changed-field.ts'
import { shownStruct } from './shown-change.ts'
import { partOf, type Update, type UpdateErrors } from './update.ts'

/** How an error shows a field that may not change. */
export interface Shown {
  /** The path as the server prints it. */
  readonly printedAs?: string
  readonly detail?: string
  /** What an absent field counts as: the zero value of a plain Go field. */
  readonly zero?: unknown
  readonly shows?: (value: unknown) => unknown
  /** The server's own struct that the field is. */
  readonly struct?: string
}

const words = 'field is immutable'

/** A field that keeps its value for ever. Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateImmutableField, v1.36. */
export function immutable(at: string, { printedAs, detail = words, zero, shows, struct }: Shown = {}): UpdateErrors {
  return update => {
    if (!update.changed(at)) return []
    const found = update.object.at(at)
    const field: Field = printedAs === undefined ? found : found.printedAs(printedAs)
    const value = found.value ?? zero
    const changed = changedField(field, partOf(update.newForm, at), partOf(update.oldForm, at))
    if (struct !== undefined) return [invalid(changed, detail, shownStruct(struct, update.typeAt(at.split('.')), value, update.version))]
    return [invalid(changed, detail, shows === undefined ? value : shows(value))]
  }
}

/** A field that may not be changed, of which the error shows no value. */
export function unchangeable(at: string, detail: string): UpdateErrors {
  return update => {
    const field = update.object.at(at)
    return update.changed(at) ? [forbidden(changedField(field, partOf(update.newForm, at), partOf(update.oldForm, at)), detail)] : []
  }
}

/** Parts that may not change once an object says so of itself. Mirrors ValidateConfigMapUpdate and ValidateSecretUpdate, v1.36. */
export function immutableWhereSet(...parts: readonly string[]): UpdateErrors {
  const detail = 'field is immutable when `immutable` is set'
  return update => {
    if (partOf(update.oldForm, 'immutable') !== true) return []
    const lifted = partOf(update.newForm, 'immutable') === true ? [] : ['immutable']
    return [...lifted, ...parts.filter(part => update.changed(part) || isMapNow(update, part))].map(part =>
      forbidden(changedField(update.object.child(part), partOf(update.newForm, part), partOf(update.oldForm, part)), detail)
    )
  }
}

/** Whether a map that says nothing has come or gone, which counts where values are compared as Go has them. */
function isMapNow({ object, old }: Update, part: string): boolean {
  return object.has(part) !== old.has(part)
}
