import type { KubeletConfiguration } from '../../k8s/kubelet-configuration.ts'
import { parseQuantity, type Quantity, quantitySign, quantityValue, subtractQuantities, zeroQuantity } from '../../k8s/quantity.ts'
import { formatQuantity } from '../../k8s/quantity-text.ts'
import type { Node } from '../../k8s/types.ts'

/** What kubelets keep free where nobody tells them. Mirrors pkg/kubelet/eviction/defaults_linux.go DefaultEvictionHard, v1.36. */
const defaultEvictionHard: Readonly<Record<string, string>> = { 'memory.available': '100Mi', 'nodefs.available': '10%' }
const signals: ReadonlyMap<string, string> = new Map([
  ['memory', 'memory.available'],
  ['ephemeral-storage', 'nodefs.available'],
])

/**
 * A node as its kubelet will report it: where only its capacity is declared, what is reserved and kept free comes off.
 * Mirrors pkg/kubelet/cm/node_container_manager_linux.go GetNodeAllocatableReservation, v1.36.
 */
export function withAllocatable<Declared extends Node>(node: Declared, configuration: KubeletConfiguration | undefined): Declared {
  const { status } = node
  if (configuration === undefined || status?.capacity === undefined || status.allocatable !== undefined) return node
  const { maxPods, kubeReserved = {}, systemReserved = {}, evictionHard = defaultEvictionHard } = configuration
  const allocatable = Object.entries(status.capacity).map(([resource, written]) => {
    const capacity = amountOf(String(written))
    const kept = signals.get(resource)
    const taken = [amountOf(kubeReserved[resource]), amountOf(systemReserved[resource]), shareOf(kept && evictionHard[kept], capacity)]
    const left = taken.reduce(subtractQuantities, capacity)
    if (left === capacity) return [resource, written]
    return [resource, quantitySign(left) < 0 ? '0' : formatQuantity(left)]
  })
  const pods = maxPods === undefined ? {} : { pods: String(maxPods) }
  return { ...node, status: { ...status, allocatable: { ...Object.fromEntries(allocatable), ...pods } } }
}

function amountOf(written: string | undefined): Quantity {
  const amount = written === undefined ? zeroQuantity : parseQuantity(written)
  return typeof amount === 'string' ? zeroQuantity : amount
}

/** A part of a capacity in whole units, rounded down, or an amount. */
function shareOf(written: string | undefined, capacity: Quantity): Quantity {
  if (!written?.endsWith('%')) return amountOf(written)
  const share = Math.trunc((Number(quantityValue(capacity)) * Number(written.slice(0, -1))) / 100)
  return { unscaled: BigInt(share), scale: 0, format: capacity.format, int64: true }
}
