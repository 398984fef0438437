import { defineRule, resourceTitle, taintedAway } from '../../kit.ts'

const namedNodes = 3

export default defineRule({
  id: 'scheduling/daemonset-skips-node',
  summary: 'A DaemonSet that a taint keeps from some of the nodes',
  severity: 'info',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['sched-daemonset'],
  peers: [],
  when: { kinds: ['DaemonSet'], needs: { kinds: ['Node'], question: 'daemonset', message: 'whether {title} reaches every node' } },
  messages: { skips: '{title} runs on {reached} of the {selected} nodes that it selects: it does not tolerate {taints}.' },
  help: 'Tolerate {taints}, or select only the nodes that are meant.',
  cluster(context) {
    for (const { template, nodes, selected } of context.simulate(taintedAway)) {
      const { spec, specAt, owner } = template
      const taints = [...new Set(nodes.map(({ taint }) => taint))].slice(0, namedNodes).join(' and ')
      context.report({
        at: spec.tolerations === undefined ? specAt : specAt.child('tolerations'),
        message: 'skips',
        data: { title: resourceTitle(owner), reached: selected - nodes.length, selected, taints },
        related: nodes.map(({ node, taint, at }) => ({ at, message: `node ${node} has the taint ${taint}` })),
      })
    }
  },
})
