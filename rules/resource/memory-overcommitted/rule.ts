import { compareQuantities, defineRule, parseQuantity } from '../../kit.ts'

export default defineRule({
  id: 'resource/memory-overcommitted',
  summary: 'A container whose memory limit is above its request',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['requests-equal-limits'],
  peers: [
    { tool: 'kube-score', check: 'container-memory-requests-equal-limits', same: false, difference: 'On by request only.' },
    { tool: 'kube-score', check: 'container-resource-requests-equal-limits', same: false, difference: 'CPU too; off by default.' },
    { tool: 'datree', check: 'EKS_INVALID_MEMORY_REQUEST_LIMIT', same: true },
  ],
  when: { pods: true },
  messages: {
    above:
      'Container {container} may use {limit} of memory but reserves {request}: when its node runs short, it is killed for the difference.',
  },
  help: 'Write the same amount in requests.memory and limits.memory.',
  container(container, at, _template, context) {
    const limit = container.resources?.limits?.['memory']
    const request = container.resources?.requests?.['memory']
    if (limit === undefined || request === undefined) return
    const [most, least] = [parseQuantity(String(limit)), parseQuantity(String(request))]
    if (typeof most === 'string' || typeof least === 'string' || compareQuantities(most, least) <= 0) return
    const data = { container: container.name ?? '(without a name)', limit: String(limit), request: String(request) }
    context.report({ at: at.child('resources', 'requests', 'memory'), message: 'above', data })
  },
})
