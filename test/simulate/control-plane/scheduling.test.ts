import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { scheduling } from '../../../src/simulate/control-plane/index.ts'
import { cluster, deployment, node, openWorld, pod, requesting } from '../objects.ts'

function failures(...resources: readonly Resource[]) {
  return scheduling(cluster(...resources), openWorld).failures.map(({ template, pending, total, causes }) => ({
    owner: template.owner.name,
    pending,
    total,
    causes: causes.map(({ plugin, subject, at, nodes, needed, free }) => [plugin, subject, at.path.join('.'), nodes.join(), needed, free]),
  }))
}

const cpuAt = 'spec.template.spec.containers.0.resources.requests.cpu'

describe('pods that stay pending', () => {
  test('are counted and explained by template', () => {
    const declared = [
      node('n1'),
      node('n2', { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } }),
      deployment('web', 3, requesting({ cpu: '3' })),
    ]
    expect(failures(...declared)).toEqual([
      {
        owner: 'web',
        pending: 2,
        total: 3,
        causes: [
          ['NodeResourcesFit', 'cpu', cpuAt, 'n1', '3', '1'],
          ['TaintToleration', 'gpu:NoSchedule', 'spec.template.spec.tolerations', 'n2', undefined, undefined],
        ],
      },
    ])
  })

  test('come with the sentence of the scheduler', () => {
    const [failure] = scheduling(cluster(node('n1'), pod('p', { nodeSelector: { disk: 'ssd' } })), openWorld).failures
    expect(failure?.message).toBe(
      "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."
    )
  })

  test('are not reported where another order of arrival has room for them', () => {
    const low = pod('low', requesting({ cpu: '3' }))
    const high = pod('high', requesting({ cpu: '3' }, { priority: 9, preemptionPolicy: 'Never' }))
    expect(failures(node('n1'), low, high)).toEqual([])
  })

  test('are not reported where another choice among equal nodes has room for them', () => {
    const soft = { spec: { taints: [{ key: 'soft', effect: 'NoSchedule' }] } }
    const any = pod('any', requesting({ cpu: '3' }, { tolerations: [{ operator: 'Exists' }] }))
    const picky = pod('picky', requesting({ cpu: '3' }))
    expect(failures(node('a'), node('b', soft), any, picky)).toEqual([])
  })

  test('are not reported for what is already there', () => {
    expect(failures(node('n1'), { ...pod('p', requesting({ cpu: '9' })), role: 'cluster' })).toEqual([])
  })

  test('are not reported where what decides could not be read', () => {
    const broken = (path: readonly (string | number)[]): Resource => ({
      ...pod('p', { nodeSelector: { disk: 'ssd' } }),
      decodeErrors: [{ code: 'unknown-field', path, target: 'key', sentence: 'unknown field' }],
    })
    expect(failures(node('n1'), broken(['spec', 'tolerationz']))).toEqual([])
    expect(failures(node('n1'), broken(['spec', 'containers', 0, 'resources', 'limitz']))).toEqual([])
    expect(failures(node('n1'), broken(['spec', 'containers', 0, 'imagee']))).toHaveLength(1)
    expect(failures(node('n1'), broken(['metadata', 'labelz']))).toHaveLength(1)
  })
})

describe('what the input leaves open', () => {
  test('without nodes', () => {
    const { failures: found, unknowns } = scheduling(cluster(deployment('web', 1, requesting({}))), openWorld)
    expect(found).toEqual([])
    expect(unknowns.map(({ template, missing }) => [template.owner.name, missing])).toEqual([['web', ['Node']]])
  })

  test('with a node that could not be read', () => {
    const broken: Resource = {
      ...node('n1'),
      decodeErrors: [{ code: 'wrong-type', path: ['spec', 'taints'], target: 'value', sentence: '' }],
    }
    const { failures: found, unknowns } = scheduling(cluster(broken, pod('p', requesting({ cpu: '9' }))), openWorld)
    expect(found).toEqual([])
    expect(unknowns).toMatchObject([{ missing: ['Node n1'] }])
  })
})
