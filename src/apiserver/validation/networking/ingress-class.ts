import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { domainPrefixedPathErrors } from '../../../k8s/names/domain.ts'
import { forbidden, invalidAll, malformedAll, notSupported, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { localReferenceErrors } from './ingress-backend.ts'

const maxControllerLength = 250
/** The first minor that tells a missing part of the reference in no more words than the field. */
const plainSince = 34
const scopes = ['Cluster', 'Namespace']

/** What an IngressClass must keep to. Mirrors pkg/apis/networking/validation/validation.go ValidateIngressClass, v1.36. */
export const ingressClassRules: readonly Rule[] = [
  { errors: ingressClass => controllerErrors(ingressClass.at('spec.controller')) },
  { at: 'spec.parameters', rules: [{ errors: referenceErrors }, { errors: scopeErrors }] },
]

function* controllerErrors(controller: Field): Generator<FieldError> {
  if (byteLength(controller.text) > maxControllerLength) yield tooLong(controller, maxControllerLength)
  yield* malformedAll(controller, domainPrefixedPathErrors(controller.text))
}

/** Older versions say which part is missing, as if the field did not. */
function* referenceErrors(parameters: Field, { version }: ValidationContext): Generator<FieldError> {
  for (const error of localReferenceErrors(parameters)) {
    const isWordy = version.minor < plainSince && error.reason === 'FieldValueRequired'
    yield isWordy ? { ...error, message: `Required value: ${String(error.path.at(-1))} is required` } : error
  }
}

/** Mirrors validateIngressClassParametersReference. */
function* scopeErrors(parameters: Field): Generator<FieldError> {
  const scope = parameters.child('scope')
  const namespace = parameters.child('namespace')
  if (scope.absent) yield required(scope)
  else if (!scopes.includes(scope.text)) yield notSupported(scope, scopes)
  else if (scope.text === 'Cluster') {
    if (!namespace.absent) yield forbidden(namespace, "`parameters.scope` is set to 'Cluster'")
  } else if (namespace.absent) yield required(namespace, "`parameters.scope` is set to 'Namespace'")
  else yield* invalidAll(namespace, dnsLabelErrors(namespace.text))
}
