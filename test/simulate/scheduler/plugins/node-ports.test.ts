import { describe, expect, test } from 'vitest'
import type { ContainerPort, PodSpec } from '../../../../src/k8s/types.ts'
import { nodePorts } from '../../../../src/simulate/scheduler/plugins/node-ports.ts'
import { node, pod, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const taken = ["node(s) didn't have free ports for the requested pod ports"]
const holding = (...ports: readonly ContainerPort[]): PodSpec => ({ containers: [{ name: 'app', ports }] })
const tcp = (hostPort: number, more: ContainerPort = {}): ContainerPort => ({ containerPort: 80, hostPort, ...more })

describe('a host port', () => {
  test.each<[string, PodSpec, PodSpec, readonly string[] | 'passes']>([
    ['is free beside another', holding(tcp(8080)), holding(tcp(8081)), 'passes'],
    ['is taken by an equal one', holding(tcp(8080)), holding(tcp(8080)), taken],
    ['is free for another protocol', holding(tcp(53)), holding(tcp(53, { protocol: 'UDP' })), 'passes'],
    ['is free on another address', holding(tcp(53, { hostIP: '10.0.0.1' })), holding(tcp(53, { hostIP: '10.0.0.2' })), 'passes'],
    ['is taken on every address', holding(tcp(53, { hostIP: '10.0.0.1' })), holding(tcp(53)), taken],
    ['on every address takes each', holding(tcp(53, { hostIP: '0.0.0.0' })), holding(tcp(53, { hostIP: '10.0.0.2' })), taken],
    ['is taken by one of several', holding(tcp(1), tcp(2)), holding(tcp(3), tcp(2)), taken],
    ['of a sidecar counts', { initContainers: [{ restartPolicy: 'Always', ports: [tcp(9)] }] }, holding(tcp(9)), taken],
    ['of an init container does not count', { initContainers: [{ ports: [tcp(9)] }] }, holding(tcp(9)), 'passes'],
  ])('%s', (_, there, incoming, expected) => {
    const made = snapshot([[node('n1'), pod('there', there)]])
    expect(verdictsOf(nodePorts, pod('p', incoming), made)).toEqual({ n1: expected })
  })
})

test('before 1.33 ports of sidecars did not count, neither those that are there nor those that come', () => {
  const sidecar: PodSpec = { initContainers: [{ restartPolicy: 'Always', ports: [tcp(9)] }] }
  const made = (there: PodSpec) => snapshot([[node('n1'), pod('there', there)]], 32)
  expect(verdictsOf(nodePorts, pod('p', holding(tcp(9))), made(sidecar))).toEqual({ n1: 'passes' })
  expect(verdictsOf(nodePorts, pod('p', sidecar), made(holding(tcp(9))))).toBe('skip')
  expect(verdictsOf(nodePorts, pod('p', holding(tcp(9))), made(holding(tcp(9))))).toEqual({ n1: taken })
})

test('a pod without host ports is not looked at', () => {
  expect(verdictsOf(nodePorts, pod('p', holding({ containerPort: 80 })), snapshot([[node('n1')]]))).toBe('skip')
})

test('a taken port is explained by the port of the pod that holds it', () => {
  const made = snapshot([[node('n1'), pod('other'), pod('there', holding(tcp(1), tcp(8080)))]])
  expect(explained(nodePorts, pod('p', holding(tcp(8080))), made)).toEqual([
    {
      code: 'Unschedulable',
      subject: 'TCP 8080',
      at: 'spec.containers.0.ports.0.hostPort',
      by: ['Pod there spec.containers.0.ports.1.hostPort'],
    },
  ])
})
