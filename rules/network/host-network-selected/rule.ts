import { customPods, defineRule, FieldRef, type LabelSelector, podIndex, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'network/host-network-selected',
  summary: "A NetworkPolicy that selects pods on their node's network",
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    node: "NetworkPolicy {name} selects {title}, whose pods use their node's network: most network plug-ins do not apply policies to it.",
  },
  help: 'Take the pods off hostNetwork, or restrict the node by other means.',
  object(resource, context) {
    const { type, namespace, name } = resource
    if (type.kind !== 'NetworkPolicy' || namespace === null) return
    const selector = (valueAt(resource.object, ['spec', 'podSelector']) ?? {}) as LabelSelector
    if (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0) return
    const pods = podIndex(context.cluster, customPods(context)).selected(selector).get(namespace)
    const found = pods?.find(({ spec }) => spec.hostNetwork === true)
    if (found === undefined) return
    context.report({
      at: new FieldRef(resource, ['spec', 'podSelector'], 'key'),
      message: 'node',
      data: { name: name ?? '', title: resourceTitle(found.owner) },
      related: [{ at: found.specAt.child('hostNetwork'), message: 'on the network of its node' }],
    })
  },
})
