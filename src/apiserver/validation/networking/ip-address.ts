import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { invalidAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { segmentErrors } from './ingress-backend.ts'

/** What an IPAddress must keep to. Mirrors pkg/apis/networking/validation/validation.go ValidateIPAddress, v1.36. */
export const ipAddressRules: readonly Rule[] = [{ errors: address => parentErrors(address.at('spec.parentRef')) }]

/** Mirrors validateIPAddressParentReference. */
function* parentErrors(parent: Field): Generator<FieldError> {
  if (parent.absent) {
    yield required(parent)
    return
  }
  const group = parent.child('group')
  if (group.text !== '') yield* invalidAll(group, dnsSubdomainErrors(group.text))
  yield* segmentErrors(parent.child('resource'))
  yield* segmentErrors(parent.child('name'))
  const namespace = parent.child('namespace')
  if (namespace.text !== '') yield* invalidAll(namespace, nameIsPathSegment(namespace.text, false))
}
