import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import type { Field } from '../field.ts'
import type { Row, Rule } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'

const group = 'rbac.authorization.k8s.io'
const ofKind =
  (...kinds: readonly string[]) =>
  (subject: Field): boolean =>
    kinds.includes(subject.child('kind').text)

/** Mirrors pkg/apis/rbac/validation/validation.go ValidateRoleBindingSubject, v1.36. */
function subjectRules(isNamespaced: boolean): readonly Rule[] {
  const isAccount = ofKind('ServiceAccount')
  const rows: readonly Row[] = [
    required('name'),
    { ...formatted('name', dnsSubdomainErrors), when: isAccount },
    { ...oneOf('apiGroup', ['']), when: isAccount },
    { ...required('namespace'), when: subject => !isNamespaced && isAccount(subject) },
    { ...oneOf('apiGroup', [group], 'always'), when: ofKind('User', 'Group') },
    oneOf('kind', ['ServiceAccount', 'User', 'Group'], 'always'),
  ]
  return rows
}

function bindingRules(roles: readonly string[]): readonly Rule[] {
  return [
    struct('roleRef', [
      oneOf('apiGroup', [group], 'always'),
      oneOf('kind', roles, 'always'),
      required('name'),
      formatted('name', name => nameIsPathSegment(name, false)),
    ]),
    { at: 'subjects', each: 'item', rules: subjectRules(roles.includes('Role')) },
  ]
}

/** Mirrors ValidateRoleBinding, v1.36. */
export const roleBindingRules: readonly Rule[] = bindingRules(['Role', 'ClusterRole'])

/** Mirrors ValidateClusterRoleBinding, v1.36. */
export const clusterRoleBindingRules: readonly Rule[] = bindingRules(['ClusterRole'])
