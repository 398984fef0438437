import { base64Length } from '../../../k8s/base64.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { dns1035LabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { portNumberErrors } from '../../../k8s/names/port.ts'
import { invalid, numberOf } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { formatted, required } from '../rows.ts'
import { struct } from '../struct.ts'
import { errorsOf } from '../validate.ts'

/** Mirrors kube-aggregator pkg/apis/apiregistration/validation/validation.go ValidateAPIService, v1.36. */
export const apiServiceRules: readonly Rule[] = [
  { errors: nameErrors },
  struct('spec', [
    {
      at: 'group',
      when: spec => spec.child('version').text !== 'v1',
      reason: 'FieldValueRequired',
      check: group => (group.text === '' ? ['only v1 may have an empty group and it better be legacy kube'] : []),
    },
    formatted('group', dnsSubdomainErrors),
    formatted('version', dns1035LabelErrors, 'always'),
    priority('groupPriorityMinimum', 20000),
    priority('versionPriority', 1000),
    {
      errors: (spec, context) => errorsOf(spec, spec.child('service').absent ? localRules : remoteRules, context),
    },
  ]),
]

function priority(at: string, most: number): Rule {
  return {
    at,
    reason: 'FieldValueInvalid',
    zero: 0,
    check: field => (numberOf(field) > 0 && numberOf(field) <= most ? [] : [`must be positive and less than ${most}`]),
  }
}

/** An API that the server serves itself. */
const localRules: readonly Rule[] = [
  {
    at: 'caBundle',
    reason: 'FieldValueInvalid',
    check: ({ text }) => (text === '' ? [] : ['local APIServices may not have a caBundle']),
    shows: ({ text }) => `${base64Length(text)} bytes`,
  },
  {
    at: 'insecureSkipTLSVerify',
    reason: 'FieldValueInvalid',
    check: ({ value }) => (value === true ? ['local APIServices may not have insecureSkipTLSVerify'] : []),
  },
]

const remoteRules: readonly Rule[] = [
  required('service.namespace'),
  required('service.name'),
  {
    at: 'service.port',
    reason: 'FieldValueInvalid',
    check: port => {
      const errors = portNumberErrors(numberOf(port))
      return errors.length === 0 ? [] : [`port is not valid: ${errors.join(', ')}`]
    },
  },
  {
    at: 'insecureSkipTLSVerify',
    reason: 'FieldValueInvalid',
    check: field => (field.value === true && field.parent!.child('caBundle').text !== '' ? ['may not be true if caBundle is present'] : []),
  },
]

/** The name says what it serves. */
function* nameErrors(service: Field): Generator<FieldError> {
  const wanted = `${service.at('spec.version').text}.${service.at('spec.group').text}`
  for (const at of ['metadata.name', 'metadata.generateName']) {
    const name = service.at(at)
    if (name.text === '' || name.text === wanted || nameIsPathSegment(name.text, false).length > 0) continue
    yield invalid(name, `must be \`spec.version+"."+spec.group\`: ${goQuote(wanted)}`, name.text)
  }
}
