import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { struct } from '../struct.ts'
import { isStandardQuotaResource, quotaResourceErrors } from './resource-quota-resource.ts'

const podCounts = new Set(['pods'])
const podResources = new Set([...podCounts, ...['', 'limits.', 'requests.'].flatMap(prefix => [`${prefix}cpu`, `${prefix}memory`])])
const claimResources = new Set(['persistentvolumeclaims', 'requests.storage'])

/** The resources that a scope can be applied to. Mirrors pkg/apis/core/helper IsResourceQuotaScopeValidForResource, v1.36. */
const scopeResources: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...['Terminating', 'NotTerminating', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity'].map(
    scope => [scope, podResources] as const
  ),
  ['BestEffort', podCounts],
])
const attributesClass = 'VolumeAttributesClass'
const attributesClassSince = 33
const existsOnly = new Set(['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'])
const conflicts = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
]
/** The first minor that spells the operator right. */
const existsSince = 31
const existsWords =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"

/** Mirrors pkg/apis/core/validation/validation.go ValidateResourceQuotaSpec, v1.36. */
export const resourceQuotaRules: readonly Rule[] = [
  struct('spec', [
    { at: 'hard', each: 'entry', rules: [{ errors: quotaResourceErrors }] },
    { errors: scopesErrors },
    { errors: scopeSelectorErrors },
  ]),
]

/** Mirrors validateResourceQuotaScopes. */
function* scopesErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const scopes = spec.child('scopes')
  const names = scopes.items.map(({ text }) => text)
  for (const scope of names) {
    if (resourcesOf(scope, context) === undefined) yield invalid(scopes, 'unsupported scope')
    for (const _ of misapplied(spec, scope, context)) yield invalid(scopes, 'unsupported scope applied to resource')
  }
  yield* conflictErrors(scopes, names, scopes.value)
}

/** Mirrors validateScopedResourceSelectorRequirement. */
function* scopeSelectorErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const selector = spec.child('scopeSelector')
  const expressions = selector.child('matchExpressions')
  for (const expression of expressions.items) {
    const at = (name: string): Field => expression.child(name).printedAs(`${expressions.name}.${name}`)
    const scope = expression.child('scopeName').text
    if (resourcesOf(scope, context) === undefined) yield invalid(at('scopeName'), 'unsupported scope', scope)
    for (const _ of misapplied(spec, scope, context))
      yield invalid(expressions, 'unsupported scope applied to resource', shownSelector(selector))
    yield* operatorErrors(expression, scope, at, context)
  }
  const names = expressions.items.map(expression => expression.child('scopeName').text)
  yield* conflictErrors(expressions, names, spec.child('scopes').value)
}

function* operatorErrors(
  expression: Field,
  scope: string,
  at: (name: string) => Field,
  { version }: ValidationContext
): Generator<FieldError> {
  const operator = expression.child('operator').text
  const values = expression.child('values')
  const words = version.minor < existsSince ? existsWords.replace("'Exists'", "'Exist'") : existsWords
  if (existsOnly.has(scope) && operator !== 'Exists') yield invalid(at('operator'), words, operator)
  if (operator === 'In' || operator === 'NotIn') {
    if (values.empty) yield required(at('values'), "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (!values.empty) yield invalid(at('values'), "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector")
  } else yield invalid(at('operator'), 'not a valid selector operator', operator)
}

function resourcesOf(scope: string, { version }: ValidationContext): ReadonlySet<string> | undefined {
  if (scope === attributesClass && version.minor >= attributesClassSince) return claimResources
  return scopeResources.get(scope)
}

/** The standard resources of the quota that a scope says nothing about. */
function misapplied(spec: Field, scope: string, context: ValidationContext): readonly string[] {
  const resources = resourcesOf(scope, context)
  return resources === undefined ? [] : spec.child('hard').keys.filter(name => isStandardQuotaResource(name) && !resources.has(name))
}

function* conflictErrors(field: Field, names: readonly string[], shown: unknown): Generator<FieldError> {
  for (const pair of conflicts)
    if (pair.every(scope => names.includes(scope)))
      yield invalid(field, 'conflicting scopes', new GoValue(shown ?? null, scopesSyntax(shown)))
}

/** A selector as an error shows it: by the names of its Go fields. */
function shownSelector(selector: Field): unknown {
  const expressions = selector.child('matchExpressions').items.map(expression => ({
    ScopeName: expression.child('scopeName').text,
    Operator: expression.child('operator').text,
    Values: expression.child('values').value ?? null,
  }))
  return { MatchExpressions: expressions }
}

/** The scopes as `%#v` prints them. */
function scopesSyntax(scopes: unknown): string {
  return `[]core.ResourceQuotaScope${Array.isArray(scopes) ? `{${scopes.map(scope => goQuote(String(scope))).join(', ')}}` : '(nil)'}`
}
