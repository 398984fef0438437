import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/bidirectional-mount',
  summary: 'A mount that reaches back into the node',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['mount-propagation'],
  peers: [],
  when: { pods: true },
  messages: {
    bidirectional: 'What container {container} mounts below {path} appears on the node and in every pod that shares the volume.',
  },
  help: 'Remove mountPropagation, or use HostToContainer where the container only needs to see mounts of the node.',
  container(container, at, _template, context) {
    for (const [index, { mountPropagation, mountPath = '' }] of (container.volumeMounts ?? []).entries()) {
      if (mountPropagation !== 'Bidirectional') continue
      const data = { container: container.name ?? '(without a name)', path: mountPath }
      context.report({ at: at.child('volumeMounts', index, 'mountPropagation'), message: 'bidirectional', data })
    }
  },
})
