import { customResources, declaredNetworks, defineRule, networkMismatches } from '../../kit.ts'

export default defineRule({
  id: 'network/pod-cidr-mismatch',
  summary: 'Settings of one cluster that disagree about the network of its pods',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['pod-cidr-mismatch'],
  peers: [],
  when: { kinds: ['ConfigMap', 'DaemonSet', 'Pod'], declarations: true },
  messages: {
    differ:
      '{setting} gives pods the network {cidr}, and {otherSetting} gives them {otherCidr}: routes, masquerading and policies go by different networks.',
    overlap: '{setting} {cidr} overlaps {otherSetting} {otherCidr}: pods and Services would share addresses.',
  },
  help: 'Write the same pod network everywhere, apart from that of the Services.',
  cluster(context) {
    const seen = new Set<string>()
    for (const { kind, one, other } of networkMismatches(declaredNetworks(context.cluster, customResources(context)))) {
      const [at, near] = one.at.resource.role === 'input' ? [one, other] : [other, one]
      const key = `${kind} ${at.setting} ${at.cidr} ${near.setting}`
      if (seen.has(key)) continue
      seen.add(key)
      context.report({
        at: at.at,
        message: kind,
        data: { setting: at.setting, cidr: at.cidr, otherSetting: near.setting, otherCidr: near.cidr },
        related: [{ at: near.at, message: `${near.setting} is ${near.cidr}` }],
      })
    }
  },
})
