import { defineRule, FieldRef, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'convention/kube-system-namespace',
  summary: 'A workload in the namespace kube-system',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['kube-system-namespace'],
  peers: [{ tool: 'trivy', check: 'KSV-0037', same: false, difference: 'Passes what carries the labels of a core component.' }],
  when: { pods: true },
  messages: {
    system: '{title} goes to kube-system, among the parts of the control plane: whoever may work on it may work on them.',
  },
  help: 'Give it a namespace of its own.',
  pod({ owner }, context) {
    if (owner.namespace !== 'kube-system') return
    context.report({ at: new FieldRef(owner, ['metadata', 'namespace']), message: 'system', data: { title: resourceTitle(owner) } })
  },
})
