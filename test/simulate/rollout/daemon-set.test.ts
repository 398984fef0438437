import { describe, expect, test } from 'vitest'
import { node, podsOf, quota, settled, updated, warningsOf, workload } from './settled.ts'

const agent = (spec: object = {}, pod: Record<string, unknown> = {}) => workload('DaemonSet', 'agent', spec, pod)
const tainted = (name: string, effect: string) => node(name, { spec: { taints: [{ key: 'gpu', value: 'yes', effect }] } })

describe('a DaemonSet', () => {
  test('has a pod on each node, also on those that come later', async () => {
    const outcome = await settled(node('n1'), agent(), node('n2'))
    expect(podsOf(outcome)).toEqual(['agent-<suffix> n1', 'agent-<suffix> n2'])
    expect(outcome.daemonSets).toMatchObject([{ desired: 2, current: 2, misscheduled: 0, ready: 2 }])
  })

  test.each<[string, object, Record<string, unknown>, number]>([
    ['a taint that it does not tolerate', tainted('n2', 'NoSchedule'), {}, 1],
    ['a taint that it tolerates', tainted('n2', 'NoSchedule'), { tolerations: [{ key: 'gpu', operator: 'Exists' }] }, 2],
    ['a taint that only discourages', tainted('n2', 'PreferNoSchedule'), {}, 2],
    ['a cordon', node('n2', { spec: { unschedulable: true } }), {}, 2],
    ['labels that it does not select', node('n2'), { nodeSelector: { 'kubernetes.io/hostname': 'n1' } }, 1],
    ['less room than it needs', node('n2', { cpu: '50m' }), {}, 2],
  ])('regards %s', async (_, second, pod, desired) => {
    expect((await settled(node('n1'), second, agent({}, pod))).daemonSets).toMatchObject([{ desired }])
  })

  test('has pods that wait for their own node alone', async () => {
    const outcome = await settled(node('n1', { cpu: '50m' }), node('n2'), agent())
    expect(outcome.pods.map(pod => pod.scheduled?.message)).toEqual([
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
      undefined,
    ])
  })

  test('says which pods the server refuses', async () => {
    const outcome = await settled(node('n1'), node('n2'), quota({ pods: '1' }), agent())
    expect(outcome.daemonSets).toMatchObject([{ desired: 2, current: 1 }])
    expect(warningsOf(outcome)).toEqual([
      'FailedCreate: Error creating: pods "agent-<suffix>" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    ])
  })
})

describe('the update of a DaemonSet', () => {
  const nodes = [node('n1'), node('n2'), node('n3')]

  test.each<[string, object, Record<string, unknown>, object]>([
    ['replaces pod by pod', {}, {}, { ready: 3 }],
    ['stops where a new pod finds no place', {}, { cpu: '9' }, { current: 3, ready: 2 }],
    ['goes on as far as it may do without pods', { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } }, { cpu: '9' }, { ready: 1 }],
    ['waits for deletion where it is told to', { updateStrategy: { type: 'OnDelete' } }, { cpu: '9' }, { ready: 3 }],
    [
      'keeps old pods beside new ones that are not there yet',
      { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      { cpu: '9' },
      { ready: 3 },
    ],
  ])('%s', async (_, spec, pod, status) => {
    const now = agent(spec, { image: 'example.com/app:2', ...pod })
    expect((await updated([...nodes, agent(spec)], [...nodes, now])).daemonSets).toMatchObject([status])
  })

  test('waits where another node lacks its pod, for that counts as unavailable', async () => {
    const second = quota({ pods: '2' })
    const now = agent({}, { image: 'example.com/app:2' })
    const outcome = await updated([...nodes, second, agent()], [...nodes, second, now])
    expect(outcome.pods.filter(({ template: { spec } }) => spec.containers?.[0]?.image === 'example.com/app:2')).toEqual([])
  })

  test('that surges keeps an available pod where it may not run any more until enough others are there', async () => {
    const surging = { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }
    const to = (second: object) =>
      updated([node('n1'), agent(surging)], [tainted('n1', 'NoSchedule'), second, agent(surging, { image: 'example.com/app:2' })])
    expect(podsOf(await to(node('n2', { cpu: '50m' })))).toEqual(['agent-<suffix> n1', 'agent-<suffix> pending'])
    expect(podsOf(await to(node('n2')))).toEqual(['agent-<suffix> n2'])
  })
})
