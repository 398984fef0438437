import { defineRule, FieldRef, healthyBudgets, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'disruption/budget-never-allows-eviction',
  summary: 'A budget that allows no eviction even while all pods are healthy',
  severity: 'warning',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['pdb-blocks-eviction', 'pdb-gt-hpa-min'],
  peers: [
    { tool: 'kube-linter', check: 'pdb-max-unavailable', same: false, difference: 'Does not know autoscalers.' },
    { tool: 'kube-linter', check: 'pdb-min-available', same: false, difference: 'Does not know autoscalers, and rounds on its own.' },
    { tool: 'polaris', check: 'pdbDisruptionsIsZero', same: false, difference: 'Looks at the budget alone.' },
    { tool: 'polaris', check: 'pdbMinAvailableGreaterThanHPAMinReplicas', same: false, difference: 'Looks at numbers alone.' },
  ],
  when: { kinds: ['PodDisruptionBudget'] },
  messages: {
    never: 'PodDisruptionBudget {name} never allows an eviction: it wants {desired} healthy pods, and there are {healthy} at most.',
    least:
      'PodDisruptionBudget {name} allows no eviction once {autoscaler} has scaled down: it wants {desired} healthy pods and there are {healthy}.',
    failed: 'PodDisruptionBudget {name} never allows an eviction: {why}.',
    unmanaged: 'PodDisruptionBudget {name} never allows an eviction: pods without a controller count only where minAvailable is a number.',
  },
  help: 'Write maxUnavailable: 1, or run more pods.',
  component: { name: 'kube-apiserver', reason: 'TooManyRequests', sentence: '{sentence}' },
  cluster(context) {
    for (const { state, owners, scaledBy } of context.simulate(healthyBudgets)) {
      const { resource, name, disruptionsAllowed, desiredHealthy: desired, currentHealthy: healthy, expectedPods, pods } = state
      if (resource.role !== 'input' || disruptionsAllowed > 0 || pods.length === 0) continue
      const field = valueAt(resource.object, ['spec', 'maxUnavailable']) === undefined ? 'minAvailable' : 'maxUnavailable'
      const message = state.syncFailed ? 'failed' : expectedPods === 0 ? 'unmanaged' : scaledBy === undefined ? 'never' : 'least'
      const workloads = owners.filter(({ type }) => type.kind !== 'Pod')
      context.report({
        at: new FieldRef(resource, ['spec', field]),
        message,
        data: {
          name,
          desired,
          healthy,
          autoscaler: scaledBy === undefined ? '' : resourceTitle(scaledBy),
          why: state.condition.message,
          sentence: "Cannot evict pod as it would violate the pod's disruption budget.",
        },
        ...(state.syncFailed || expectedPods === 0 ? { help: 'Write minAvailable with a number of pods, less than there are.' } : {}),
        related: [
          ...workloads.slice(0, 3).map(owner => ({ at: new FieldRef(owner, ['spec', 'replicas']), message: resourceTitle(owner) })),
          ...(scaledBy === undefined ? [] : [{ at: new FieldRef(scaledBy, ['spec', 'minReplicas']), message: resourceTitle(scaledBy) }]),
        ],
      })
    }
  },
})
