import { autoscalerTargets, defineRule, FieldRef, type HorizontalPodAutoscaler, nearestName, objectAs } from '../../kit.ts'

export default defineRule({
  id: 'autoscaling/target-not-found',
  summary: 'An autoscaler whose target is not there, or has no scale',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['ref-hpa-target'],
  peers: [
    { tool: 'kubescape', check: 'C-0300', same: false, difference: 'Reports where the target may be elsewhere, too.' },
    { tool: 'kube-linter', check: 'dangling-horizontalpodautoscaler', same: false, difference: 'Ignores the namespace.' },
    { tool: 'kube-score', check: 'horizontalpodautoscaler-has-target', same: true },
  ],
  when: { kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    missing: 'HorizontalPodAutoscaler {name} scales nothing: {target} is not there.',
    open: 'HorizontalPodAutoscaler {name} scales {target}, which is not in the input.',
    unscalable: 'HorizontalPodAutoscaler {name} scales nothing: {target} has no number of replicas.',
  },
  help: 'Name a Deployment, StatefulSet or ReplicaSet of namespace {namespace} that exists.',
  component: { name: 'horizontal-pod-autoscaler', reason: 'FailedGetScale', sentence: '{error}' },
  fixable: 'unsafe',
  cluster(context) {
    const { cluster, environment } = context
    for (const { resource, scale } of context.simulate(autoscalerTargets)) {
      if (!('error' in scale) || resource.role !== 'input') continue
      const { apiVersion = '', kind = '', name: wanted = '' } = objectAs<HorizontalPodAutoscaler>(resource).spec?.scaleTargetRef ?? {}
      if (scale.isMissing && environment.isExternal?.(kind, resource.namespace, wanted) === true) continue
      const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
      const others = cluster.ofKind(group, kind)
      const here = others.filter(({ namespace }) => namespace === resource.namespace).flatMap(({ name }) => name ?? [])
      const near = scale.isMissing ? nearestName(wanted, here) : undefined
      const elsewhere = scale.isMissing ? others.find(({ name }) => name === wanted) : undefined
      const isCertain = environment.world === 'closed' || !scale.isMissing
      const at = new FieldRef(resource, ['spec', 'scaleTargetRef', scale.isMissing ? 'name' : 'kind'])
      context.report({
        at,
        message: !scale.isMissing ? 'unscalable' : isCertain ? 'missing' : 'open',
        data: {
          name: resource.name ?? '',
          target: `${kind} ${wanted}`,
          namespace: resource.namespace ?? '',
          error: scale.error,
        },
        ...(isCertain ? {} : { severity: 'warning', claim: 'risks' }),
        presets: isCertain || near !== undefined || elsewhere !== undefined ? ['correctness', 'recommended'] : ['recommended'],
        ...(elsewhere !== undefined && {
          related: [{ at: new FieldRef(elsewhere, ['metadata', 'name']), message: `it is in namespace ${elsewhere.namespace}` }],
        }),
        ...(near !== undefined && {
          help: `Write name: ${near}.`,
          fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at, text: near }] }],
        }),
      })
    }
  },
})
