import type { FieldError } from '../../../k8s/field-error.ts'
import { dns1035LabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import { invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { oneOf } from '../rows.ts'
import { policyDeclarations, variableExpressionErrors } from './expression-errors.ts'
import { matchConditionsRule } from './match-conditions.ts'
import { matchResourcesRules, present } from './match-resources.ts'

/** From here on messages name no field twice. */
export const plainWordsSince = 34

const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/
const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(' ')
)

/** What policies have in common. Mirrors pkg/apis/admissionregistration/validation/validation.go validateValidatingAdmissionPolicySpec, v1.36. */
export const policySpecRules: readonly Rule[] = [
  present('failurePolicy'),
  oneOf('failurePolicy', ['Fail', 'Ignore'], 'set'),
  { at: 'paramKind', rules: [{ errors: paramKindErrors }] },
  present('matchConstraints'),
  {
    at: 'matchConstraints',
    rules: [...matchResourcesRules, { at: 'resourceRules', reason: 'FieldValueRequired', check: rules => (rules.empty ? [''] : []) }],
  },
  matchConditionsRule,
  { errors: variablesErrors },
]

/** Mirrors validateParamKind. */
function* paramKindErrors(paramKind: Field): Generator<FieldError> {
  const apiVersion = paramKind.child('apiVersion')
  const kind = paramKind.child('kind')
  if (apiVersion.text === '') yield required(apiVersion)
  else yield* apiVersionErrors(apiVersion)
  if (kind.text === '') yield required(kind)
  else {
    const details = dns1035LabelErrors(kind.text.toLowerCase())
    if (details.length > 0) yield invalid(kind, `may have mixed case, but should otherwise match: ${details.join(',')}`)
  }
}

function* apiVersionErrors(apiVersion: Field): Generator<FieldError> {
  const { text } = apiVersion
  const parts = text === '/' ? ['', ''] : text.split('/')
  if (parts.length > 2) {
    yield invalid(apiVersion, `unexpected GroupVersion string: ${text}`)
    return
  }
  const group = parts.length === 2 ? parts[0]! : ''
  const version = parts.at(-1)!
  const wrongGroup = group === '' ? [] : dnsSubdomainErrors(group)
  if (wrongGroup.length > 0) yield invalid(apiVersion, wrongGroup.join(','), group)
  const wrongVersion = version === '' ? ['version must be specified'] : dns1035LabelErrors(version)
  if (wrongVersion.length > 0) yield invalid(apiVersion, wrongVersion.join(','), version === '' ? text : version)
}

function* variablesErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const { items } = spec.child('variables')
  if (items.length === 0) return
  const expressions = variableExpressionErrors(items, policyDeclarations(spec, context))
  for (const variable of items) yield* variableErrors(variable, expressions.next().value ?? [], context)
}

/** Mirrors validateVariable. */
function* variableErrors(variable: Field, compiled: readonly FieldError[], { version }: ValidationContext): Generator<FieldError> {
  const name = variable.child('name')
  if (name.text.trim() === '') yield required(name, 'name is not specified')
  else if (!identifier.test(name.text) || reserved.has(name.text))
    yield invalid(name, isAtLeast(version, plainWordsSince) ? 'must be a valid CEL identifier' : 'name is not a valid CEL identifier')
  const expression = variable.child('expression')
  if (expression.text.trim() === '') yield required(expression, 'expression is not specified')
  yield* compiled
}
