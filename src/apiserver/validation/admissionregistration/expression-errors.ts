import { type CelType, celTypes } from '../../../cel/index.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { compileAs, oneOfTypes, type Wanted } from '../../expressions/compile-as.ts'
import { type PolicyDeclarations, policyEnvironment, variableType } from '../../expressions/policy-environment.ts'
import { invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'

const { any, bool, list, nullType, object, string } = celTypes
const truth = oneOfTypes(bool)
const text = oneOfTypes(string)
const textOrNull = oneOfTypes(string, nullType)
const anything = oneOfTypes(any)
const patchedObject = oneOfTypes(object('Object'))
const patches = oneOfTypes(list(object('JSONPatch')))

function errors(
  field: Field,
  expression: string,
  declarations: PolicyDeclarations,
  wanted: Wanted,
  shown = expression
): readonly FieldError[] {
  const compiled = compileAs(expression, policyEnvironment(declarations), wanted)
  if ('program' in compiled) return []
  return [compiled.isInternal === true ? fieldError('InternalError', field, compiled.error) : invalid(field, compiled.error, shown)]
}

/** What is wrong with the expression of a match condition. Mirrors pkg/apis/admissionregistration/validation/validation.go validateMatchConditionsExpression, v1.36. */
export function matchConditionErrors(expression: Field, { version }: ValidationContext, params: boolean): readonly FieldError[] {
  return errors(expression, expression.text.trim(), { version, params, authorizer: true }, truth)
}

/** What a policy declares for its expressions. */
export function policyDeclarations(spec: Field, { version }: ValidationContext): PolicyDeclarations {
  const { items } = spec.child('variables')
  const declarations = { version, params: !spec.child('paramKind').absent, authorizer: true }
  if (items.length === 0) return declarations
  const variables = new Map<string, CelType>()
  for (const variable of items) {
    const expression = variable.child('expression').text
    if (expression.trim() !== '') variables.set(variable.child('name').text, typeOfVariable(expression, { ...declarations, variables }))
  }
  return { ...declarations, variables }
}

function typeOfVariable(expression: string, declarations: PolicyDeclarations): CelType {
  const compiled = compileAs(expression, policyEnvironment(declarations), anything)
  return variableType('program' in compiled ? compiled.program.outputType : compiled.type)
}

/** What is wrong with the expressions of a policy's variables, each of which may use those before it. */
export function* variableExpressionErrors(variables: readonly Field[], declarations: PolicyDeclarations): Generator<readonly FieldError[]> {
  const known = new Map<string, CelType>()
  for (const variable of variables) {
    const expression = variable.child('expression')
    const own = { ...declarations, variables: new Map(known) }
    if (expression.text.trim() === '') yield []
    else {
      yield errors(expression, expression.text, own, anything)
      known.set(variable.child('name').text, typeOfVariable(expression.text, own))
    }
  }
}

/** What is wrong with a validation's expression. */
export function validationExpressionErrors(expression: Field, declarations: PolicyDeclarations): readonly FieldError[] {
  return errors(expression, expression.text, declarations, truth)
}

/** What is wrong with a message's expression, which may not ask for authorization. */
export function messageExpressionErrors(expression: Field, declarations: PolicyDeclarations): readonly FieldError[] {
  return errors(expression, expression.text, { ...declarations, authorizer: false }, text)
}

/** What is wrong with the expression of an audit annotation. */
export function annotationExpressionErrors(expression: Field, declarations: PolicyDeclarations): readonly FieldError[] {
  return errors(expression, expression.text.trim(), declarations, textOrNull, expression.text)
}

/** What is wrong with the expression of a mutation. */
export function mutationExpressionErrors(expression: Field, kind: string, declarations: PolicyDeclarations): readonly FieldError[] {
  const wanted = kind === 'JSONPatch' ? patches : patchedObject
  return errors(expression, expression.text.trim(), { ...declarations, patches: true }, wanted)
}
