import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'probe/liveness-without-restart',
  summary: 'A probe that kills containers which nobody starts again',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['liveness-without-restart'],
  peers: [],
  when: { pods: true },
  messages: {
    final: 'The {probe} of container {container} ends it for good: the pod has restartPolicy: Never.',
  },
  help: 'Remove the probe, or use restartPolicy: OnFailure.',
  container(container, at, { spec, specAt }, context) {
    if (spec.restartPolicy !== 'Never' || container.restartPolicy !== undefined) return
    for (const probe of ['livenessProbe', 'startupProbe'] as const)
      if (container[probe] !== undefined)
        context.report({
          at: at.child(probe).key(),
          message: 'final',
          data: { probe, container: container.name ?? '(without a name)' },
          related: [{ at: specAt.child('restartPolicy'), message: 'a container that is killed stays ended' }],
        })
  },
})
