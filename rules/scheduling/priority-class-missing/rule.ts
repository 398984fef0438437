import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'scheduling/priority-class-missing',
  summary: 'A pod without a priority class',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['priority-class-missing'],
  peers: [
    { tool: 'kube-linter', check: 'priority-class-name', same: false, difference: 'Takes only classes of its own list.' },
    { tool: 'polaris', check: 'priorityClassNotSet', same: true },
  ],
  when: { pods: true },
  messages: {
    missing: '{title} names no priorityClassName: when nodes are full, it is worth as much as any batch job.',
  },
  help: 'Set priorityClassName to one of the classes of your cluster.',
  pod({ spec, specAt, owner }, context) {
    if (spec.priorityClassName) return
    context.report({ at: specAt.child('priorityClassName'), message: 'missing', data: { title: resourceTitle(owner) } })
  },
})
