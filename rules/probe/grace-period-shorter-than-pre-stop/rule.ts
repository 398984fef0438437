import { defineRule, leastGracePeriod, leastSecondsOf, type ProbedContainer, type ProbedPodSpec } from '../../kit.ts'

export default defineRule({
  id: 'probe/grace-period-shorter-than-pre-stop',
  summary: 'A preStop hook that takes the whole grace period',
  severity: 'warning',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['prestop-exceeds-grace'],
  peers: [],
  when: { fields: ['preStop'] },
  messages: {
    exceeds:
      'The preStop hook of container {container} takes {hook} s and the pod is given {grace} s to stop: the application is killed {left} s after it is told to stop.',
  },
  help: 'Set terminationGracePeriodSeconds to {hook} and the time that the application needs to finish.',
  container(container, at, { spec, specAt }, context) {
    const preStop = (container as ProbedContainer).lifecycle?.preStop
    const grace = (spec as ProbedPodSpec).terminationGracePeriodSeconds ?? 30
    const hook = preStop === undefined ? 0 : leastSecondsOf(preStop)
    if (hook === 0 || hook < grace) return
    context.report({
      at: at.child('lifecycle', 'preStop').key(),
      message: 'exceeds',
      data: { container: container.name ?? '(without a name)', hook, grace, left: leastGracePeriod },
      related: [{ at: specAt.child('terminationGracePeriodSeconds'), message: `the pod is given ${grace} s` }],
    })
  },
})
