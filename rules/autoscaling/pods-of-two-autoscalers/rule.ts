import { autoscalerTargets, defineRule, FieldRef, type Resource, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'autoscaling/pods-of-two-autoscalers',
  summary: 'Several autoscalers of one workload, so that none of them measures anything',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['hpa-target-duplicate'],
  peers: [],
  when: { kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    several: 'HorizontalPodAutoscalers {first} and {second} both scale {target}: neither of them measures anything.',
  },
  help: 'Keep one HorizontalPodAutoscaler, with the metrics of both.',
  component: {
    name: 'horizontal-pod-autoscaler',
    reason: 'AmbiguousSelector',
    sentence: 'pods by selector {selector} are controlled by multiple HPAs: [{list}]',
  },
  cluster(context) {
    const firsts = new Map<Resource, Resource>()
    for (const { resource, scale } of context.simulate(autoscalerTargets)) {
      if ('error' in scale || scale.replicas === 0 || scale.selectorText === '') continue
      const first = firsts.get(scale.target)
      if (first === undefined) {
        firsts.set(scale.target, resource)
        continue
      }
      if (resource.role !== 'input') continue
      context.report({
        at: new FieldRef(resource, ['spec', 'scaleTargetRef'], 'key'),
        message: 'several',
        data: {
          first: first.name ?? '',
          second: resource.name ?? '',
          target: resourceTitle(scale.target),
          selector: scale.selectorText,
          list: [first, resource].map(({ namespace, name }) => `${namespace}/${name}`).join(' '),
        },
        related: [{ at: new FieldRef(first, ['spec', 'scaleTargetRef'], 'key'), message: resourceTitle(first) }],
      })
    }
  },
})
