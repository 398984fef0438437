import { defineRule, type Probe } from '../../kit.ts'

export default defineRule({
  id: 'probe/liveness-is-readiness',
  summary: 'A liveness probe that asks the same as the readiness probe',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['probe-identical'],
  peers: [{ tool: 'kube-score', check: 'pod-probes-identical', same: true }],
  when: { pods: true },
  messages: {
    same: 'The livenessProbe of container {container} asks the same as its readinessProbe: what should take it out of the Service for a moment restarts it.',
  },
  help: 'Let the livenessProbe fail later (a higher failureThreshold), or ask only whether the process still answers.',
  container(container, at, _template, context) {
    const { livenessProbe, readinessProbe } = container
    if (livenessProbe === undefined || readinessProbe === undefined) return
    if (JSON.stringify(asked(livenessProbe)) !== JSON.stringify(asked(readinessProbe))) return
    context.report({
      at: at.child('livenessProbe').key(),
      message: 'same',
      data: { container: container.name ?? '(without a name)' },
      related: [{ at: at.child('readinessProbe').key(), message: 'the same question, as often' }],
    })
  },
})

/** A probe without what belongs to one kind of probe alone. */
function asked(probe: Probe): object {
  const { successThreshold: _, ...rest } = probe
  return Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
}
