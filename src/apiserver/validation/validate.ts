import { isFeatureOn } from '../../k8s/feature-gates.ts'
import type { FieldError } from '../../k8s/field-error.ts'
import { Field } from './field.ts'
import { fieldError } from './field-errors.ts'
import type { Predicate, Row, Rule, Scope, ValidationContext, Validity } from './row.ts'
import { memberOf, valueCheckOf } from './value-check.ts'

/** Makes the checks of one rule. */
type Evaluate = (subject: Field, context: ValidationContext, errors: FieldError[]) => void

interface Compiled {
  readonly validity: Validity | undefined
  readonly evaluate: Evaluate
}

/** The first minor with today's words for texts that are too long. */
const sizeWordsSince = 32

const compiled = new WeakMap<readonly Rule[], readonly Compiled[]>()

/** The errors of an object by the rules of its type, in their order. The rules are prepared once for each list. */
export function validate(object: unknown, rules: readonly Rule[], context: ValidationContext): readonly FieldError[] {
  const errors = errorsOf(Field.root(object), rules, context)
  return context.version.minor < sizeWordsSince ? errors.map(withOldSizeWords) : errors
}

/** Older versions say otherwise how long a text may be. */
function withOldSizeWords(error: FieldError): FieldError {
  if (error.reason !== 'FieldValueTooLong') return error
  return { ...error, message: error.message.replace('may not be more than', 'must have at most') }
}

/** The errors of a part of an object by rules for that part. */
export function errorsOf(subject: Field, rules: readonly Rule[], context: ValidationContext): FieldError[] {
  const errors: FieldError[] = []
  addErrors(subject, rules, context, errors)
  return errors
}

function addErrors(subject: Field, rules: readonly Rule[], context: ValidationContext, errors: FieldError[]): void {
  let list = compiled.get(rules)
  if (list === undefined) {
    list = rules.map(rule => ({ validity: isLimited(rule) ? rule : undefined, evaluate: compile(rule) }))
    compiled.set(rules, list)
  }
  for (const { validity, evaluate } of list) if (validity === undefined || holds(validity, context)) evaluate(subject, context, errors)
}

function compile(rule: Rule): Evaluate {
  if ('errors' in rule) return predicate(rule)
  return 'rules' in rule ? scope(rule) : row(rule)
}

function predicate({ errors: errorsOfSubject, of }: Predicate): Evaluate {
  return (subject, context, errors) => {
    if (of !== undefined && !subject.has(of)) return
    for (const error of errorsOfSubject(subject, context)) errors.push(error)
  }
}

function row({ at, when, reason, check, zero, printedAs, shows }: Row): Evaluate {
  const names = namesOf(at)
  const withAbsent = reason === 'FieldValueRequired' || zero !== undefined
  const ofValue = valueCheckOf(check)
  return (subject, context, errors) => {
    const value = valueBelow(subject.value, names)
    const absent = value === undefined || value === null
    if ((absent && !withAbsent) || when?.(subject, context) === false) return
    if (ofValue !== undefined && ofValue(absent && zero !== undefined ? zero : value, context).length === 0) return
    const found = subject.down(names)
    const field = absent && zero !== undefined ? found.withValue(zero) : found
    for (const detail of check(field, context)) {
      const printed = printedAs === undefined ? field : field.printedBelow(subject, printedAs)
      errors.push(fieldError(reason, printed, detail, shows === undefined ? field.value : shows(field)))
    }
  }
}

function scope({ at, each, when, rules }: Scope): Evaluate {
  const names = namesOf(at)
  let list = typeof rules === 'function' ? undefined : rules
  return (subject, context, errors) => {
    const value = valueBelow(subject.value, names)
    if (value === undefined || value === null || when?.(subject, context) === false) return
    const part = subject.down(names)
    list ??= (rules as () => readonly Rule[])()
    if (each === undefined) addErrors(part, list, context, errors)
    else for (const item of each === 'item' ? part.items : part.entries) addErrors(item, list, context, errors)
  }
}

function namesOf(at: string): readonly string[] {
  return at === '' ? [] : at.split('.')
}

/** The value that plain names lead to, without a field for each step. */
function valueBelow(value: unknown, names: readonly string[]): unknown {
  let found = value
  for (const name of names) found = memberOf(found, name)
  return found
}

function isLimited({ since, until, gate }: Validity): boolean {
  return since !== undefined || until !== undefined || gate !== undefined
}

function holds({ since, until, gate }: Validity, { version }: ValidationContext): boolean {
  if (since !== undefined && version.minor < since) return false
  if (until !== undefined && version.minor > until) return false
  return gate === undefined || isFeatureOn(gate, version)
}
