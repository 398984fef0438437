import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'scheduling/pinned-by-node-name',
  summary: 'A pod that is tied to one node by name',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['node-name-set'],
  peers: [],
  when: { pods: true },
  messages: {
    pinned:
      '{title} is tied to node {node} past the scheduler: room, taints and health of the node are not looked at, and without the node it runs nowhere.',
  },
  help: 'Use a nodeSelector with a label of that node, for example kubernetes.io/hostname: {node}.',
  pod({ spec, specAt, owner, metadata }, context) {
    const isStatic = Object.hasOwn(metadata.annotations ?? {}, 'kubernetes.io/config.source')
    if (!spec.nodeName || isStatic || (owner.type.kind === 'Pod' && Object.hasOwn(owner.object, 'status'))) return
    context.report({ at: specAt.child('nodeName'), message: 'pinned', data: { title: resourceTitle(owner), node: spec.nodeName } })
  },
})
