import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'security/default-service-account',
  summary: 'A pod that runs as the default account of its namespace',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['sa-default'],
  peers: [
    { tool: 'kube-linter', check: 'default-service-account', same: true },
    { tool: 'checkov', check: 'CKV_K8S_41', same: false, difference: 'Bindings and tokens of the account.' },
    { tool: 'checkov', check: 'CKV_K8S_42', same: false, difference: 'Bindings of the account.' },
    { tool: 'kubescape', check: 'C-0189', same: false, difference: 'Bindings and tokens of the account.' },
  ],
  when: { pods: true },
  messages: {
    default: '{title} runs as service account default: what is granted to it for one pod is granted to every pod of the namespace.',
  },
  help: 'Make a ServiceAccount for it, and name that in serviceAccountName.',
  pod({ spec, specAt, owner }, context) {
    if ((spec.serviceAccountName || 'default') !== 'default' || spec.automountServiceAccountToken === false) return
    context.report({ at: specAt.child('serviceAccountName'), message: 'default', data: { title: resourceTitle(owner) } })
  },
})
