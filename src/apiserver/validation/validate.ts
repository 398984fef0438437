import type { FieldError } from '../../k8s/field-error.ts'
import { Field } from './field.ts'
import { fieldError } from './field-errors.ts'
import { looksAtAbsent, valueBelow } from './first-uses.ts'
import { type Evaluate, follow, isSoundBy, type Plan, plan, type Step } from './plan.ts'
import type { Predicate, Row, Rule, Scope, Sound, ValidationContext } from './row.ts'
import { valueCheckOf } from './value-check.ts'

/** The first minor with today's words for texts that are too long. */
const sizeWordsSince = 32

/** The plans of a list of rules, by minor version. */
const plans = new WeakMap<readonly Rule[], Plan[]>()

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

/** Whether rules find nothing wrong with a value, as far as that can be told without its field. */
export function isSound(value: unknown, rules: readonly Rule[], context: ValidationContext): boolean {
  return isSoundBy(planOf(rules, context), value, context)
}

function addErrors(subject: Field, rules: readonly Rule[], context: ValidationContext, errors: FieldError[]): void {
  follow(planOf(rules, context), subject, context, errors)
}

function planOf(rules: readonly Rule[], { version }: ValidationContext): Plan {
  let ofVersions = plans.get(rules)
  if (ofVersions === undefined) {
    ofVersions = []
    plans.set(rules, ofVersions)
  }
  let parts = ofVersions[version.minor]
  if (parts === undefined) {
    parts = plan(rules, version, compile)
    ofVersions[version.minor] = parts
  }
  return parts
}

function compile(rule: Rule): Step {
  if ('errors' in rule) return predicate(rule)
  const names = namesOf(rule.at)
  return 'rules' in rule ? scope(rule, names) : row(rule, names)
}

function predicate(rule: Predicate): Step {
  const { errors: errorsOfSubject, of, isSound: isSoundValue } = rule
  const members = of === undefined ? [[]] : typeof of === 'string' ? [[of]] : of.map(name => [name])
  return {
    at: members,
    withAbsent: of === undefined,
    isSound: members.length === 1 ? isSoundValue : undefined,
    evaluate: (subject, context, errors) => {
      for (const error of errorsOfSubject(subject, context)) errors.push(error)
    },
  }
}

function row(rule: Row, names: readonly string[]): Step {
  const { when, reason, check, zero, printedAs, shows } = rule
  const withAbsent = looksAtAbsent(rule)
  const ofValue = valueCheckOf(check)
  const evaluate: Evaluate = (subject, context, errors) => {
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
  const isRight: Sound | undefined = ofValue === undefined ? undefined : (value, context) => ofValue(value, context).length === 0
  return { at: [names], withAbsent, isSound: names.length === 0 && withAbsent ? undefined : isRight, evaluate }
}

function scope(rule: Scope, names: readonly string[]): Step {
  const { each, when, rules, isSound: isSoundPart } = rule
  let ofVersions: Plan[] | undefined
  const planOfPart = ({ version }: ValidationContext): Plan => {
    ofVersions ??= []
    let parts = ofVersions[version.minor]
    if (parts === undefined) {
      parts = plan(typeof rules === 'function' ? rules() : rules, version, compile)
      ofVersions[version.minor] = parts
    }
    return parts
  }
  const evaluate: Evaluate = (subject, context, errors) => {
    const value = valueBelow(subject.value, names)
    if (value === undefined || value === null || when?.(subject, context) === false) return
    const part = subject.down(names)
    const parts = planOfPart(context)
    if (each === undefined) follow(parts, part, context, errors)
    else for (const item of each === 'item' ? part.items : part.entries) follow(parts, item, context, errors)
  }
  const isSoundByRules: Sound = (value, context) => {
    if (value === undefined || value === null) return true
    const parts = planOfPart(context)
    if (each === undefined) return isSoundBy(parts, value, context)
    for (const item of each === 'item' ? itemsOf(value) : entriesOf(value)) if (!isSoundBy(parts, item, context)) return false
    return true
  }
  return { at: [names], withAbsent: false, isSound: isSoundPart ?? isSoundByRules, evaluate }
}

const none: readonly unknown[] = []

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none
}

function entriesOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : none
}

function namesOf(at: string): readonly string[] {
  return at === '' ? [] : at.split('.')
}
