import { describe, expect, test } from 'vitest'
import { manifest, node, podsOf, updated, workload } from '../rollout/settled.ts'

const pod = (name: string, spec: object = {}, labels: object = {}) =>
  manifest(
    'v1',
    'Pod',
    name,
    { containers: [{ name: 'c', image: 'example.com/app:1', resources: { requests: { cpu: '2' } } }], ...spec },
    { labels }
  )
const tainted = (effect: string) => node('n1', { spec: { taints: [{ key: 'gone', value: 'yes', effect }] } })

describe('a node that has changed', () => {
  test.each<[string, object, object, readonly string[]]>([
    ['has room for a pod that waited', node('n1', { cpu: '1' }), node('n1', { cpu: '4' }), ['p n1']],
    ['has lost the taint that kept a pod out', tainted('NoSchedule'), node('n1'), ['p n1']],
    ['keeps a pod whatever only keeps new ones out', node('n1'), tainted('NoSchedule'), ['p n1']],
    ['is left by a pod that does not tolerate its taint', node('n1'), tainted('NoExecute'), []],
  ])('%s', async (_, before, now, pods) => {
    expect(podsOf(await updated([before, pod('p')], [now, pod('p')]))).toEqual(pods)
  })

  test('is left for another by the pods of a workload', async () => {
    const web = workload('Deployment', 'web', { replicas: 1 })
    const outcome = await updated([node('n1'), web], [tainted('NoExecute'), node('n2'), web])
    expect(podsOf(outcome)).toEqual(['web-<hash>-<suffix> n2'])
  })
})

describe('a node that is gone', () => {
  test('takes its pods with it, and those of workloads come up elsewhere', async () => {
    const web = workload('Deployment', 'web', { replicas: 2 }, { cpu: '2' })
    const outcome = await updated([node('n1'), node('n2'), web, pod('p', { nodeName: 'n1' })], [node('n2'), web])
    expect(podsOf(outcome)).toEqual(['web-<hash>-<suffix> n2', 'web-<hash>-<suffix> n2'])
    expect(outcome.nodes.map(({ name }) => name)).toEqual(['n2'])
  })
})

test('nodes stay where the new state names none', async () => {
  const web = (image: string) => workload('Deployment', 'web', { replicas: 1 }, { image })
  const outcome = await updated([node('n1'), web('example.com/app:1')], [web('example.com/app:2')])
  expect(podsOf(outcome)).toEqual(['web-<hash>-<suffix> n1'])
  expect(outcome.nodes.map(({ name }) => name)).toEqual(['n1'])
})

describe('a pod that has changed', () => {
  test('is scheduled once it has no gates any more', async () => {
    const gated = pod('p', { schedulingGates: [{ name: 'example.com/wait' }] })
    expect(podsOf(await updated([node('n1'), gated], [node('n1'), pod('p')]))).toEqual(['p n1'])
  })

  test('is no endpoint any more of what selects other labels', async () => {
    const service = manifest('v1', 'Service', 'web', { selector: { app: 'web' }, ports: [{ port: 80 }] })
    const outcome = await updated([node('n1'), service, pod('p', {}, { app: 'web' })], [node('n1'), service, pod('p', {}, { app: 'db' })])
    expect(outcome.endpoints.flatMap(({ endpoints }) => endpoints)).toEqual([])
  })

  test('is let go by the ReplicaSet that adopted it', async () => {
    const web = workload('ReplicaSet', 'web', { replicas: 1 })
    const before = [node('n1'), pod('p', {}, { app: 'web' }), web]
    const outcome = await updated(before, [node('n1'), pod('p', {}, { app: 'db' }), web])
    expect(outcome.pods.map(({ name, owner }) => [name, owner?.name])).toEqual([
      ['p', undefined],
      ['web-<suffix>', 'web'],
    ])
  })
})
