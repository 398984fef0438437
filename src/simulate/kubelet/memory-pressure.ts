import type { SettledPod } from '../../cluster/settled-pods.ts'
import { podQosClass, type QosClass } from '../../k8s/qos.ts'
import { parseQuantity, quantityValue } from '../../k8s/quantity.ts'
import type { Node } from '../../k8s/types.ts'
import { memoryRequestOf, oomScoreAdjust } from './oom-score.ts'

/** The memory of a node, in bytes; undefined where it does not say. */
export function memoryCapacityOf({ status }: Node): number | undefined {
  const written = status?.capacity?.['memory'] ?? status?.allocatable?.['memory']
  const capacity = written === undefined ? 'absent' : parseQuantity(written)
  const bytes = typeof capacity === 'string' ? 0 : Number(quantityValue(capacity))
  return bytes > 0 ? bytes : undefined
}

/** A pod in the order in which a node gives pods up. */
export interface PressedPod {
  readonly pod: SettledPod
  readonly qos: QosClass
  /** Of its container that the kernel would kill first. */
  readonly oomScoreAdjust: number
}

/**
 * The pods of a node in the order in which the kubelet evicts them when memory runs out, those that use more than they ask for first: taken to be
 * all but the Guaranteed ones, by priority, and of equal ones the one that asks for least, then by the number that the kernel adds. Mirrors pkg/kubelet/eviction rankMemoryPressure, v1.36.
 */
export function memoryPressureOrder(pods: readonly SettledPod[], memoryCapacity: number): readonly PressedPod[] {
  const ranked = pods.map(pod => {
    const { spec } = pod
    const containers = [
      ...(spec.containers ?? []),
      ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
    ]
    const scores = containers.map(container => oomScoreAdjust(spec, container, memoryCapacity))
    const request = containers.reduce((sum, container) => sum + memoryRequestOf(container), 0)
    return { pod, qos: podQosClass(spec), oomScoreAdjust: Math.max(...scores), request, priority: spec.priority ?? 0 }
  })
  return ranked
    .sort(
      (a, b) =>
        Number(a.qos === 'Guaranteed') - Number(b.qos === 'Guaranteed') ||
        a.priority - b.priority ||
        a.request - b.request ||
        b.oomScoreAdjust - a.oomScoreAdjust
    )
    .map(({ pod, qos, oomScoreAdjust: score }) => ({ pod, qos, oomScoreAdjust: score }))
}
