import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import { findUntoleratedTaint, formatTaint } from '../../k8s/taint.ts'
import type { Node, PodSpec } from '../../k8s/types.ts'
import { matchesRequiredNodeAffinity, NodeInfo } from '../scheduler/index.ts'
import { daemonTolerations } from './daemon-set-controller.ts'

/** A node on which a DaemonSet runs no pod, because of a taint. */
export interface TaintedNode {
  readonly node: string
  /** As `key=value:effect`. */
  readonly taint: string
  readonly at: FieldRef
}

/** A DaemonSet that is meant for more nodes than it runs on. */
export interface TaintedAway {
  readonly template: PodTemplate
  readonly nodes: readonly TaintedNode[]
  /** How many nodes it selects. */
  readonly selected: number
}

/** The DaemonSets that do not tolerate a taint of a node which they select. Mirrors pkg/controller/daemon nodeShouldRunDaemonPod, v1.36. */
export function taintedAway(cluster: Cluster): readonly TaintedAway[] {
  const nodes = cluster.ofKind('', 'Node').map(resource => new NodeInfo(resource, resource.object as Node, 'open'))
  return cluster.podTemplates.flatMap((template): readonly TaintedAway[] => {
    if (template.owner.type.kind !== 'DaemonSet' || template.owner.role !== 'input') return []
    const spec = template.spec as PodSpec
    const tolerations = [...(spec.tolerations ?? []), ...daemonTolerations]
    const selected = nodes.filter(node => matchesRequiredNodeAffinity(spec, node) && (spec.nodeName ?? node.name) === node.name)
    const tainted = selected.flatMap((node): readonly TaintedNode[] => {
      const index = findUntoleratedTaint(node.taints, tolerations)
      if (index === -1) return []
      return [{ node: node.name, taint: formatTaint(node.taints[index]!), at: new FieldRef(node.resource, ['spec', 'taints', index]) }]
    })
    return tainted.length === 0 ? [] : [{ template, nodes: tainted, selected: selected.length }]
  })
}
