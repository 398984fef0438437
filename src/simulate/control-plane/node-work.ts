import { findUntoleratedTaint } from '../../k8s/taint.ts'
import type { NodeInfo, Snapshot } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodTable } from './pod-table.ts'
import type { SchedulingLoop } from './scheduling-loop.ts'
import type { Workloads } from './workloads.ts'

/** What the controllers of nodes work on. */
export interface NodeContext {
  readonly snapshot: Snapshot
  readonly pods: PodTable
  readonly scheduler: SchedulingLoop
  readonly workloads: Workloads
}

const noExecute: ReadonlySet<string> = new Set(['NoExecute'])

/** Nodes come, change and go, and what that does to the pods on them. */
export class NodeWork {
  readonly #context: NodeContext
  /** Those that are declared otherwise than before. */
  readonly #changed = new Set<NodeInfo>()

  constructor(context: NodeContext) {
    this.#context = context
  }

  arrive(nodes: readonly NodeInfo[]): void {
    const { snapshot, scheduler, workloads } = this.#context
    const known = nodes.filter(({ name }) => snapshot.byName.has(name))
    scheduler.addNodes(nodes.filter(({ name }) => !snapshot.byName.has(name)))
    for (const now of known) {
      const node = snapshot.byName.get(now.name)!
      if (JSON.stringify(node.resource.object) === JSON.stringify(now.resource.object)) continue
      scheduler.changeNode(node, now)
      this.#changed.add(node)
    }
    workloads.touchAll()
  }

  /** Evicts what does not tolerate the taints that nodes have now. Mirrors pkg/controller/tainteviction processPodOnNode, v1.36. */
  evictTainted(): void {
    const { workloads } = this.#context
    for (const node of this.#changed)
      for (const pod of this.#podsOn(node))
        if (findUntoleratedTaint(node.taints, pod.source.info.spec.tolerations ?? [], noExecute) !== -1) workloads.delete(pod, pod.count)
    this.#changed.clear()
  }

  /** A node goes, and the pods on it. Mirrors pkg/controller/podgc gcOrphaned, v1.36. */
  delete(name: string): void {
    const { snapshot, scheduler, workloads } = this.#context
    const node = snapshot.byName.get(name)
    if (node === undefined) return
    for (const pod of this.#podsOn(node)) workloads.delete(pod, pod.count)
    scheduler.removeNode(node)
    workloads.touchAll()
  }

  #podsOn(node: NodeInfo): readonly PodGroup[] {
    return this.#context.pods.groups.filter(pod => pod.state !== 'gone' && (pod.node === node || pod.reservedNode === node))
  }
}
