import { isFeatureOn } from '../../k8s/feature-gates.ts'
import type { FieldError } from '../../k8s/field-error.ts'
import { Field } from './field.ts'
import { fieldError } from './field-errors.ts'
import type { Row, Rule, Scope, ValidationContext, Validity } from './row.ts'

/** The errors of an object by the rules of its type, in their order. */
export function validate(object: unknown, rules: readonly Rule[], context: ValidationContext): readonly FieldError[] {
  const errors: FieldError[] = []
  addErrors(Field.root(object), rules, context, errors)
  return errors
}

function addErrors(subject: Field, rules: readonly Rule[], context: ValidationContext, errors: FieldError[]): void {
  for (const rule of rules) {
    if (!holds(rule, context)) continue
    if ('errors' in rule) errors.push(...rule.errors(subject, context))
    else if (rule.when !== undefined && !rule.when(subject, context)) continue
    else if ('rules' in rule) for (const part of partsOf(subject, rule)) addErrors(part, rule.rules, context, errors)
    else addRow(subject, rule, context, errors)
  }
}

function addRow(subject: Field, row: Row, context: ValidationContext, errors: FieldError[]): void {
  const field = subject.at(row.at)
  if (field.absent && row.reason !== 'FieldValueRequired') return
  for (const detail of row.check(field, context)) {
    const printed = row.printedAs === undefined ? field : field.printedAs(`${subject.name}${row.printedAs}`)
    errors.push(fieldError(row.reason, printed, detail, row.shows === undefined ? field.value : row.shows(field)))
  }
}

function partsOf(subject: Field, { at, each }: Scope): readonly Field[] {
  const part = subject.at(at)
  if (each === 'item') return part.items
  if (each === 'entry') return part.entries
  return part.absent ? [] : [part]
}

function holds({ since, until, gate }: Validity, { version }: ValidationContext): boolean {
  if (since !== undefined && version.minor < since) return false
  if (until !== undefined && version.minor > until) return false
  return gate === undefined || isFeatureOn(gate, version)
}
