import { expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { valueAt } from '../../../src/k8s/field-path.ts'
import type { KubernetesObject, PodSpec } from '../../../src/k8s/types.ts'
import { type Remedy, simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { withValue } from '../../../src/simulate/control-plane/remedies/remedy.ts'
import { closedWorld, cluster, deployment, node, pod, requesting } from '../objects.ts'
import { randomCluster } from './random-clusters.ts'

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

/** The set with a change made in it. */
function applied(declared: readonly Resource[], { change, at, to }: Remedy): readonly Resource[] {
  return declared.flatMap(resource => {
    if (resource !== at.resource) return [resource]
    if (change === 'add-node') return [resource, copyOf(resource)]
    const present = change === 'tolerate-taint' ? ((valueAt(resource.object, at.path) ?? []) as readonly unknown[]) : []
    const value = change === 'tolerate-taint' ? [...present, to] : (to ?? undefined)
    const object = withValue(resource.object, at.path, value) as KubernetesObject
    return [{ ...resource, object, written: object }]
  })
}

/** Another node like one that there is: a label that holds its name holds that of the new one. */
function copyOf(resource: Resource): Resource {
  const name = `${resource.name}-copy`
  const { metadata, ...rest } = resource.object
  const labels = Object.fromEntries(
    Object.entries(metadata?.labels ?? {}).map(([key, value]) => [key, value === resource.name ? name : value])
  )
  const object = { ...rest, metadata: { ...metadata, name, labels } } as KubernetesObject
  return { ...resource, name, object, written: object }
}

test.each(failing)('%s: each of them makes the pod fit when simulated again', (_, declared) => {
  for (const remedy of remediesOf(declared))
    expect(run(applied(declared, remedy)).pods.every(({ node: on }) => on !== undefined)).toBe(true)
})

const seeds = Array.from({ length: 150 }, (_, seed) => seed)
/** How many pods of a workload have a node, and how many have none. */
const countsOf = ({ pods }: ReturnType<typeof run>, { owner }: Pick<ReturnType<typeof run>['decisions'][number], 'owner'>) => {
  const own = pods.filter(({ template }) => template.owner.name === owner.name && template.owner.type.kind === owner.kind)
  const total = (has: boolean) => own.reduce((sum, { node: on, count = 1 }) => sum + ((on !== undefined) === has ? count : 0), 0)
  return { placed: total(true), waiting: total(false) }
}

test('in clusters made up at random each change gives one more pod a node, and replicas that are left all have one', () => {
  const tried = new Map<string, number>()
  for (const seed of seeds) {
    const declared = randomCluster(seed)
    const before = run(declared)
    for (const decision of before.decisions)
      for (const remedy of decision.remedies ?? []) {
        tried.set(remedy.change, (tried.get(remedy.change) ?? 0) + 1)
        const { placed, waiting } = countsOf(run(applied(declared, remedy)), decision)
        const helps = remedy.change === 'lower-replicas' ? waiting === 0 : placed > countsOf(before, decision).placed
        expect([seed, decision.pod.name, remedy.sentence, helps]).toEqual([seed, decision.pod.name, remedy.sentence, true])
      }
  }
  expect([...tried.keys()].sort()).toEqual([
    'add-node',
    'lower-replicas',
    'lower-request',
    'raise-max-skew',
    'remove-node-selector',
    'tolerate-taint',
  ])
})
