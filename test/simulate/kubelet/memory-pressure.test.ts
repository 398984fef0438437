import { describe, expect, test } from 'vitest'
import type { Container, PodSpec } from '../../../src/k8s/types.ts'
import { memoryPressureOrder, oomScoreAdjust } from '../../../src/simulate/kubelet/index.ts'
import { settled } from '../settled.ts'

const gibibyte = 1024 ** 3

function container(requests?: object, limits?: object): Container {
  return { name: 'app', resources: { ...(requests && { requests }), ...(limits && { limits }) } } as Container
}

function score(spec: PodSpec, of: Container = spec.containers![0]!): number {
  return oomScoreAdjust(spec, of, 4 * gibibyte)
}

describe('the number that the kernel adds', () => {
  const all = { cpu: '1', memory: '1Gi' }

  test.each([
    ['1000 for BestEffort', { containers: [container()] }, 1000],
    ['-997 for Guaranteed', { containers: [container(all, all)] }, -997],
    ['less the more memory a Burstable container asks for', { containers: [container({ memory: '1Gi' })] }, 750],
    ['at most 999 for a Burstable container', { containers: [container({ cpu: '1' })] }, 999],
    ['at least 3 for a Burstable container', { containers: [container({ memory: '4Gi' })] }, 3],
    [
      '-997 for what the node needs',
      { containers: [container()], priorityClassName: 'system-node-critical', priority: 2_000_001_000 },
      -997,
    ],
  ])('is %s', (_, spec, expected) => {
    expect(score(spec)).toBe(expected)
  })

  test('keeps a sidecar for as long as the container that needs it', () => {
    const sidecar = { ...container({ memory: '64Mi' }), restartPolicy: 'Always' }
    expect(score({ containers: [container({ memory: '1Gi' })], initContainers: [sidecar] }, sidecar)).toBe(750)
  })
})

test('pods are given up by priority, then by what they ask for, Guaranteed ones last', () => {
  const all = { cpu: '1', memory: '1Gi' }
  const list = [
    settled('sure', { spec: { containers: [container(all, all)] } }),
    settled('important', { spec: { containers: [container()], priority: 10 } }),
    settled('modest', { spec: { containers: [container({ memory: '1Gi' })] } }),
    settled('careless', { spec: { containers: [container()] } }),
  ]
  expect(memoryPressureOrder(list, 4 * gibibyte).map(({ pod, qos, oomScoreAdjust: own }) => `${pod.name} ${qos} ${own}`)).toEqual([
    'careless BestEffort 1000',
    'modest Burstable 750',
    'important BestEffort 1000',
    'sure Guaranteed -997',
  ])
})
