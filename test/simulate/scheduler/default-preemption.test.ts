import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import type { PodSpec } from '../../../src/k8s/types.ts'
import { defaultProfile, type Snapshot, schedulePod } from '../../../src/simulate/scheduler/index.ts'
import { node, pod, queued, requesting, snapshot } from '../objects.ts'

const using = (name: string, cpu: string, priority: number, spec: PodSpec = {}): Resource =>
  pod(name, requesting({ cpu }, { priority, ...spec }))
const attempt = (declared: Resource, made: Snapshot) => {
  const result = schedulePod(queued(declared), made, { profile: defaultProfile, detail: false })
  if (result.outcome !== 'unschedulable') return result.outcome
  const { message, preemption } = result
  return preemption === undefined ? message : { message, node: preemption.node.name, victims: preemption.victims.map(({ name }) => name) }
}

describe('a pod of priority 100 that fits nowhere', () => {
  test('takes the place of the least important pods that make room', () => {
    const made = snapshot([[node('n1'), using('a', '1', 10), using('b', '1', 5), using('c', '2', 50)]])
    expect(attempt(using('p', '1', 100), made)).toEqual({
      message: '0/1 nodes are available: 1 Insufficient cpu.',
      node: 'n1',
      victims: ['b'],
    })
  })

  test('spares the most important pods first', () => {
    const made = snapshot([[node('n1'), using('a', '2', 1), using('b', '2', 2)]])
    expect(attempt(using('p', '2', 100), made)).toMatchObject({ victims: ['a'] })
  })

  test.each<[string, readonly Resource[], readonly Resource[]]>([
    ['whose most important victim matters least', [using('a', '4', 50)], [using('b', '4', 10)]],
    ['with the smaller sum of priorities', [using('a', '2', 10), using('a2', '2', 10)], [using('b', '2', 10), using('b2', '2', 5)]],
    ['with fewer victims', [using('a', '2', 10), using('a2', '2', 10)], [using('b', '4', 10)]],
    ['whose victim is youngest', [using('a', '4', 10)], [using('b', '4', 10)]],
  ])('chooses the node %s', (_, first, second) => {
    expect(
      attempt(
        using('p', '4', 100),
        snapshot([
          [node('n1'), ...first],
          [node('n2'), ...second],
        ])
      )
    ).toMatchObject({ node: 'n2' })
  })

  test('spares pods whose budget would be violated', () => {
    const made = snapshot([[node('n1'), using('a', '2', 1), using('b', '2', 2)]])
    made.budgets = () => [{ selects: ({ priority }) => priority === 1, disruptionsAllowed: 0 }]
    expect(attempt(using('p', '2', 100), made)).toMatchObject({ victims: ['b'] })
  })

  test('evicts nobody where its policy forbids it', () => {
    const made = snapshot([[node('n1'), using('a', '4', 1)]])
    expect(attempt(using('p', '1', 100, { preemptionPolicy: 'Never' }), made)).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.'
    )
  })

  test('evicts nobody where it would not fit even then', () => {
    const made = snapshot([[node('n1'), using('a', '2', 1), using('b', '2', 200)]])
    expect(attempt(using('p', '3', 100), made)).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Insufficient cpu.'
    )
  })

  test('counts how long pods have been on their node, not how old they are', () => {
    const [early, late] = [using('early', '2', 1), using('late', '2', 1)]
    expect(attempt(using('p', '2', 100), snapshot([[node('n1'), late, early]]))).toMatchObject({ victims: ['early'] })
    expect(attempt(using('p', '2', 100), snapshot([[node('n1'), early, late]]))).toMatchObject({ victims: ['late'] })
  })

  test.each([
    [{}, 'n4'],
    [{ minCandidateNodesPercentage: 50, minCandidateNodesAbsolute: 1 }, 'n2'],
    [{ minCandidateNodesPercentage: 0, minCandidateNodesAbsolute: 3 }, 'n3'],
  ])('told %j looks no further than that many nodes', (preemption, expected) => {
    const made = snapshot([4, 3, 2, 1].map((priority, index) => [node(`n${index + 1}`), using(`v${index}`, '4', priority)]))
    const result = schedulePod(queued(using('p', '4', 100)), made, { profile: { ...defaultProfile, preemption }, detail: false })
    expect(result).toMatchObject({ preemption: { node: { name: expected } } })
  })

  test('looks further as long as each node it has found violates a budget', () => {
    const made = snapshot([
      [node('n1'), using('a', '4', 1)],
      [node('n2'), using('b', '4', 2)],
    ])
    made.budgets = () => [{ selects: ({ priority }) => priority === 1, disruptionsAllowed: 0 }]
    const preemption = { minCandidateNodesPercentage: 0, minCandidateNodesAbsolute: 1 }
    const result = schedulePod(queued(using('p', '4', 100)), made, { profile: { ...defaultProfile, preemption }, detail: false })
    expect(result).toMatchObject({ preemption: { node: { name: 'n2' } } })
  })

  test('leaves the nodes as they were', () => {
    const made = snapshot([[node('n1'), using('a', '2', 1), using('b', '2', 2)]])
    const [info] = made.nodes
    const before = [[...info!.pods].map(({ name }) => name), info!.requested.milliCpu]
    attempt(using('p', '4', 100), made)
    expect([[...info!.pods].map(({ name }) => name), info!.requested.milliCpu]).toEqual(before)
  })
})
