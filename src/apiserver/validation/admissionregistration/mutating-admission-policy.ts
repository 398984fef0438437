import type { FieldError } from '../../../k8s/field-error.ts'
import type { PolicyDeclarations } from '../../expressions/policy-environment.ts'
import { invalid, required as missing, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'
import { mutationExpressionErrors, policyDeclarations } from './expression-errors.ts'
import { mutatingOperationErrors } from './match-resources.ts'
import { policySpecRules } from './policy-spec.ts'

/** The members of a mutation, by its type. */
const members: ReadonlyMap<string, string> = new Map([
  ['ApplyConfiguration', 'applyConfiguration'],
  ['JSONPatch', 'jsonPatch'],
])

/** Mirrors pkg/apis/admissionregistration/validation/validation.go validateMutatingAdmissionPolicySpec, v1.36. */
export const mutatingAdmissionPolicyRules: readonly Rule[] = [
  struct('spec', [
    ...policySpecRules,
    { at: 'matchConstraints', rules: [{ errors: mutatingOperationErrors }] },
    required('mutations', 'mutations must contain at least one item'),
    { errors: mutationsErrors },
    required('reinvocationPolicy'),
    oneOf('reinvocationPolicy', ['IfNeeded', 'Never']),
  ]),
]

function* mutationsErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const { items } = spec.child('mutations')
  if (items.length === 0) return
  const plain = policyDeclarations(spec, context)
  const declarations = { ...plain, variables: plain.variables ?? new Map() }
  for (const mutation of items) yield* mutationErrors(mutation, declarations)
}

/** Mirrors validateMutation. */
function* mutationErrors(mutation: Field, declarations: PolicyDeclarations): Generator<FieldError> {
  const type = mutation.child('patchType')
  if (type.text === '') {
    yield missing(type)
    return
  }
  const own = members.get(type.text)
  if (own === undefined) {
    yield notSupported(type, [...members.keys()])
    return
  }
  const member = mutation.child(own)
  if (member.absent) yield missing(member, `must be specified when patchType is ${type.text}`)
  else if (member.child('expression').text.trim() === '') yield missing(member.child('expression'))
  else yield* mutationExpressionErrors(member.child('expression'), type.text, declarations)
  for (const name of members.values())
    if (name !== own && !mutation.child(name).absent)
      yield invalid(mutation.child(name), `must not be specified when patchType is ${type.text}`, `{${name}}`)
}
