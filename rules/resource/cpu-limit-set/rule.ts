import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'resource/cpu-limit-set',
  summary: 'A container with a CPU limit',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['cpu-limit-present'],
  peers: [
    { tool: 'kube-score', check: 'container-cpu-requests-equal-limits', same: false, difference: 'Wants the limit to equal the request.' },
    { tool: 'datree', check: 'EKS_INVALID_CPU_LIMIT', same: true },
  ],
  when: { pods: true },
  messages: {
    set: 'Container {container} is throttled at {limit} CPU, even while the node is idle.',
  },
  help: 'Remove limits.cpu; requests.cpu already guarantees its share.',
  container(container, at, _template, context) {
    const limit = container.resources?.limits?.['cpu']
    if (limit === undefined) return
    const data = { container: container.name ?? '(without a name)', limit: String(limit) }
    context.report({ at: at.child('resources', 'limits', 'cpu'), message: 'set', data })
  },
})
