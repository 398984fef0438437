import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'scheduling/node-affinity-missing',
  summary: 'A pod that says nothing about the nodes it is made for',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['node-affinity-missing'],
  peers: [{ tool: 'kube-linter', check: 'no-node-affinity', same: false, difference: 'Node affinity alone.' }],
  when: { pods: true },
  messages: {
    missing: '{title} names no node affinity and no nodeSelector: it runs on whatever kind of node has room.',
  },
  help: 'Add a nodeSelector or a nodeAffinity for the node pool it belongs to.',
  pod({ spec, specAt, owner }, context) {
    if (spec.affinity?.nodeAffinity !== undefined || Object.keys(spec.nodeSelector ?? {}).length > 0 || spec.nodeName) return
    context.report({ at: specAt.child('affinity', 'nodeAffinity'), message: 'missing', data: { title: resourceTitle(owner) } })
  },
})
