import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { goStruct } from '../go-struct.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { factsOfContainer } from './pod-facts.ts'

const annotations = 'metadata.annotations'
const mirror = 'kubernetes.io/config.mirror'
/** The first minor that refuses claims of pods of a kubelet's own. */
const staticSince = 32

const nameRules: readonly Rule[] = [
  formatted('resourceClaimName', dnsSubdomainErrors, 'set'),
  formatted('resourceClaimTemplateName', dnsSubdomainErrors, 'set'),
]

/** The claims of a pod. Mirrors pkg/apis/core/validation/validation.go validatePodResourceClaims, v1.36. */
export function* podResourceClaimsErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const names = new Set<string>()
  const isStatic = context.isPod && context.version.minor >= staticSince && spec.parent?.at(annotations).keys.includes(mirror) === true
  for (const claim of spec.child('resourceClaims').items) {
    if (isStatic) {
      yield fieldError('FieldValueForbidden', claim.printedAs(''), 'static pods do not support resource claims')
      continue
    }
    const name = claim.child('name')
    if (name.text === '') yield fieldError('FieldValueRequired', name, '')
    else if (names.has(name.text)) yield fieldError('FieldValueDuplicate', name, '')
    else for (const detail of dnsLabelErrors(name.text)) yield fieldError('FieldValueInvalid', name, detail)
    names.add(name.text)
    const given = ['resourceClaimName', 'resourceClaimTemplateName'].filter(key => !claim.child(key).absent)
    if (given.length !== 1) {
      const detail =
        given.length === 0
          ? 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'
          : 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'
      yield fieldError('FieldValueInvalid', claim, detail, shown(claim))
    }
    yield* errorsOf(claim, nameRules, context)
  }
}

/** The claims that one container uses. Mirrors validateResourceClaimNames, v1.36. */
export function resourceClaimsErrors(claims: Field, context: ValidationContext): Generator<FieldError> {
  return claimNamesErrors(claims, factsOfContainer(claims.parent!.parent!, context).claimNames)
}

/** Claims that are used somewhere, each of which the pod must have. */
export function* claimNamesErrors(claims: Field, claimNames: ReadonlySet<string>): Generator<FieldError> {
  const used = new Set<string>()
  for (const claim of claims.items) {
    const name = claim.child('name').text
    if (name === '') {
      yield fieldError('FieldValueRequired', claim, '')
      continue
    }
    if (used.has(name)) yield fieldError('FieldValueDuplicate', claim, '', name)
    else yield* requestErrors(claim, name, used)
    if (!claimNames.has(name)) {
      const listed = claimNames.size === 0 ? ' which is empty' : `: ${[...claimNames].sort().join(', ')}`
      yield fieldError('FieldValueNotFound', claim, `must be one of the names in pod.spec.resourceClaims${listed}`, name)
    }
  }
}

function* requestErrors(claim: Field, name: string, used: Set<string>): Generator<FieldError> {
  const request = claim.child('request')
  const key = request.text === '' ? name : `${name}/${request.text}`
  if (request.text !== '') for (const detail of dnsLabelErrors(request.text)) yield fieldError('FieldValueInvalid', request, detail)
  if (used.has(key)) yield fieldError('FieldValueDuplicate', claim, '', key)
  else if (request.text === '')
    for (const other of used) if (other.startsWith(`${name}/`)) yield fieldError('FieldValueDuplicate', claim, '', name)
  used.add(key)
}

function shown(claim: Field): Readonly<Record<string, unknown>> {
  return goStruct(claim.value, [
    ['Name', 'name', 'text'],
    ['ResourceClaimName', 'resourceClaimName'],
    ['ResourceClaimTemplateName', 'resourceClaimTemplateName'],
  ])
}
