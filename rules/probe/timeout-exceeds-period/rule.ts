import { defineRule } from '../../kit.ts'

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Probe, v1.36. */
const defaults = { timeoutSeconds: 1, periodSeconds: 10, failureThreshold: 3 }

export default defineRule({
  id: 'probe/timeout-exceeds-period',
  summary: 'A probe that waits longer for an answer than its period is long',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['probe-timeout-ge-period'],
  peers: [],
  when: { fields: ['livenessProbe', 'readinessProbe', 'startupProbe'] },
  messages: {
    longer:
      'The {probe} of container {container} waits {timeout} s for an answer, longer than its period of {period} s: a hang is noticed after {actual} s, not after {planned} s.',
  },
  help: 'Set timeoutSeconds to {period} or less, or periodSeconds to {timeout} or more.',
  container(container, at, _template, context) {
    const late = probes.flatMap(probe => {
      const written = container[probe]
      if (written === undefined) return []
      const timeout = written.timeoutSeconds || defaults.timeoutSeconds
      const period = written.periodSeconds || defaults.periodSeconds
      const threshold = written.failureThreshold || defaults.failureThreshold
      return timeout <= period || period < 0 ? [] : [{ probe, timeout, period, threshold }]
    })
    const [first, ...others] = late
    if (first === undefined) return
    const { probe, timeout, period, threshold } = first
    const name = container.name ?? '(without a name)'
    context.report({
      at: at.child(probe, 'timeoutSeconds'),
      message: 'longer',
      data: { probe, container: name, timeout, period, actual: timeout * threshold, planned: period * threshold },
      related: [
        { at: at.child(probe, 'periodSeconds'), message: `the period is ${period} s` },
        ...others.map(other => ({
          at: at.child(other.probe, 'timeoutSeconds'),
          message: `the ${other.probe} waits ${other.timeout} s, with a period of ${other.period} s`,
        })),
      ],
    })
  },
})
