import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { dns1035LabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { invalid, required as missing } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule } from '../row.ts'
import { oneOf, required } from '../rows.ts'

const approved = 'api-approved.kubernetes.io'
const proposal = 'see https://github.com/kubernetes/enhancements/pull/1111'

export const scopeRules: readonly Row[] = [required('scope'), oneOf('scope', ['Cluster', 'Namespaced'])]

/** The name of a definition says what it defines. */
export function* nameErrors(definition: Field): Generator<FieldError> {
  const wanted = `${definition.at('spec.names.plural').text}.${definition.at('spec.group').text}`
  for (const at of ['metadata.name', 'metadata.generateName']) {
    const name = definition.at(at)
    if (name.text !== '' && name.text !== wanted) yield invalid(name, 'must be spec.names.plural+"."+spec.group', name.text)
  }
}

export function* groupErrors(spec: Field): Generator<FieldError> {
  const group = spec.child('group')
  const details = dnsSubdomainErrors(group.text)
  if (group.text === '') yield missing(group)
  else if (details.length > 0) yield invalid(group, details.join(','))
  else if (!group.text.includes('.')) yield invalid(group, 'should be a domain with at least one dot')
}

/** A label, told in one error. */
function label(at: string): Row {
  return { at, reason: 'FieldValueInvalid', zero: '', check: ({ text }) => joined(dns1035LabelErrors(text)) }
}

function named(at: string): Row {
  return { ...label(at), check: ({ text }) => (text === '' ? [] : joined(dns1035LabelErrors(text))) }
}

function kind(at: string): Row {
  return {
    at,
    reason: 'FieldValueInvalid',
    check: ({ text }) => {
      const details = text === '' ? [] : dns1035LabelErrors(text.toLowerCase())
      return details.length === 0 ? [] : [`may have mixed case, but should otherwise match: ${details.join(',')}`]
    },
  }
}

/** All details of a format in one. */
export function joined(details: readonly string[]): readonly string[] {
  return details.length === 0 ? details : [details.join(',')]
}

/** Mirrors ValidateCustomResourceDefinitionNames, v1.36, and what is required of the names of the spec. */
export const namesRules: readonly Rule[] = [
  required('plural'),
  required('singular'),
  required('kind'),
  required('listKind'),
  named('plural'),
  named('singular'),
  kind('kind'),
  kind('listKind'),
  { at: 'shortNames', each: 'item', rules: [label('')] },
  {
    at: 'listKind',
    reason: 'FieldValueInvalid',
    check: ({ text, parent }) => (text !== '' && text === parent!.child('kind').text ? ['kind and listKind may not be the same'] : []),
  },
  { at: 'categories', each: 'item', rules: [label('')] },
]

/** Groups of the community need its approval. Mirrors validateAPIApproval, v1.36. */
export function* approvalErrors(definition: Field): Generator<FieldError> {
  const group = definition.at('spec.group').text
  if (!isProtected(group)) return
  const annotation = definition.at('metadata.annotations').entry(approved)
  const must = `protected groups must have approval annotation ${goQuote(approved)}`
  if (annotation.text === '') yield missing(annotation, `${must}, ${proposal}`)
  else if (!annotation.text.startsWith('unapproved') && !/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#\s]+/.test(annotation.text))
    yield invalid(annotation, `${must} with either a URL or a reason starting with "unapproved", ${proposal}`)
}

/** Mirrors apiextensions-apiserver pkg/apihelpers/helpers.go IsProtectedCommunityGroup, v1.36. */
function isProtected(group: string): boolean {
  return group === 'k8s.io' || group.endsWith('.k8s.io') || group === 'kubernetes.io' || group.endsWith('.kubernetes.io')
}
