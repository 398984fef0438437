import { describe, expect, test } from 'vitest'
import type { Node } from '../../../src/k8s/types.ts'
import { withAllocatable } from '../../../src/simulate/kubelet/allocatable.ts'

const capacity = { cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '110' }
const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, status: { capacity } }

describe('what a kubelet reports', () => {
  test.each([
    [{}, { cpu: '4', memory: '16284Mi', 'ephemeral-storage': '90Gi', pods: '110' }],
    [{ evictionHard: {} }, { cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '110' }],
    [{ evictionHard: { 'memory.available': '25%' } }, { cpu: '4', memory: '12Gi', 'ephemeral-storage': '100Gi', pods: '110' }],
    [
      { evictionHard: {}, kubeReserved: { cpu: '200m', memory: '1Gi' }, systemReserved: { memory: '512Mi' } },
      { cpu: '3800m', memory: '14848Mi', 'ephemeral-storage': '100Gi', pods: '110' },
    ],
    [
      { evictionHard: {}, maxPods: 20 },
      { cpu: '4', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '20' },
    ],
    [
      { evictionHard: {}, systemReserved: { cpu: '8' } },
      { cpu: '0', memory: '16Gi', 'ephemeral-storage': '100Gi', pods: '110' },
    ],
  ])('with %j is its capacity less that', (configuration, expected) => {
    expect(withAllocatable(node, configuration).status?.allocatable).toEqual(expected)
  })

  test('stays what is declared', () => {
    const declared = { ...node, status: { capacity, allocatable: { cpu: '3' } } }
    expect(withAllocatable(declared, { systemReserved: { cpu: '1' } })).toBe(declared)
    expect(withAllocatable(node, undefined)).toBe(node)
  })
})
