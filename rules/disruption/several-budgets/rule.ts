import { budgetsOf, defineRule, FieldRef, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'disruption/several-budgets',
  summary: 'Pods that several PodDisruptionBudgets select, so that they can never be evicted',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['pdb-overlap'],
  peers: [],
  when: { kinds: ['PodDisruptionBudget'] },
  messages: {
    several: 'The pods of {title} can never be evicted: {budgets} select them.',
  },
  help: 'Keep one of the budgets for these pods, or give each a selector of its own.',
  component: {
    name: 'kube-apiserver',
    sentence: 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
  },
  pod(template, context) {
    const budgets = context.simulate(budgetsOf)(template)
    if (budgets.length < 2 || template.replicas === 0) return
    const last = budgets.filter(({ role }) => role === 'input').at(-1)
    const labels = template.metadataAt.child('labels')
    const names = budgets.slice(0, 3).map(({ name }) => name)
    context.report({
      at: last === undefined ? labels : new FieldRef(last, ['spec', 'selector'], 'key'),
      message: 'several',
      data: {
        title: resourceTitle(template.owner),
        budgets: `PodDisruptionBudgets ${names.slice(0, -1).join(', ')} and ${budgets.length > 3 ? `${budgets.length - 2} more` : names.at(-1)}`,
      },
      related: [
        ...budgets
          .filter(budget => budget !== last)
          .slice(0, 2)
          .map(budget => ({ at: new FieldRef(budget, ['spec', 'selector'], 'key'), message: resourceTitle(budget) })),
        { at: labels, message: `the pods of ${resourceTitle(template.owner)}` },
      ],
    })
  },
})
