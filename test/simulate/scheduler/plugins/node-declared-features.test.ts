import { expect, test } from 'vitest'
import type { Container, Node, PodSpec } from '../../../../src/k8s/types.ts'
import { NodeInfo } from '../../../../src/simulate/scheduler/index.ts'
import { nodeDeclaredFeatures } from '../../../../src/simulate/scheduler/plugins/node-declared-features.ts'
import { pod, resource, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const restarting: Container = {
  name: 'app',
  image: 'app:1',
  restartPolicyRules: [{ action: 'Restart' }, { action: 'RestartAllContainers' }],
}
const declaring = (name: string, declaredFeatures?: readonly string[]) =>
  resource('Node', name, { status: { capacity: { cpu: '4' }, ...(declaredFeatures !== undefined && { declaredFeatures }) } })
const nodes = (minor = 36) =>
  snapshot(
    [
      [declaring('n1')],
      [declaring('n2', ['RestartAllContainersOnContainerExits'])],
      [declaring('n3', ['RestartAllContainersOnContainerExits', 'UserNamespacesHostNetworkSupport'])],
    ],
    minor
  )
const refused = ["node(s) didn't match Pod's required features"]

test.each<[string, PodSpec, unknown]>([
  ['asks for nothing special', {}, 'skip'],
  ['restarts single containers only', { containers: [{ ...restarting, restartPolicyRules: [{ action: 'Restart' }] }] }, 'skip'],
  ['restarts all containers', { containers: [restarting] }, { n1: refused, n2: 'passes', n3: 'passes' }],
  ['restarts all containers when an init container exits', { initContainers: [restarting] }, { n1: refused, n2: 'passes', n3: 'passes' }],
  ['has users of its own on the host network', { hostNetwork: true, hostUsers: false }, { n1: refused, n2: refused, n3: 'passes' }],
  ['shares users on the host network', { hostNetwork: true, hostUsers: true }, 'skip'],
  ['has users of its own on a network of its own', { hostUsers: false }, 'skip'],
  ['needs both', { containers: [restarting], hostNetwork: true, hostUsers: false }, { n1: refused, n2: refused, n3: 'passes' }],
])('a pod that %s runs where kubelets declare what it needs', (_, spec, expected) => {
  expect(verdictsOf(nodeDeclaredFeatures, pod('p', spec), nodes())).toEqual(expected)
})

test('before 1.36 nobody asks for features', () => {
  expect(verdictsOf(nodeDeclaredFeatures, pod('p', { containers: [restarting] }), nodes(35))).toBe('skip')
})

test('the field that asks for a feature decides', () => {
  expect(explained(nodeDeclaredFeatures, pod('p', { containers: [{ name: 'web' }, restarting] }), nodes())).toEqual([
    {
      code: 'UnschedulableAndUnresolvable',
      subject: 'RestartAllContainersOnContainerExits',
      at: 'spec.containers.1.restartPolicyRules.1.action',
      by: ['Node n1 status.declaredFeatures'],
    },
  ])
})

test.each<[string, Node['status'], 'open' | 'closed', readonly string[] | undefined]>([
  ['what a kubelet declares counts', { declaredFeatures: ['A'] }, 'open', ['A']],
  ['a kubelet that has reported without features declares none', { nodeInfo: {} }, 'open', []],
  ['a node of which nothing is known is taken for a usual one', {}, 'open', undefined],
  ['where all is given it declares none', {}, 'closed', []],
])('%s', (_, status, world, expected) => {
  const { declaredFeatures } = new NodeInfo(resource('Node', 'n', {}), { status: status! }, world)
  expect(declaredFeatures && [...declaredFeatures]).toEqual(expected)
})

test('usual kubelets restart all containers, and do not have user namespaces on the host network', () => {
  const passOf = (spec: PodSpec) => {
    const made = snapshot([])
    made.addNode(new NodeInfo(resource('Node', 'n', {}), {}, 'open'))
    return verdictsOf(nodeDeclaredFeatures, pod('p', spec), made)
  }
  expect(passOf({ containers: [restarting] })).toEqual({ n: 'passes' })
  expect(passOf({ hostNetwork: true, hostUsers: false })).toEqual({ n: refused })
})
