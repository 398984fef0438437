import { autoscalersOf, defineRule, FieldRef, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'autoscaling/replicas-fought',
  summary: 'A number of replicas that an autoscaler changes and each apply sets back',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['hpa-with-replicas'],
  peers: [
    {
      tool: 'kube-score',
      check: 'deployment-targeted-by-hpa-does-not-have-replicas-configured',
      same: false,
      difference: 'Deployments alone.',
    },
  ],
  when: { kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    fought: '{title} writes {replicas} replicas and {autoscaler} changes them: each apply sets them back, at the busiest hour too.',
  },
  help: 'Remove replicas.',
  cluster(context) {
    const scaledBy = context.simulate(autoscalersOf)
    for (const { owner } of context.cluster.podTemplates) {
      const [autoscaler] = scaledBy(owner)
      const replicas = valueAt(owner.written, ['spec', 'replicas'])
      if (autoscaler === undefined || owner.role !== 'input' || typeof replicas !== 'number') continue
      context.report({
        at: new FieldRef(owner, ['spec', 'replicas']),
        message: 'fought',
        data: { title: resourceTitle(owner), replicas, autoscaler: resourceTitle(autoscaler) },
        related: [{ at: new FieldRef(autoscaler, ['spec', 'scaleTargetRef'], 'key'), message: resourceTitle(autoscaler) }],
      })
    }
  },
})
