import { customResources, defineRule, FieldRef, policyNetwork } from '../../kit.ts'

export default defineRule({
  id: 'network/no-enforcement',
  summary: 'Network policies beside a network plug-in that enforces none',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    none: 'Network plug-in {plugin} enforces no NetworkPolicy: {count} {noun} of the input change nothing.',
  },
  help: 'Install what enforces policies beside it (kube-network-policies, Canal), or another plug-in.',
  cluster(context) {
    const { profile } = policyNetwork(context.cluster, customResources(context), context.environment)
    const policies = context.cluster.ofKind('networking.k8s.io', 'NetworkPolicy').filter(({ role }) => role === 'input')
    const [first] = policies
    if (profile.enforced || first === undefined) return
    context.report({
      at: new FieldRef(first, ['kind']),
      message: 'none',
      data: { plugin: profile.plugin, count: policies.length, noun: policies.length === 1 ? 'policy' : 'policies' },
    })
  },
})
