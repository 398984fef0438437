import { expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import type { KubernetesObject, PodSpec } from '../../../src/k8s/types.ts'
import { type Remedy, simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { withValue } from '../../../src/simulate/control-plane/remedies/remedy.ts'
import { closedWorld, cluster, deployment, node, pod, requesting } from '../objects.ts'

const run = (declared: readonly Resource[]) => simulateControlPlane(cluster(...declared), closedWorld, { arrival: 'one-by-one' })
const remediesOf = (declared: readonly Resource[]): readonly Remedy[] => run(declared).decisions.flatMap(({ remedies = [] }) => remedies)
const taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }
const spread = (maxSkew: number): PodSpec => ({
  topologySpreadConstraints: [
    { maxSkew, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } },
  ],
})
const full = { capacity: { cpu: '100m' } }

const failing: readonly (readonly [string, readonly Resource[], readonly string[]])[] = [
  ['a request that is too large', [node('n1'), pod('p', requesting({ cpu: '5' }))], ['lower-request 4']],
  ['a taint', [node('n1', { spec: { taints: [taint] } }), pod('p', requesting({ cpu: '1' }))], ['tolerate-taint [object Object]']],
  ['a node selector', [node('n1'), pod('p', { nodeSelector: { disk: 'ssd' } })], ['remove-node-selector null']],
  ['a full node', [node('n1'), pod('a', requesting({ cpu: '3' })), pod('p', requesting({ cpu: '3' }))], ['lower-request 1', 'add-node n1']],
  ['replicas', [node('n1'), deployment('web', 3, requesting({ cpu: '2' }))], ['lower-replicas 2', 'add-node n1']],
  [
    'a spread',
    [
      node('a', { labels: { zone: 'a' } }),
      node('b', { labels: { zone: 'b' }, ...full }),
      pod('one', requesting({ cpu: '1' }), { app: 'web' }),
      pod('p', requesting({ cpu: '1' }, spread(1)), { app: 'web' }),
    ],
    ['raise-max-skew 2', 'add-node b'],
  ],
  ['two reasons at once', [node('n1', { spec: { taints: [taint] } }), pod('p', requesting({ cpu: '5' }))], []],
]

test.each(failing)('%s: single changes that help are found', (_, declared, expected) => {
  const found = remediesOf(declared).map(({ change, to }) => `${change} ${to}`)
  for (const remedy of expected.filter(name => !name.startsWith('add-node'))) expect(found).toContain(remedy)
  if (expected.length === 0) expect(found).toEqual([])
})

test.each(failing)('%s: each of them makes the pod fit when simulated again', (_, declared) => {
  for (const { change, at, to } of remediesOf(declared)) {
    if (change === 'add-node') continue
    const path = change === 'tolerate-taint' ? [...at.path, 0] : at.path
    const changed = declared.map(resource => {
      if (resource !== at.resource) return resource
      const base =
        change === 'tolerate-taint' ? withValue(resource.object, at.path, [to]) : withValue(resource.object, path, to ?? undefined)
      return { ...resource, object: base as KubernetesObject, written: base as object }
    })
    expect(run(changed).pods.every(({ node: on }) => on !== undefined)).toBe(true)
  }
})
