import { type AutoscaledContainer, containersWithoutRequest, defineRule, FieldRef, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'autoscaling/request-missing',
  summary: 'A container without the request that its autoscaler measures against',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['hpa-missing-requests'],
  peers: [],
  when: { kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    missing:
      '{autoscaler} cannot scale {target}: container {container} has no {resource} request, and the target is a percentage of requests.',
  },
  help: 'Write requests.{resource} for every container, sidecars too, or use a target with averageValue.',
  component: {
    name: 'horizontal-pod-autoscaler',
    reason: 'FailedGetResourceMetric',
    sentence: 'failed to get {resource} utilization: missing request for {resource} in container {container} of Pod {pod}',
  },
  cluster(context) {
    for (const found of context.simulate(containersWithoutRequest)) {
      const { autoscaler, metric, target, container, resource, at } = found
      if (target.role !== 'input' && autoscaler.role !== 'input') continue
      const data = { autoscaler: resourceTitle(autoscaler), target: resourceTitle(target), container, resource, pod: podName(found) }
      context.report({
        at: at.child('resources', 'requests', resource),
        message: 'missing',
        data,
        // a LimitRange that is not in the input may give the request
        ...(context.environment.world === 'closed' ? {} : { severity: 'warning', claim: 'risks' }),
        component: {
          name: 'horizontal-pod-autoscaler',
          reason: found.isOneContainer ? 'FailedGetContainerResourceMetric' : 'FailedGetResourceMetric',
          sentence: `failed to get ${resource} utilization: missing request for ${resource} in container ${container} of Pod ${podName(found)}`,
        },
        related: [{ at: new FieldRef(autoscaler, ['spec', 'metrics', metric]), message: resourceTitle(autoscaler) }],
      })
    }
  },
})

function podName({ target }: AutoscaledContainer): string {
  const name = target.name ?? ''
  if (target.type.kind === 'StatefulSet') return `${name}-0`
  return target.type.kind === 'Deployment' ? `${name}-<hash>-<suffix>` : `${name}-<suffix>`
}
