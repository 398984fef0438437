import { customResources, defineRule, policyNetwork, resourceTitle, splitPeers } from '../../kit.ts'

export default defineRule({
  id: 'network/split-peer',
  summary: 'Two peers of a NetworkPolicy where one was meant',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended', 'strict'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    covered: 'NetworkPolicy {name} allows the pods of all namespaces beside those with these labels: the labels restrict nothing.',
    elsewhere:
      'NetworkPolicy {name} allows all pods of the namespaces of one peer and, in the other, pods of its own namespace with labels that only pods of namespace {other} have.',
    either:
      'NetworkPolicy {name} allows all pods of the namespaces of one peer and, besides, pods of its own namespace: a dash less would mean pods with these labels in those namespaces.',
  },
  help: 'Write namespaceSelector and podSelector under one dash where both are to hold.',
  cluster(context) {
    for (const { policy, at, first, kind, near } of splitPeers(
      policyNetwork(context.cluster, customResources(context), context.environment)
    )) {
      context.report({
        at,
        message: kind,
        data: { name: policy.resource.name ?? '', other: near?.namespace ?? '' },
        ...(kind === 'either' && { severity: 'info' }),
        presets: kind === 'either' ? ['strict'] : ['correctness', 'recommended'],
        related: [
          { at: first, message: 'the peer beside it' },
          ...(near === undefined ? [] : [{ at: near.metadataAt.child('labels'), message: `the pods of ${resourceTitle(near.owner)}` }]),
        ],
      })
    }
  },
})
