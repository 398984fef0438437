import { defineRule, FieldRef, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

const fields = [
  ['verbs', 'all verbs'],
  ['resources', 'all resources'],
  ['apiGroups', 'all API groups'],
] as const

export default defineRule({
  id: 'rbac/wildcard',
  summary: 'A role that names everything by an asterisk',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-wildcard'],
  peers: [
    { tool: 'kube-linter', check: 'wildcard-in-rules', same: true },
    { tool: 'checkov', check: 'CKV_K8S_49', same: true },
    { tool: 'kubescape', check: 'C-0187', same: true },
    { tool: 'trivy', check: 'KSV-0044', same: false, difference: 'Verbs and resources together.' },
    { tool: 'trivy', check: 'KSV-0045', same: false, difference: 'Verbs only.' },
    { tool: 'datree', check: 'CIS_INVALID_WILDCARD_ROLE', same: true },
  ],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: { found: '{title} grants {what}: also what later versions and other groups bring.' },
  help: 'List what is needed.',
  object(resource, { report }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries()) {
      const found = fields.flatMap(([field, words]) => ((rule[field] ?? []).includes('*') ? [{ field, words }] : []))
      const [first] = found
      if (first === undefined) continue
      const at = new FieldRef(resource, ['rules', index, first.field, (rule[first.field] ?? []).indexOf('*')])
      const what = found.map(({ words }) => words).join(', ')
      report({ at, message: 'found', data: { title: resourceTitle(resource), what } })
    }
  },
})
