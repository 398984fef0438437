import { defineRule, FieldRef, formatTaint, type Node, objectAs, resourceTitle, toleratesTaint } from '../../kit.ts'

export default defineRule({
  id: 'scheduling/evicted-by-taint',
  summary: 'A pod on a node whose NoExecute taint drives it away',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['no-execute-eviction'],
  peers: [],
  when: { fields: ['nodeName'] },
  messages: {
    podNow: '{title} is deleted as soon as it stands on node {node}: it does not tolerate {taint}.',
    podLater: '{title} is deleted {seconds} s after it comes to node {node}: it tolerates {taint} no longer.',
    now: 'The pods of {title} are deleted as soon as they stand on node {node}: they do not tolerate {taint}.',
    later: 'The pods of {title} are deleted {seconds} s after they come to node {node}: they tolerate {taint} no longer.',
  },
  help: 'Tolerate {taint} without tolerationSeconds, or use another node.',
  component: { name: 'taint-eviction-controller', reason: 'TaintManagerEviction', sentence: 'Marking for deletion Pod {pod}' },
  pod({ spec, specAt, owner, namespace }, context) {
    const { nodeName, tolerations = [] } = spec
    const node = nodeName === undefined ? undefined : context.cluster.find('', 'Node', null, nodeName)
    if (node === undefined) return
    const isDaemon = owner.type.kind === 'DaemonSet'
    const taints = objectAs<Node>(node).spec?.taints ?? []
    let soonest: { readonly seconds: number; readonly index: number } | undefined
    for (const [index, taint] of taints.entries()) {
      if (taint.effect !== 'NoExecute' || (isDaemon && tolerated.has(taint.key ?? ''))) continue
      const covering = tolerations.filter(toleration => toleratesTaint(toleration, taint))
      const limits = covering.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? [])
      if (covering.length > 0 && limits.length === 0) continue
      const seconds = Math.max(0, Math.min(...limits, covering.length === 0 ? 0 : Number.POSITIVE_INFINITY))
      if (soonest === undefined || seconds < soonest.seconds) soonest = { seconds, index }
    }
    if (soonest === undefined) return
    const { seconds, index } = soonest
    const taint = formatTaint(taints[index]!)
    const isBare = owner.type.kind === 'Pod'
    const pod = `${namespace}/${owner.name ?? ''}${isBare ? '' : '-<suffix>'}`
    context.report({
      at: specAt.child(tolerations.length === 0 || seconds === 0 ? 'nodeName' : 'tolerations'),
      message: seconds === 0 ? (isBare ? 'podNow' : 'now') : isBare ? 'podLater' : 'later',
      data: { title: resourceTitle(owner), node: nodeName ?? '', taint, seconds, pod },
      related: [{ at: new FieldRef(node, ['spec', 'taints', index]), message: `node ${nodeName} has the taint ${taint}` }],
    })
  },
})

/** What the DaemonSet controller tolerates for its pods. Mirrors pkg/controller/daemon/util AddOrUpdateDaemonPodTolerations, v1.36. */
const tolerated: ReadonlySet<string> = new Set(['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'])
