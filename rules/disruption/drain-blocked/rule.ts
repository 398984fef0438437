import { blockedDrains, defineRule, FieldRef } from '../../kit.ts'

export default defineRule({
  id: 'disruption/drain-blocked',
  summary: 'A node that cannot be drained, or whose pods find no other node',
  severity: 'info',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['drain-blocked'],
  peers: [
    { tool: 'kube-linter', check: 'pdb-max-unavailable', same: false, difference: 'Looks at the budget and no node.' },
    { tool: 'polaris', check: 'pdbDisruptionsIsZero', same: false, difference: 'Looks at the budget and no node.' },
  ],
  when: { kinds: ['Node'] },
  messages: { blocked: '{sentence}' },
  help: 'Leave room for the pods of one node on the others, and let budgets allow one pod at a time.',
  cluster(context) {
    for (const { node, answer } of context.simulate(blockedDrains)) {
      if (node.role !== 'input') continue
      const data = { sentence: answer.sentence }
      context.report({ at: new FieldRef(node, ['metadata', 'name']), message: 'blocked', data })
    }
  },
})
