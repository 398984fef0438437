import { defineRule, resourceTitle, scheduling } from '../../kit.ts'

const namedVictims = 3

export default defineRule({
  id: 'scheduling/needs-preemption',
  summary: 'A pod that fits only where less important pods are evicted',
  severity: 'warning',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['sched-preemption'],
  peers: [],
  when: { fields: ['priorityClassName'] },
  messages: {
    pod: '{title} fits only where less important pods are evicted: {victims} would leave node {node} for it.',
    pods: 'The pods of {title} fit only where less important pods are evicted: {victims} would leave node {node} for one of them.',
  },
  help: 'Add room for all of these pods, or ask for less.',
  component: { name: 'kube-scheduler', reason: 'Preempted', sentence: 'Preempted by pod <uid> on node {node}' },
  cluster(context) {
    for (const { template, node, victims } of context.simulate(scheduling).preemptions) {
      const { owner, spec, specAt } = template
      const names = victims.map(({ name }) => name)
      const left = names.length - namedVictims
      context.report({
        at: spec.priorityClassName === undefined ? specAt : specAt.child('priorityClassName'),
        message: owner.type.kind === 'Pod' ? 'pod' : 'pods',
        data: {
          title: resourceTitle(owner),
          node,
          victims: `${names.slice(0, namedVictims).join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
        },
        related: victims.map(victim => ({ at: victim.template.specAt, message: `${victim.name} makes way` })),
      })
    }
  },
})
