import { defineRule, timingOf } from '../../kit.ts'

export default defineRule({
  id: 'probe/startup-budget-too-short',
  summary: 'A start-up that is given up before it can end, or at the first failure',
  severity: 'warning',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['startup-budget-too-short'],
  peers: [],
  when: { fields: ['livenessProbe', 'startupProbe'] },
  messages: {
    short:
      'The startupProbe of container {container} gives up after {budget} s, but the readinessProbe expects a start of {delay} s: the container is killed before it is ready.',
    once: 'One failure of the {probe} kills container {container}: a single slow answer is enough.',
  },
  help: 'Raise failureThreshold: periodSeconds times failureThreshold is what the start may take.',
  container({ name = '(without a name)', startupProbe, livenessProbe, readinessProbe }, at, _template, context) {
    if (startupProbe !== undefined && readinessProbe !== undefined) {
      const { delay: wait, period, failures } = timingOf(startupProbe)
      const { delay } = timingOf(readinessProbe)
      const budget = wait + period * failures
      if (budget < delay)
        context.report({
          at: at.child('startupProbe', 'failureThreshold'),
          message: 'short',
          data: { container: name, budget, delay },
          help: `Set failureThreshold to ${Math.ceil((delay - wait) / period)} or more.`,
          related: [{ at: at.child('readinessProbe', 'initialDelaySeconds'), message: `the start is expected to take ${delay} s` }],
        })
    }
    for (const [probe, written] of Object.entries({ startupProbe, livenessProbe }))
      if (written?.failureThreshold === 1)
        context.report({
          at: at.child(probe, 'failureThreshold'),
          message: 'once',
          data: { probe, container: name },
          help: 'Set failureThreshold to 3 or more.',
          presets: ['recommended'],
        })
  },
})
