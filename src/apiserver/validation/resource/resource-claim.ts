import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { invalid, invalidAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { templateMetadataRules } from '../meta/template-metadata.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { struct } from '../struct.ts'
import { listErrors, setErrors, structSetErrors } from './collections.ts'
import { deviceRequestErrors } from './device-request.ts'
import { deviceConfigErrors } from './device-selectors.ts'
import { fullAttributeNameErrors } from './names.ts'

const most = 32
const noRequest = "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'"
const textOf = (field: Field): string => field.text

const claimSpecRules: readonly Rule[] = [struct('devices', [{ errors: deviceClaimErrors }])]

/** Mirrors pkg/apis/resource/validation/validation.go ValidateResourceClaim, v1.36. */
export const resourceClaimRules: readonly Rule[] = [struct('spec', claimSpecRules)]

/** Mirrors ValidateResourceClaimTemplate, v1.36. */
export const resourceClaimTemplateRules: readonly Rule[] = [
  struct('spec', [{ at: 'metadata', rules: templateMetadataRules }, struct('spec', claimSpecRules)]),
]

/** Mirrors validateDeviceClaim. */
function* deviceClaimErrors(claim: Field, context: ValidationContext): Generator<FieldError> {
  const requests = claim.child('requests')
  const names = requestNames(requests)
  const referenceErrors = (reference: Field): Iterable<FieldError> => requestReferenceErrors(reference, names)
  yield* structSetErrors(requests, most, request => deviceRequestErrors(request, context), 'name', context)
  yield* listErrors(claim.child('constraints'), most, function* (constraint) {
    yield* setErrors(constraint.child('requests'), most, referenceErrors, textOf)
    yield* constraintErrors(constraint, context)
  })
  yield* listErrors(claim.child('config'), most, function* (config) {
    yield* setErrors(config.child('requests'), most, referenceErrors, textOf)
    yield* deviceConfigErrors(config, context)
  })
}

/** What may be referred to: requests, and the choices within them. */
function requestNames(requests: Field): ReadonlySet<string> {
  const names = new Set<string>()
  for (const request of requests.items) {
    const name = request.child('name').text
    names.add(name)
    for (const choice of request.child('firstAvailable').items) names.add(`${name}/${choice.child('name').text}`)
  }
  return names
}

/** Mirrors validateRequestNameRef. */
function* requestReferenceErrors(reference: Field, names: ReadonlySet<string>): Generator<FieldError> {
  const { text } = reference
  const parts = text.split('/')
  if (parts.length <= 2) for (const part of parts) yield* invalidAll(reference, dnsLabelErrors(part), part)
  if (parts.length > 2 || !names.has(text)) yield invalid(reference, noRequest, text)
}

/** Mirrors validateDeviceConstraint. */
function* constraintErrors(constraint: Field, context: ValidationContext): Generator<FieldError> {
  const match = constraint.child('matchAttribute')
  const distinct = constraint.child('distinctAttribute')
  if (!match.absent) yield* fullAttributeNameErrors(match, context)
  else if (!distinct.absent) yield* fullAttributeNameErrors(distinct, context)
  else if (!isFeatureOn('DRAConsumableCapacity', context.version)) yield required(match)
  else yield required(constraint, 'exactly one of "matchAttribute" or "distinctAttribute" is required, but multiple fields are set')
}
