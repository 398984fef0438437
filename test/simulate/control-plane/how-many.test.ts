import { expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { closedWorld, cluster, deployment, node, pod, requesting, resource } from '../objects.ts'

const ask = (objects: readonly Resource[], kind = 'Deployment', name = 'web') =>
  simulateControlPlane(cluster(...objects), closedWorld, { arrival: 'one-by-one', howMany: [{ kind, namespace: 'shop', name }] }).answers
const web = deployment('web', 1, requesting({ cpu: '1' }))

test('replicas are counted beside everything else, and the next is explained', () => {
  expect(ask([node('n1'), node('n2'), web, pod('other', requesting({ cpu: '2' }))])).toEqual([
    {
      question: 'how many Deployment/shop/web',
      answer: '6',
      sentence:
        '6 replicas of Deployment web have room; the next would stay pending: 0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    },
  ])
})

test('the simulated state is the one without the question', () => {
  const set = cluster(node('n1'), web)
  const options = { arrival: 'one-by-one', howMany: [{ kind: 'Deployment', namespace: 'shop', name: 'web' }] } as const
  expect(simulateControlPlane(set, closedWorld, options).pods.length).toBe(
    simulateControlPlane(set, closedWorld, { arrival: 'one-by-one' }).pods.length
  )
})

test.each([
  ['Deployment', 'nope', 'There is no Deployment shop/nope in the input that makes pods.'],
  ['DaemonSet', 'agent', 'DaemonSet agent has no number of replicas.'],
])('%s %s cannot be counted', (kind, name, sentence) => {
  const labels = { app: 'agent' }
  const agent = resource('DaemonSet', 'agent', {
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } },
  })
  expect(ask([node('n1'), web, agent], kind, name)).toEqual([{ question: `how many ${kind}/shop/${name}`, answer: 'unknown', sentence }])
})

test('without nodes it is open', () => {
  expect(ask([web])[0]).toMatchObject({
    answer: 'unknown',
    sentence: 'Where the replicas of Deployment web would go is open: the input has no Node.',
  })
})
