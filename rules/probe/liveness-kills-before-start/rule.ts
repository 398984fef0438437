import { defineRule, failsAfterStart, timingOf } from '../../kit.ts'

export default defineRule({
  id: 'probe/liveness-kills-before-start',
  summary: 'A liveness probe that gives up before the readiness probe begins',
  severity: 'warning',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['probe-liveness-before-start'],
  peers: [],
  when: { fields: ['livenessProbe'] },
  messages: {
    kills:
      'Container {container} is killed {killed} s after its start if it does not answer, but the readinessProbe does not even ask before {delay} s: a start that takes that long never ends.',
  },
  help: 'Add a startupProbe that allows the start, or set initialDelaySeconds of the livenessProbe to {delay} or more.',
  container({ name, livenessProbe, readinessProbe, startupProbe }, at, _template, context) {
    if (livenessProbe === undefined || readinessProbe === undefined || startupProbe !== undefined) return
    const { delay } = timingOf(readinessProbe)
    const killed = failsAfterStart(timingOf(livenessProbe)).earliest
    if (killed >= delay) return
    context.report({
      at: at.child('livenessProbe').key(),
      message: 'kills',
      data: { container: name ?? '(without a name)', killed, delay },
      related: [{ at: at.child('readinessProbe', 'initialDelaySeconds'), message: `the start is expected to take ${delay} s` }],
    })
  },
})
