import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { invalid, numberOf } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { formatted, required, supportedValues } from '../rows.ts'
import { struct } from '../struct.ts'
import { policyRuleRules } from './policy-rules.ts'

const mostPrecedence = 10000
const exempt = 'exempt'
const distinguishers = ['ByNamespace', 'ByUser']
/** The rules of the schemas that must be as they are: for the groups of all, what is on their spec otherwise. */
const mandatory: ReadonlyMap<string, string> = new Map([
  [
    exempt,
    '{"matchingPrecedence":1,"priorityLevelConfiguration":{"name":"exempt"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:masters"},"kind":"Group"}]}]}',
  ],
  [
    'catch-all',
    '{"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":10000,"priorityLevelConfiguration":{"name":"catch-all"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:unauthenticated"},"kind":"Group"},{"group":{"name":"system:authenticated"},"kind":"Group"}]}]}',
  ],
])

/** Mirrors pkg/apis/flowcontrol/validation/validation.go ValidateFlowSchema, v1.36. */
export const flowSchemaRules: readonly Rule[] = [
  struct('spec', [
    { errors: precedenceErrors },
    {
      at: 'distinguisherMethod.type',
      when: spec => !spec.child('distinguisherMethod').absent,
      reason: 'FieldValueNotSupported',
      zero: '',
      check: ({ text }) => (distinguishers.includes(text) ? [] : [supportedValues(distinguishers)]),
      shows: ({ text }) => ({ Type: text }),
    },
    formatted('priorityLevelConfiguration.name', dnsSubdomainErrors),
    required('priorityLevelConfiguration.name', 'must reference a priority level'),
    { at: 'rules', each: 'item', rules: policyRuleRules },
  ]),
  { errors: mandatoryErrors },
]

function* precedenceErrors(spec: Field): Generator<FieldError> {
  const precedence = spec.child('matchingPrecedence')
  const value = numberOf(precedence)
  if (value <= 0) yield invalid(precedence, 'must be a positive value', value)
  if (value > mostPrecedence) yield invalid(precedence, `must not be greater than ${mostPrecedence}`, value)
  if (value === 1 && spec.parent?.at('metadata.name').text !== exempt)
    yield invalid(precedence, "only the schema named 'exempt' may have matchingPrecedence 1", value)
}

function* mandatoryErrors(schema: Field): Generator<FieldError> {
  const { text } = schema.at('metadata.name')
  const wanted = mandatory.get(text)
  const spec = schema.child('spec')
  if (wanted !== undefined && sorted(spec.value) !== wanted) yield invalid(spec, `spec of '${text}' must equal the fixed value`)
}

/** JSON with the keys in order and nothing that is empty. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
    const entries = Object.entries(member).filter(
      ([, entry]) => entry !== null && entry !== '' && !(Array.isArray(entry) && entry.length === 0)
    )
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}
