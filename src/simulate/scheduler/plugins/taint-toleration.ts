import { FieldRef } from '../../../cluster/field-ref.ts'
import { findUntoleratedTaint, formatTaint, toleratesTaint } from '../../../k8s/taint.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import { defaultNormalizeScore, type FilterPlugin, type ScoreList, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import { type Status, unresolvable } from '../status.ts'

const untolerated = unresolvable('node(s) had untolerated taint(s)')

/** Refuses nodes with a taint that the pod does not tolerate. Mirrors pkg/scheduler/framework/plugins/tainttoleration, v1.36. */
export const taintToleration: FilterPlugin & ScorePlugin = {
  name: 'TaintToleration',
  preFilter(pod, { version }) {
    const tolerations = pod.spec.tolerations ?? []
    return {
      local: JSON.stringify(tolerations),
      filter(node) {
        if (node.taints.length === 0) return undefined
        const index = findUntoleratedTaint(node.taints, tolerations)
        return index === -1 ? undefined : refusal(version, node, index)
      },
      explain(node, status) {
        const index = findUntoleratedTaint(node.taints, tolerations)
        return [
          {
            text: status.reasons[0]!,
            subject: formatTaint(node.taints[index]!),
            at: pod.template.specAt.child('tolerations'),
            by: [new FieldRef(node.resource, ['spec', 'taints', index])],
          },
        ]
      },
    }
  },
  preScore(pod) {
    const tolerations = (pod.spec.tolerations ?? []).filter(({ effect = '' }) => effect === '' || effect === 'PreferNoSchedule')
    return {
      local: JSON.stringify(tolerations),
      score(node) {
        let count = 0
        for (const taint of node.taints)
          if (taint.effect === 'PreferNoSchedule' && !tolerations.some(toleration => toleratesTaint(toleration, taint))) count++
        return count
      },
      normalize: (scores: ScoreList) => defaultNormalizeScore(scores, true),
    }
  },
}

/** Releases before 1.34.2 name the taint. */
function refusal(version: KubernetesVersion, node: NodeInfo, index: number): Status {
  if (isAtLeast(version, 34, 2)) return untolerated
  const { key = '', value } = node.taints[index]!
  return unresolvable(`node(s) had untolerated taint {${key}: ${value ?? ''}}`)
}
