import { describe, expect, test } from 'vitest'
import { nodeManifests, parseNodes } from '../../src/config/nodes.ts'

describe('--nodes', () => {
  test('declares Ready nodes that are all alike but for their names', () => {
    const { path, text } = nodeManifests(['2:cpu=4,memory=16Gi,nvidia.com/gpu=1,label.zone=a,taint.gpu=true:NoSchedule', 'cpu=1'])
    const { items } = JSON.parse(text)
    expect(path).toBe('--nodes')
    expect(items.map((node: { metadata: { name: string } }) => node.metadata.name)).toEqual([
      'added-node-1',
      'added-node-2',
      'added-node-3',
    ])
    expect(items[1]).toEqual({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: 'added-node-2',
        labels: { 'kubernetes.io/hostname': 'added-node-2', 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', zone: 'a' },
      },
      spec: { taints: [{ key: 'gpu', value: 'true', effect: 'NoSchedule' }] },
      status: {
        capacity: { pods: '110', cpu: '4', memory: '16Gi', 'nvidia.com/gpu': '1' },
        allocatable: { pods: '110', cpu: '4', memory: '16Gi', 'nvidia.com/gpu': '1' },
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    })
  })

  test('a label may replace one that a kubelet sets', () => {
    const [node] = JSON.parse(nodeManifests(['label.kubernetes.io/arch=arm64']).text).items
    expect(node.metadata.labels['kubernetes.io/arch']).toBe('arm64')
  })

  test('a taint needs no value', () => {
    expect(parseNodes(['taint.spot=NoExecute'])[0]?.taints).toEqual([{ key: 'spot', effect: 'NoExecute' }])
  })

  test.each([
    ['', 'has "" where NAME=VALUE is wanted'],
    ['3:', 'has "" where NAME=VALUE is wanted'],
    ['3:cpu', 'has "cpu" where NAME=VALUE is wanted'],
    ['3:=4', 'has "=4" where NAME=VALUE is wanted'],
    ['3:cpu=4 cores', 'which is no quantity'],
    ['9999:cpu=4', 'must add 1 to 5000 nodes'],
    ['taint.a=b:Never', 'gives the taint "a" no effect'],
  ])('%j is refused', (text, message) => {
    expect(() => parseNodes([text])).toThrow(message)
  })

  test('all specs together stay within what a cluster can hold', () => {
    expect(() => parseNodes(['3000:cpu=1', '3000:cpu=1'])).toThrow('adds 6000 nodes')
  })
})
