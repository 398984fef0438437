import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { defaultProfile, schedulePod } from '../../../src/simulate/scheduler/index.ts'
import { node, pod, queued, requesting, snapshot } from '../objects.ts'

const small = { cpu: '1', memory: '1Gi' }
const tainted = (name: string, key: string): Resource => node(name, { spec: { taints: [{ key, value: 'x', effect: 'NoSchedule' }] } })
const sentence = (declared: Resource, nodes: Parameters<typeof snapshot>[0], minor = 36): string | undefined => {
  const result = schedulePod(queued(declared), snapshot(nodes, minor), { profile: defaultProfile, detail: false })
  return result.outcome === 'unschedulable' ? result.message : undefined
}

describe('the sentence of the scheduler', () => {
  test('without nodes', () => {
    expect(sentence(pod('p'), [])).toBe('no nodes available to schedule pods')
  })

  test('counts each reason and sorts them as texts', () => {
    const nodes = [
      [node('n1', { capacity: small })],
      [node('n2', { capacity: { ...small, pods: '0' } })],
      [tainted('n3', 'a')],
      [tainted('n4', 'b')],
      [node('n5', { spec: { unschedulable: true } })],
    ] as const
    expect(sentence(pod('p', requesting({ cpu: '2', memory: '2Gi' })), nodes)).toBe(
      '0/5 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 2 Insufficient cpu, 2 Insufficient memory, 2 node(s) had untolerated taint(s). ' +
        'no new claims to deallocate, preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.'
    )
  })

  test('sorts ten before two', () => {
    const nodes = [
      ...Array.from({ length: 10 }, (_, i) => [tainted(`t${i}`, 'a')] as const),
      [node('n1', { spec: { unschedulable: true } })],
      [node('n2', { spec: { unschedulable: true } })],
    ] as const
    expect(sentence(pod('p'), nodes)).toBe(
      '0/12 nodes are available: 10 node(s) had untolerated taint(s), 2 node(s) were unschedulable. ' +
        'no new claims to deallocate, preemption: 0/12 nodes are available: 12 Preemption is not helpful for scheduling.'
    )
  })

  test('names each taint by itself until 1.34.1', () => {
    expect(sentence(pod('p'), [[tainted('n1', 'a')], [tainted('n2', 'b')]], 32)).toBe(
      '0/2 nodes are available: 1 node(s) had untolerated taint {a: x}, 1 node(s) had untolerated taint {b: x}. ' +
        'preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.'
    )
  })

  test('tells full nodes from nodes that are too small', () => {
    const full = pod('full', requesting({ cpu: '1' }))
    const nodes = [[node('n1', { capacity: small }), full], [node('n2', { capacity: { cpu: '500m' } })]] as const
    expect(sentence(pod('p', requesting({ cpu: '1' })), nodes)).toBe(
      '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, ' +
        'preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.'
    )
    expect(sentence(pod('p', requesting({ cpu: '1' })), nodes, 33)).toBe(
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.'
    )
  })
})
