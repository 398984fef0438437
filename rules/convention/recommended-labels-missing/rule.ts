import { defineRule, FieldRef, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'convention/recommended-labels-missing',
  summary: 'A workload without the recommended labels',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['labels-recommended'],
  peers: [
    { tool: 'kube-linter', check: 'required-annotation-email', same: false, difference: 'The annotation email.' },
    { tool: 'polaris', check: 'metadataAndInstanceMismatched', same: false, difference: 'The instance label must equal the name.' },
    { tool: 'kube-linter', check: 'required-label-owner', same: false, difference: 'The label owner.' },
    { tool: 'kubescape', check: 'C-0076', same: false, difference: 'Labels of its own configuration.' },
    { tool: 'kubescape', check: 'C-0077', same: false, difference: 'All of the recommended labels.' },
    { tool: 'datree', check: 'WORKLOAD_MISSING_LABEL_OWNER_VALUE', same: false, difference: 'The label owner.' },
    { tool: 'datree', check: 'DEPLOYMENT_MISSING_LABEL_ENV_VALUE', same: false, difference: 'The label env.' },
  ],
  when: { pods: true },
  messages: {
    missing: '{title} has no {labels}: tools cannot tell which application and which release it belongs to.',
  },
  help: 'Add {labels} to metadata.labels.',
  options: {
    labels: {
      type: 'array',
      description: 'Labels that every workload must have',
      items: { type: 'string' },
      default: ['app.kubernetes.io/name', 'app.kubernetes.io/instance'],
    },
  },
  pod({ owner }, context) {
    const labels = owner.object.metadata?.labels ?? {}
    const missing = context.options.labels.filter(label => !Object.hasOwn(labels, label))
    if (missing.length === 0) return
    const data = { title: resourceTitle(owner), labels: missing.join(', ') }
    context.report({ at: new FieldRef(owner, ['metadata', 'labels']), message: 'missing', data })
  },
})
