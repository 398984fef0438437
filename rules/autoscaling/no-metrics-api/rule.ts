import {
  defineRule,
  FieldRef,
  type HorizontalPodAutoscaler,
  metricFailure,
  metricsGroupOf,
  metricsOf,
  objectAs,
  servedMetricsGroups,
} from '../../kit.ts'

export default defineRule({
  id: 'autoscaling/no-metrics-api',
  summary: 'An autoscaler whose metrics nobody serves',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['hpa-metrics-api'],
  peers: [],
  when: { kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    none: 'HorizontalPodAutoscaler {name} never scales: no APIService of the input serves {group}.',
  },
  help: 'Add what serves {group} with its APIService to the input or to --cluster.',
  component: { name: 'horizontal-pod-autoscaler', sentence: '{sentence}' },
  object(resource, context) {
    if (resource.type.kind !== 'HorizontalPodAutoscaler' || context.environment.world === 'open') return
    const served = context.simulate(servedMetricsGroups)
    const metrics = metricsOf(objectAs<HorizontalPodAutoscaler>(resource))
    const first = metrics.findIndex(metric => !served.has(metricsGroupOf(metric)))
    if (first < 0) return
    const { reason, message } = metricFailure(metrics[first]!, resource.namespace ?? '')
    context.report({
      at: new FieldRef(resource, ['spec', 'metrics', first, 'type']),
      message: 'none',
      data: { name: resource.name ?? '', group: metricsGroupOf(metrics[first]!) },
      component: { name: 'horizontal-pod-autoscaler', reason, sentence: message },
    })
  },
})
