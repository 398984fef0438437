import { defineRule, FieldRef, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'convention/default-namespace',
  summary: 'A workload in the namespace default',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['default-namespace'],
  peers: [
    { tool: 'kube-linter', check: 'use-namespace', same: true },
    { tool: 'checkov', check: 'CKV_K8S_21', same: false, difference: 'Every kind.' },
    { tool: 'kubescape', check: 'C-0061', same: true },
    { tool: 'trivy', check: 'KSV-0110', same: true },
    { tool: 'datree', check: 'WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT', same: true },
  ],
  when: { pods: true },
  messages: {
    default: '{title} goes to the namespace default: nobody owns it, and no quota, policy or role is made for it.',
  },
  help: 'Set metadata.namespace, or pass the namespace on the command line of whoever applies it.',
  pod({ owner, namespace }, context) {
    if (namespace !== 'default' || owner.namespace !== 'default') return
    context.report({ at: new FieldRef(owner, ['metadata', 'namespace']), message: 'default', data: { title: resourceTitle(owner) } })
  },
})
