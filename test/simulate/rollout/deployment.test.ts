import { describe, expect, test } from 'vitest'
import { manifest, node, podsOf, quota, settled, template, updated, warningsOf, workload } from './settled.ts'

const web = (replicas: number, spec: object = {}, pod: Record<string, unknown> = {}) =>
  workload('Deployment', 'web', { replicas, ...spec }, pod)
const next = { image: 'example.com/app:2' }
const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
})

describe('pods that a quota refuses', () => {
  test('are tried again once others leave room', async () => {
    const outcome = await updated(
      [
        node('n1'),
        quota({ pods: '2' }),
        web(2),
        manifest('apps/v1', 'ReplicaSet', 'job', {
          replicas: 1,
          selector: { matchLabels: { app: 'job' } },
          template: template('job'),
        }),
      ],
      [
        node('n1'),
        quota({ pods: '2' }),
        web(1),
        manifest('apps/v1', 'ReplicaSet', 'job', {
          replicas: 1,
          selector: { matchLabels: { app: 'job' } },
          template: template('job'),
        }),
      ]
    )
    expect(outcome.replicaSets).toMatchObject([
      { name: 'web-<hash>', replicas: 1 },
      { name: 'job', replicas: 1, conditions: [] },
    ])
  })

  test('leave a condition on the ReplicaSet and on the Deployment', async () => {
    const outcome = await settled(node('n1'), quota({ pods: '1' }), web(3))
    const refused = 'pods "web-<hash>-<suffix>" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1'
    expect(warningsOf(outcome)).toEqual([`FailedCreate: Error creating: ${refused}`])
    expect(outcome.replicaSets).toMatchObject([{ desired: 3, replicas: 1, conditions: [{ type: 'ReplicaFailure', message: refused }] }])
    expect(outcome.deployments).toMatchObject([
      {
        unavailable: 2,
        conditions: [
          { type: 'Available', reason: 'MinimumReplicasUnavailable' },
          { type: 'ReplicaFailure', message: refused },
          { type: 'Progressing', reason: 'ReplicaSetUpdated' },
        ],
      },
    ])
  })

  test('are counted also where the quota comes after those that were not refused', async () => {
    const agents = workload('DaemonSet', 'agent', {})
    const outcome = await settled(
      node('n1'),
      node('n2'),
      agents,
      web(2),
      workload('StatefulSet', 'db', { replicas: 2 }),
      quota({ pods: '9' })
    )
    expect(outcome.resourceQuotas).toMatchObject([{ used: { pods: '6' } }])
    const later = await updated([node('n1'), web(2)], [node('n1'), quota({ pods: '9' }), web(3)])
    expect(later.resourceQuotas).toMatchObject([{ used: { pods: '3' } }])
  })

  test('may be the ReplicaSet itself', async () => {
    const outcome = await settled(node('n1'), quota({ 'count/replicasets.apps': '0' }), web(1))
    expect(outcome.pods).toEqual([])
    expect(warningsOf(outcome)).toEqual([
      'ReplicaSetCreateError: Failed to create new replica set "web-<hash>": replicasets.apps "web-<hash>" is forbidden: exceeded quota: q, requested: count/replicasets.apps=1, used: count/replicasets.apps=0, limited: count/replicasets.apps=0',
    ])
  })

  test('keep a bare pod that comes later out', async () => {
    const late = manifest('v1', 'Pod', 'late', { containers: [{ name: 'c', image: 'example.com/app:1' }] })
    const outcome = await settled(node('n1'), quota({ pods: '2' }), web(2), late)
    expect(outcome.requests?.at(-1)?.verdict.objections[0]?.message).toBe(
      'pods "late" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2'
    )
    expect(podsOf(outcome)).toEqual(['web-<hash>-<suffix> n1', 'web-<hash>-<suffix> n1'])
  })
})

describe('a ReplicaSet', () => {
  const set = (replicas: number) =>
    manifest('apps/v1', 'ReplicaSet', 'web', { replicas, selector: { matchLabels: { app: 'web' } }, template: template('web') })
  const loose = {
    ...manifest('v1', 'Pod', 'loose', { containers: [{ name: 'c', image: 'example.com/app:1' }] }, { labels: { app: 'web' } }),
  }

  test('adopts a pod that it selects', async () => {
    const outcome = await settled(node('n1'), loose, set(2))
    expect(podsOf(outcome)).toEqual(['loose n1', 'web-<suffix> n1'])
    expect(outcome.pods[0]?.owner).toEqual({ kind: 'ReplicaSet', name: 'web' })
  })

  test('deletes one that comes when it has enough', async () => {
    expect(podsOf(await settled(node('n1'), set(2), loose))).toEqual(['web-<suffix> n1', 'web-<suffix> n1'])
  })
})

describe('the update of a Deployment', () => {
  test.each<[string, readonly object[], object, object]>([
    ['replaces all pods', [web(3)], web(3, {}, next), { replicas: 3, updated: 3, available: 3, unavailable: 0 }],
    [
      'stops when the pods that it adds find no place',
      [web(3)],
      web(3, {}, { ...next, cpu: '9' }),
      { replicas: 4, updated: 1, available: 3 },
    ],
    [
      'does without the old pods that it may do without',
      [web(4, rolling(1, 2))],
      web(4, rolling(1, 2), { ...next, cpu: '9' }),
      { replicas: 5, updated: 3, available: 2 },
    ],
    ['takes away before it adds', [web(2, rolling(0, 1))], web(2, rolling(0, 1), next), { replicas: 2, updated: 2, available: 2 }],
    [
      'takes all away where it is told to',
      [web(2)],
      web(2, { strategy: { type: 'Recreate' } }, { ...next, cpu: '9' }),
      { replicas: 2, updated: 2, available: 0 },
    ],
    ['scales without a rollout', [web(2)], web(5), { replicas: 5, updated: 5 }],
    ['does not roll while it is paused', [web(2)], web(2, { paused: true }, next), { replicas: 2, updated: 0, available: 2 }],
    ['is given up at its deadline', [web(1)], web(1, { progressDeadlineSeconds: 5 }, { ...next, cpu: '9' }), { updated: 1, available: 1 }],
  ])('%s', async (_, old, now, status) => {
    expect((await updated([node('n1'), ...old], [node('n1'), now])).deployments).toMatchObject([status])
  })

  test('tells how it ended', async () => {
    const stuck = await updated([node('n1'), web(1)], [node('n1'), web(1, { progressDeadlineSeconds: 5 }, { ...next, cpu: '9' })])
    expect(stuck.deployments[0]?.conditions).toMatchObject([
      { reason: 'MinimumReplicasAvailable' },
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
    ])
  })

  test('that the server refuses leaves the pods as they were', async () => {
    const changed = manifest('apps/v1', 'Deployment', 'web', {
      replicas: 2,
      selector: { matchLabels: { app: 'other' } },
      template: template('other'),
    })
    const outcome = await updated([node('n1'), web(2)], [node('n1'), changed])
    expect(outcome.requests?.at(-1)?.verdict.objections[0]?.code).toBe(422)
    expect(outcome.deployments).toMatchObject([{ replicas: 2, available: 2 }])
  })

  test('deletes what the new state no longer has', async () => {
    const outcome = await updated([node('n1'), web(2), quota({ pods: '2' })], [node('n1')])
    expect([outcome.pods, outcome.deployments, outcome.resourceQuotas]).toEqual([[], [], []])
  })
})

describe('what the server refuses', () => {
  test('is tried again when what it lacked has come', async () => {
    const priorityClass = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 }
    const outcome = await settled(node('n1'), web(1, {}, { priorityClassName: 'high' }), priorityClass)
    expect(warningsOf(outcome)).toEqual([
      'FailedCreate: Error creating: pods "web-<hash>-" is forbidden: no PriorityClass with name high was found',
    ])
    expect(outcome.pods).toMatchObject([{ node: 'n1', priority: 1000 }])
  })
})

describe('the progress of a Deployment', () => {
  const progressOf = ({ deployments }: { deployments: readonly { conditions: readonly { type: string; reason: string }[] }[] }) =>
    deployments[0]?.conditions.filter(({ type }) => type === 'Progressing').map(({ reason }) => reason)

  test.each<[string, object, object, readonly string[]]>([
    ['stays complete where more replicas find no place', web(1), web(9, {}, { cpu: '100m' }), ['NewReplicaSetAvailable']],
    ['begins anew with another template', web(1), web(1, {}, { ...next, cpu: '9' }), ['ReplicaSetUpdated']],
    [
      'is not told without a deadline',
      web(1, { progressDeadlineSeconds: 2147483647 }),
      web(2, { progressDeadlineSeconds: 2147483647 }),
      [],
    ],
  ])('%s', async (_, before, now, reasons) => {
    expect(progressOf(await updated([node('n1', { cpu: '300m' }), before], [node('n1', { cpu: '300m' }), now]))).toEqual(reasons)
  })
})

test('a pod that comes to a full ReplicaSet is scheduled before it is deleted', async () => {
  const full = manifest('apps/v1', 'ReplicaSet', 'web', {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: template('web'),
  })
  const late = manifest('v1', 'Pod', 'late', { containers: [{ name: 'c', image: 'example.com/app:1' }] }, { labels: { app: 'web' } })
  const outcome = await settled(node('n1'), full, late)
  expect(outcome.decisions.map(({ pod, outcome: what }) => [pod.name, what])).toEqual([
    ['web-<suffix>', 'scheduled'],
    ['late', 'scheduled'],
  ])
  expect(podsOf(outcome)).toEqual(['web-<suffix> n1'])
})

describe('a ReplicaSet that nobody controls', () => {
  const set = (name: string, replicas: number, pod: Record<string, unknown> = {}, labels: object = { app: 'web' }) =>
    manifest(
      'apps/v1',
      'ReplicaSet',
      name,
      { replicas, selector: { matchLabels: { app: 'web' } }, template: template('web', pod) },
      { labels }
    )
  const setsOf = ({ replicaSets }: Awaited<ReturnType<typeof settled>>) =>
    replicaSets.map(({ name, owner, desired, ready }) => [name, owner?.name, desired, ready])

  test.each<[string, readonly object[], readonly unknown[]]>([
    ['is adopted, and scaled as its Deployment asks', [set('old', 1), web(3)], [['old', 'web', 3, 3]]],
    [
      'of another template gives way',
      [set('old', 3, next), web(3)],
      [
        ['old', 'web', 0, 0],
        ['web-<hash>', 'web', 3, 3],
      ],
    ],
    [
      'gives way to one of the same template that was there before',
      [web(2), set('old', 2)],
      [
        ['web-<hash>', 'web', 2, 2],
        ['old', 'web', 0, 0],
      ],
    ],
    [
      'stays by itself without the labels that the Deployment selects',
      [set('old', 1, {}, { app: 'other' }), web(1)],
      [
        ['web-<hash>', 'web', 1, 1],
        ['old', undefined, 1, 1],
      ],
    ],
  ])('%s', async (_, objects, sets) => {
    const outcome = await settled(node('n1'), ...objects)
    expect(setsOf(outcome)).toEqual(expect.arrayContaining([...sets]))
    expect(outcome.replicaSets).toHaveLength(sets.length)
  })

  test('is let go once it has other labels', async () => {
    const outcome = await updated([node('n1'), set('old', 1), web(1)], [node('n1'), set('old', 1, {}, { app: 'other' }), web(1)])
    expect(setsOf(outcome)).toEqual(
      expect.arrayContaining([
        ['web-<hash>', 'web', 1, 1],
        ['old', undefined, 1, 1],
      ])
    )
  })

  test('is left alone with its pods when its Deployment goes', async () => {
    const outcome = await updated([node('n1'), set('old', 2), web(2)], [node('n1'), set('old', 2)])
    expect(setsOf(outcome)).toEqual([['old', undefined, 2, 2]])
  })
})
