import { allowsAll, defineRule, FieldRef, objectAs, type PolicyRule, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'rbac/reads-secrets',
  summary: 'A role that reads Secrets',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-secrets'],
  peers: [
    { tool: 'kube-linter', check: 'access-to-secrets', same: false, difference: 'Reports the binding.' },
    { tool: 'checkov', check: 'CKV2_K8S_5', same: false, difference: 'All Secrets, by an account that a pod has.' },
    { tool: 'kubescape', check: 'C-0015', same: false, difference: 'Reports whoever is bound to such a role, or to one for everything.' },
    { tool: 'kubescape', check: 'C-0186', same: false, difference: 'Reports whoever is bound to such a role, or to one for everything.' },
    { tool: 'trivy', check: 'KSV-0041', same: false, difference: 'All verbs, in a ClusterRole.' },
    { tool: 'trivy', check: 'KSV-0113', same: false, difference: 'All verbs, in a Role.' },
    { tool: 'datree', check: 'CIS_INVALID_VERB_SECRETS', same: true },
  ],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: { found: '{title} lets its holders {verbs} {which}.' },
  help: 'Name the Secrets in resourceNames, or leave them to the pods that mount them.',
  object(resource, { report }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries()) {
      const verbs = ['get', 'list', 'watch'].filter(verb => allowsAny(rule, verb))
      if (verbs.length === 0 || (rule.resources ?? []).includes('*')) continue
      const at = new FieldRef(resource, ['rules', index, 'resources', (rule.resources ?? []).indexOf('secrets')])
      const where =
        resource.namespace === null ? 'Secrets of every namespace that it is bound in' : `Secrets of namespace ${resource.namespace}`
      report({ at, message: 'found', data: { title: resourceTitle(resource), verbs: verbs.join(', '), which: where } })
    }
  },
})

function allowsAny(rule: PolicyRule, verb: string): boolean {
  return (rule.resourceNames ?? []).length === 0 && allowsAll(rule, verb, '', 'secrets')
}
