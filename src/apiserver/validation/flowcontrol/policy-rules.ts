import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { forbidden, invalid, invalidAll, required as missing, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { required } from '../rows.ts'

const kinds = ['Group', 'ServiceAccount', 'User']
const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch']
const members: ReadonlyMap<string, string> = new Map([
  ['ServiceAccount', 'serviceAccount'],
  ['User', 'user'],
  ['Group', 'group'],
])

/** Who asks for what. Mirrors pkg/apis/flowcontrol/validation/validation.go ValidateFlowSchemaPolicyRulesWithSubjects, v1.36. */
export const policyRuleRules: readonly Rule[] = [
  required('subjects', 'subjects must contain at least one value'),
  { at: 'subjects', each: 'item', rules: [{ errors: subjectErrors }] },
  {
    at: '',
    reason: 'FieldValueRequired',
    check: rule =>
      rule.child('resourceRules').empty && rule.child('nonResourceRules').empty
        ? ['at least one of resourceRules and nonResourceRules has to be non-empty']
        : [],
  },
  { at: 'resourceRules', each: 'item', rules: [{ errors: resourceRuleErrors }] },
  { at: 'nonResourceRules', each: 'item', rules: [{ errors: nonResourceRuleErrors }] },
]

/** Mirrors ValidateFlowSchemaSubject. */
function* subjectErrors(subject: Field): Generator<FieldError> {
  const kind = subject.child('kind')
  const own = members.get(kind.text)
  if (own === undefined) {
    yield notSupported(kind, kinds, kind.text)
    return
  }
  const member = subject.child(own)
  if (member.absent) yield missing(member, `${own} is required when subject kind is '${kind.text}'`)
  else yield* memberErrors(member, kind.text)
  for (const [other, name] of members)
    if (name !== own && !subject.child(name).absent)
      yield forbidden(subject.child(name), `${name} is forbidden when subject kind is not '${other}'`)
}

function* memberErrors(member: Field, kind: string): Generator<FieldError> {
  const name = member.child('name')
  if (name.text === '') yield missing(name)
  if (kind !== 'ServiceAccount') return
  if (name.text !== '' && name.text !== '*') yield* invalidAll(name, dnsSubdomainErrors(name.text), name.text)
  const namespace = member.child('namespace')
  if (namespace.text === '') yield missing(namespace, 'must specify namespace for service account')
  else yield* invalidAll(namespace, dnsLabelErrors(namespace.text), namespace.text)
}

function textsOf(list: Field): readonly string[] {
  return list.items.map(({ text }) => text)
}

function* verbErrors(rule: Field): Generator<FieldError> {
  const field = rule.child('verbs')
  const texts = textsOf(field)
  if (texts.length === 0) yield missing(field, 'verbs must contain at least one value')
  else if (texts.includes('*')) {
    if (texts.length > 1) yield invalid(field, "if '*' is present, must not specify other verbs")
  } else if (!texts.every(verb => verbs.includes(verb))) yield notSupported(field, verbs, texts)
}

function* wildcardErrors(list: Field, absent: string, words: string): Generator<FieldError> {
  const texts = textsOf(list)
  if (texts.length === 0) yield missing(list, absent)
  else if (texts.length > 1 && texts.includes('*')) yield invalid(list, `if '*' is present, must not specify other ${words}`)
}

/** Mirrors ValidateFlowSchemaResourcePolicyRule. */
function* resourceRuleErrors(rule: Field): Generator<FieldError> {
  yield* verbErrors(rule)
  yield* wildcardErrors(rule.child('apiGroups'), 'resource rules must supply at least one api group', 'api groups')
  yield* wildcardErrors(rule.child('resources'), 'resource rules must supply at least one resource', 'resources')
  const namespaces = rule.child('namespaces')
  const texts = textsOf(namespaces)
  if (texts.length === 0 && rule.child('clusterScope').value !== true)
    yield missing(namespaces, 'resource rules that are not cluster scoped must supply at least one namespace')
  else if (texts.includes('*')) {
    if (texts.length > 1) yield invalid(namespaces, "if '*' is present, must not specify other namespaces")
  } else
    for (const namespace of namespaces.items)
      for (const detail of dnsLabelErrors(namespace.text))
        yield invalid(namespace, `each member of this list must be '*' or a DNS-1123 label; ${detail}`, namespace.text)
}

/** Mirrors ValidateFlowSchemaNonResourcePolicyRule. */
function* nonResourceRuleErrors(rule: Field): Generator<FieldError> {
  yield* verbErrors(rule)
  const urls = rule.child('nonResourceURLs')
  const texts = textsOf(urls)
  if (texts.length === 0) yield missing(urls, 'nonResourceURLs must contain at least one value')
  else if (texts.includes('*')) {
    if (texts.length > 1) yield invalid(urls, "if '*' is present, must not specify other non-resource URLs")
  } else
    for (const url of urls.items) {
      const detail = urlError(url.text)
      if (detail !== undefined) yield invalid(url, detail, url.text)
    }
}

/** Mirrors ValidateNonResourceURLPath. */
function urlError(path: string): string | undefined {
  if (path === '') return 'must not be empty'
  if (path === '/') return undefined
  if (!path.startsWith('/')) return 'must start with slash'
  if (path.includes(' ')) return 'must not contain white-space'
  if (path.includes('//')) return 'must not contain double slash'
  const wildcards = path.split('*').length - 1
  return wildcards > 1 || (wildcards === 1 && !path.endsWith('/*')) ? 'wildcard can only do suffix matching' : undefined
}
