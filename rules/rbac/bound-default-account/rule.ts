import { boundRoles, defineRule, resourceTitle, subjectTitle } from '../../kit.ts'

export default defineRule({
  id: 'rbac/bound-default-account',
  summary: 'A binding for the ServiceAccount that pods have by default',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security', 'rbac'],
  checks: ['sa-default'],
  peers: [
    { tool: 'checkov', check: 'CKV_K8S_42', same: true },
    { tool: 'kubescape', check: 'C-0189', same: false, difference: 'Also reports the account itself.' },
  ],
  when: { kinds: ['RoleBinding', 'ClusterRoleBinding'] },
  messages: { bound: '{title} grants {role} to {subject}, which every pod there has that names no other.' },
  help: 'Make a ServiceAccount for the pods that need it, and bind that.',
  cluster({ report, simulate }) {
    for (const { binding, namespace, roleRef, subjects } of simulate(boundRoles).all) {
      if (binding.role !== 'input') continue
      for (const { subject, at } of subjects) {
        if (subject.kind !== 'ServiceAccount' || subject.name !== 'default') continue
        const role = `${roleRef.kind ?? ''} ${roleRef.name ?? ''}`
        report({
          at: at.child('name'),
          message: 'bound',
          data: { title: resourceTitle(binding), role, subject: subjectTitle(subject, namespace) },
        })
      }
    }
  },
})
