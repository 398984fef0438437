import { defineRule, FieldRef, localServices } from '../../kit.ts'

const consequences = {
  externalTrafficPolicy: 'what comes to them from outside is dropped',
  internalTrafficPolicy: 'what runs there does not reach it',
} as const

export default defineRule({
  id: 'service/no-local-endpoint',
  summary: 'A Service that keeps traffic on its node, and nodes without a pod of it',
  severity: 'info',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['traffic-policy-local'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    none: 'Service {name} has no endpoint on {without} of {nodes} nodes, and {field}: Local: {consequence}.',
  },
  help: 'Run a pod on every node (a DaemonSet, or a spread over nodes), or use the policy Cluster.',
  cluster(context) {
    for (const { service, field, without, nodes } of context.simulate(localServices)) {
      if (service.role !== 'input') continue
      context.report({
        at: new FieldRef(service, ['spec', field]),
        message: 'none',
        data: { name: service.name ?? '', without: without.length, nodes, field, consequence: consequences[field] },
        related: without
          .slice(0, 3)
          .map(node => ({ at: new FieldRef(node, ['metadata', 'name']), message: `node ${node.name} has no endpoint` })),
      })
    }
  },
})
