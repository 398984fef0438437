import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { duplicate, invalid, invalidAll, invalidWithoutValue, notSupported, numberOf, required, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

const maxRules = 20
const maxPatterns = 20
const maxValues = 255
const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore']
const operators = ['In', 'NotIn']
const statuses = ['False', 'True', 'Unknown']

/** Mirrors pkg/apis/batch/validation/validation.go validatePodFailurePolicy, v1.36. */
export function* podFailurePolicyErrors(policy: Field, context: ValidationContext): Generator<FieldError> {
  const rules = policy.child('rules')
  if (rules.items.length > maxRules) yield tooMany(rules, rules.items.length, maxRules)
  const spec = policy.parent!
  for (const rule of rules.items) yield* ruleErrors(rule, spec, context)
}

/** Mirrors validatePodFailurePolicyRule. */
function* ruleErrors(rule: Field, spec: Field, context: ValidationContext): Generator<FieldError> {
  const action = rule.child('action')
  if (action.text === '') yield required(action, validValues(actions))
  else if (action.text === 'FailIndex') {
    if (spec.child('backoffLimitPerIndex').absent) yield invalid(action, 'requires the backoffLimitPerIndex to be set')
  } else if (!actions.includes(action.text)) yield notSupported(action, actions)
  const exitCodes = rule.child('onExitCodes')
  const conditions = rule.child('onPodConditions')
  if (!exitCodes.absent) yield* exitCodesErrors(exitCodes, spec)
  yield* conditionsErrors(conditions, context)
  if (!exitCodes.absent && !conditions.empty)
    yield invalidWithoutValue(rule, 'specifying both OnExitCodes and OnPodConditions is not supported')
  if (exitCodes.absent && conditions.empty) yield invalidWithoutValue(rule, 'specifying one of OnExitCodes and OnPodConditions is required')
}

/** Mirrors validatePodFailurePolicyRuleOnPodConditions. */
function* conditionsErrors(conditions: Field, { version }: ValidationContext): Generator<FieldError> {
  if (conditions.items.length > maxPatterns) yield tooMany(conditions, conditions.items.length, maxPatterns)
  for (const pattern of conditions.items) {
    const type = pattern.child('type')
    yield* invalidAll(type, qualifiedNameErrors(type.text, version), type.text)
    const status = pattern.child('status')
    if (status.text === '') yield required(status, validValues(statuses))
    else if (!statuses.includes(status.text)) yield notSupported(status, statuses)
  }
}

/** Mirrors validatePodFailurePolicyRuleOnExitCodes. */
function* exitCodesErrors(exitCodes: Field, spec: Field): Generator<FieldError> {
  const operator = exitCodes.child('operator')
  if (operator.text === '') yield required(operator, validValues(operators))
  else if (!operators.includes(operator.text)) yield notSupported(operator, operators)
  const container = exitCodes.child('containerName')
  if (!container.absent && !containerNames(spec).has(container.text))
    yield invalid(container, 'must be one of the container or initContainer names in the pod template')
  yield* valuesErrors(exitCodes.child('values'), operator.text)
}

function* valuesErrors(values: Field, operator: string): Generator<FieldError> {
  const { items } = values
  if (items.length === 0) yield invalid(values, 'at least one value is required')
  else if (items.length > maxValues) yield tooMany(values, items.length, maxValues)
  const codes = items.map(numberOf)
  const seen = new Set<number>()
  for (const [index, code] of codes.entries()) {
    if (operator === 'In' && code === 0) yield invalid(items[index]!, 'must not be 0 for the In operator', 0)
    if (seen.has(code)) yield duplicate(items[index]!, code)
    seen.add(code)
  }
  if (codes.some((code, index) => index > 0 && codes[index - 1]! > code)) yield invalid(values, 'must be ordered')
}

function containerNames(spec: Field): ReadonlySet<string> {
  const pod = spec.at('template.spec')
  return new Set(['containers', 'initContainers'].flatMap(list => pod.child(list).items.map(container => container.child('name').text)))
}

function validValues(values: readonly string[]): string {
  return `valid values: [${values.map(goQuote).join(' ')}]`
}
