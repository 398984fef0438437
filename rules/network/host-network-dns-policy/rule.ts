import { defineRule, resourceTitle, valueAt } from '../../kit.ts'

/** `service.namespace.svc`, with or without the domain of the cluster. */
const clusterName = /[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.svc\b/

export default defineRule({
  id: 'network/host-network-dns-policy',
  summary: "A pod on its node's network that cannot resolve cluster names",
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['host-network-dns-policy'],
  peers: [],
  when: { fields: ['hostNetwork'] },
  messages: {
    node: '{title} uses the network of its node and with it the DNS of the node: {what} does not resolve.',
  },
  help: 'Set dnsPolicy: ClusterFirstWithHostNet.',
  pod({ spec, specAt, owner }, context) {
    const { dnsPolicy } = spec as { readonly dnsPolicy?: string }
    if (spec.hostNetwork !== true || (dnsPolicy !== undefined && dnsPolicy !== 'ClusterFirst')) return
    const named = (spec.containers ?? [])
      .flatMap(({ env = [], args = [], command = [] }) => [...env.map(({ value = '' }) => value), ...args, ...command])
      .map(text => clusterName.exec(text)?.[0])
      .find(name => name !== undefined)
    const written = valueAt(owner.written, specAt.child('dnsPolicy').path) !== undefined
    context.report({
      at: specAt.child(written ? 'dnsPolicy' : 'hostNetwork'),
      message: 'node',
      data: { title: resourceTitle(owner), what: named ?? 'the name of a Service' },
      presets: named === undefined ? ['recommended'] : ['correctness', 'recommended'],
    })
  },
})
