import { describe, expect, test } from 'vitest'
import { podLimits, podRequests } from '../../src/k8s/pod-requests.ts'
import { podQosClass } from '../../src/k8s/qos.ts'
import { formatQuantity } from '../../src/k8s/quantity-text.ts'
import type { Container, PodSpec, ResourceList } from '../../src/k8s/types.ts'

const asks = (requests: ResourceList, more: Container = {}): Container => ({ resources: { requests }, ...more })
const sidecar = (requests: ResourceList): Container => asks(requests, { restartPolicy: 'Always' })

describe('what a pod asks for', () => {
  test.each<[string, PodSpec, Record<string, string>]>([
    ['is nothing', { containers: [{}] }, {}],
    [
      'is the sum of its containers',
      { containers: [asks({ cpu: '1', memory: '1Gi' }), asks({ cpu: '500m' })] },
      { cpu: '1500m', memory: '1Gi' },
    ],
    [
      'is the largest init container',
      { containers: [asks({ cpu: '1' })], initContainers: [asks({ cpu: '3' }), asks({ cpu: '2' })] },
      { cpu: '3' },
    ],
    ['includes sidecars', { containers: [asks({ cpu: '1' })], initContainers: [sidecar({ cpu: '1' })] }, { cpu: '2' }],
    [
      'counts the sidecars before an init container with it',
      { containers: [asks({ cpu: '1' })], initContainers: [sidecar({ cpu: '2' }), asks({ cpu: '2' }), sidecar({ cpu: '500m' })] },
      { cpu: '4' },
    ],
    [
      'is what is asked for the pod as a whole',
      { containers: [asks({ cpu: '1', memory: '1Gi' })], resources: { requests: { cpu: '2' } } },
      { cpu: '2', memory: '1Gi' },
    ],
    [
      'is of the containers alone for other resources',
      { containers: [asks({ 'ephemeral-storage': '1Gi' })], resources: { requests: { 'ephemeral-storage': '2Gi' } } },
      { 'ephemeral-storage': '1Gi' },
    ],
    [
      'includes the overhead',
      { containers: [asks({ cpu: '1' })], overhead: { cpu: '250m', memory: '64Mi' } },
      { cpu: '1250m', memory: '64Mi' },
    ],
    ['leaves out what is no quantity', { containers: [asks({ cpu: 'much' }), asks({ cpu: 2 })] }, { cpu: '2' }],
  ])('%s', (_, spec, expected) => {
    expect(Object.fromEntries([...podRequests(spec)].map(([name, quantity]) => [name, formatQuantity(quantity)]))).toEqual(expected)
  })
})

test('overhead raises limits, but makes none', () => {
  const spec = { containers: [{ resources: { limits: { cpu: '1' } } }], overhead: { cpu: '250m', memory: '64Mi' } }
  expect(Object.fromEntries([...podLimits(spec)].map(([name, quantity]) => [name, formatQuantity(quantity)]))).toEqual({ cpu: '1250m' })
})

describe('quality of service', () => {
  const all = { cpu: '1', memory: '1Gi' }
  test.each<[string, PodSpec]>([
    ['BestEffort', { containers: [{}] }],
    ['BestEffort', { containers: [{ resources: { requests: { 'example.com/gpu': '1' } } }] }],
    ['BestEffort', { containers: [{ resources: { requests: { cpu: '0' } } }] }],
    ['Burstable', { containers: [{ resources: { requests: { cpu: '1' } } }] }],
    ['Burstable', { containers: [{ resources: { requests: all, limits: all } }, {}] }],
    ['Burstable', { containers: [{ resources: { requests: { ...all, cpu: '500m' }, limits: all } }] }],
    ['Guaranteed', { containers: [{ resources: { requests: { ...all, cpu: '1000m' }, limits: all } }] }],
    ['Burstable', { containers: [{ resources: { requests: all, limits: all } }], initContainers: [{}] }],
    ['Guaranteed', { containers: [{}], resources: { requests: all, limits: all } }],
  ])('%s: %j', (expected, spec) => {
    expect(podQosClass(spec)).toBe(expected)
  })
})
