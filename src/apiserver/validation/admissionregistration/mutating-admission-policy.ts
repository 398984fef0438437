import type { FieldError } from '../../../k8s/field-error.ts'
import { invalid, required as missing, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'
import { mutatingOperationErrors } from './match-resources.ts'
import { policySpecRules } from './policy-spec.ts'

/** The members of a mutation, by its type. */
const members: ReadonlyMap<string, string> = new Map([
  ['ApplyConfiguration', 'applyConfiguration'],
  ['JSONPatch', 'jsonPatch'],
])

/** Mirrors pkg/apis/admissionregistration/validation/validation.go validateMutatingAdmissionPolicySpec, v1.36; expressions are not compiled. */
export const mutatingAdmissionPolicyRules: readonly Rule[] = [
  struct('spec', [
    ...policySpecRules,
    { at: 'matchConstraints', rules: [{ errors: mutatingOperationErrors }] },
    required('mutations', 'mutations must contain at least one item'),
    { at: 'mutations', each: 'item', rules: [{ errors: mutationErrors }] },
    required('reinvocationPolicy'),
    oneOf('reinvocationPolicy', ['IfNeeded', 'Never']),
  ]),
]

/** Mirrors validateMutation. */
function* mutationErrors(mutation: Field): Generator<FieldError> {
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
  for (const name of members.values())
    if (name !== own && !mutation.child(name).absent)
      yield invalid(mutation.child(name), `must not be specified when patchType is ${type.text}`, `{${name}}`)
}
