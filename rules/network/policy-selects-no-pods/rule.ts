import {
  customPods,
  declaresAllPods,
  defineRule,
  FieldRef,
  isOwnLabel,
  type LabelSelector,
  podIndex,
  resourceTitle,
  valueAt,
} from '../../kit.ts'

export default defineRule({
  id: 'network/policy-selects-no-pods',
  summary: 'A NetworkPolicy that selects no pods',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['netpol-no-pods'],
  peers: [
    { tool: 'kubescape', check: 'C-0299', same: false, difference: 'Reports where the pods may be elsewhere, too.' },
    { tool: 'kube-linter', check: 'dangling-networkpolicy', same: false, difference: 'Reports where the pods may be elsewhere, too.' },
    { tool: 'kube-score', check: 'networkpolicy-targets-pod', same: false, difference: 'Reports where the pods may be elsewhere, too.' },
  ],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    none: 'NetworkPolicy {name} selects no pods in namespace {namespace}: the pods that it is meant for stay as open, or as closed, as they were.',
  },
  help: 'Select labels that the pods have.',
  object(resource, context) {
    const { type, namespace, name } = resource
    if (type.kind !== 'NetworkPolicy' || namespace === null) return
    const selector = (valueAt(resource.object, ['spec', 'podSelector']) ?? {}) as LabelSelector
    const labels = Object.entries(selector.matchLabels ?? {})
    if (labels.length === 0 && (selector.matchExpressions ?? []).length === 0) return
    const pods = podIndex(context.cluster, customPods(context))
    const selected = pods.selected(selector)
    if (selected.has(namespace)) return
    const near = pods.withValue(namespace, selector) ?? pods.near(namespace, selector)
    // without a namespace in the text, whoever applies it says where the policy goes
    const isPlaced = selected.size === 0 || valueAt(resource.written, ['metadata', 'namespace']) !== undefined
    const isWhole = isPlaced && declaresAllPods(context, namespace) && !labels.some(([key]) => isOwnLabel(key, context))
    context.report({
      at: new FieldRef(resource, ['spec', 'podSelector'], 'key'),
      message: 'none',
      data: { name: name ?? '', namespace },
      ...(!isWhole && { severity: 'info' }),
      presets: isWhole || (isPlaced && near !== undefined) ? ['correctness', 'recommended'] : ['recommended'],
      related: near === undefined ? [] : [{ at: near.metadataAt.child('labels'), message: `the pods of ${resourceTitle(near.owner)}` }],
    })
  },
})
