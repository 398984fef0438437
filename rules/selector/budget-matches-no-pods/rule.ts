import {
  customPods,
  declaresAllPods,
  defineRule,
  FieldRef,
  type LabelSelector,
  maySelect,
  nearestName,
  podLabels,
  resourceTitle,
  valueAt,
} from '../../kit.ts'

export default defineRule({
  id: 'selector/budget-matches-no-pods',
  summary: 'A PodDisruptionBudget that selects no pods',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['pdb-no-pods'],
  peers: [],
  when: { kinds: ['PodDisruptionBudget'] },
  messages: {
    none: 'PodDisruptionBudget {name} selects no pods: it protects nothing when nodes are drained.',
  },
  help: 'Select labels that the pods have.',
  object(resource, context) {
    const { type, namespace } = resource
    if (type.kind !== 'PodDisruptionBudget' || namespace === null) return
    const selector = valueAt(resource.object, ['spec', 'selector']) as LabelSelector | undefined
    const index = context.simulate(podLabels)
    if (selector === undefined || index.matching(namespace, selector).length > 0) return
    if (customPods(context).some(template => template.namespace === namespace && maySelect(template, selector))) return
    const templates = index.near(namespace, selector.matchLabels ?? {}, 100)
    const values = Object.entries(selector.matchLabels ?? {})
    const near = templates.find(({ metadata }) =>
      values.some(([key, value]) => nearestName(value, [metadata.labels?.[key] ?? '']) !== undefined)
    )
    context.report({
      at: new FieldRef(resource, ['spec', 'selector'], 'key'),
      message: 'none',
      data: { name: resource.name ?? '' },
      presets: declaresAllPods(context, namespace) || near !== undefined ? ['correctness', 'recommended'] : ['recommended'],
      related: near === undefined ? [] : [{ at: near.metadataAt.child('labels'), message: `the pods of ${resourceTitle(near.owner)}` }],
    })
  },
})
