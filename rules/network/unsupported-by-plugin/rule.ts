import { customResources, defineRule, FieldRef, pluginLimits, policyNetwork } from '../../kit.ts'

export default defineRule({
  id: 'network/unsupported-by-plugin',
  summary: 'A NetworkPolicy that the network plug-in of the input does not carry out',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    ranges: 'NetworkPolicy {name} allows a range of ports, and Cilium {version} ignores endPort: no port but the first is allowed.',
    sctp: 'NetworkPolicy {name} is about SCTP, which Cilium does not handle unless its configuration turns it on.',
  },
  help: 'Upgrade Cilium to 1.16 or later, or list the ports.',
  cluster(context) {
    for (const { policy, at, kind, agent, version } of pluginLimits(
      policyNetwork(context.cluster, customResources(context), context.environment)
    ))
      context.report({
        at,
        message: kind,
        data: { name: policy.resource.name ?? '', version },
        ...(kind === 'sctp' && { help: 'Set enable-sctp: "true" in the ConfigMap cilium-config.' }),
        related: [{ at: new FieldRef(agent, ['metadata', 'name']), message: 'the network plug-in' }],
      })
  },
})
