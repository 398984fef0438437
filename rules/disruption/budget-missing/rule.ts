import { autoscalersOf, budgetsOf, defineRule, FieldRef, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'disruption/budget-missing',
  summary: 'A workload with replicas and no PodDisruptionBudget',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['pdb-missing'],
  peers: [
    { tool: 'kube-score', check: 'deployment-has-poddisruptionbudget', same: false, difference: 'For any number of replicas.' },
    { tool: 'kube-score', check: 'statefulset-has-poddisruptionbudget', same: false, difference: 'For any number of replicas.' },
    { tool: 'polaris', check: 'missingPodDisruptionBudget', same: false, difference: 'For any number of replicas.' },
  ],
  when: { pods: true },
  messages: {
    missing: 'No PodDisruptionBudget selects the {replicas} pods of {title}: two drains at once may take all of them.',
  },
  help: 'Add a PodDisruptionBudget with maxUnavailable: 1 that selects these pods.',
  pod(template, context) {
    const { owner } = template
    const { kind } = owner.type
    if (kind !== 'Deployment' && kind !== 'StatefulSet') return
    const minimum = context
      .simulate(autoscalersOf)(owner)
      .map(({ object }) => valueAt(object, ['spec', 'minReplicas']))
      .find(value => typeof value === 'number')
    const replicas = typeof minimum === 'number' ? minimum : template.replicas
    if (replicas === undefined || replicas < 2 || context.simulate(budgetsOf)(template).length > 0) return
    context.report({ at: new FieldRef(owner, ['spec', 'replicas']), message: 'missing', data: { title: resourceTitle(owner), replicas } })
  },
})
