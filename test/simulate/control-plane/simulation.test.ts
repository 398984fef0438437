import { describe, expect, test } from 'vitest'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { Environment } from '../../../src/cluster/environment.ts'
import { type SimulationOptions, simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { closedWorld, cluster, deployment, node, openWorld, pod, requesting, resource } from '../objects.ts'

function simulate(declared: Cluster, options: Partial<SimulationOptions> = {}, environment: Environment = closedWorld) {
  return simulateControlPlane(declared, environment, { arrival: 'one-by-one', ...options })
}
const brief = (outcome: ReturnType<typeof simulate>): readonly string[] =>
  outcome.decisions.map(
    ({ pod: { name }, attempt, outcome: result, node: chosen, count }) =>
      `${name} ${attempt} ${result}${chosen === undefined ? '' : ` ${chosen}`}${count === undefined ? '' : ` x${count}`}`
  )

describe('pods arrive', () => {
  test('one by one: each is decided as soon as it is created', () => {
    const declared = cluster(
      node('n1'),
      pod('low', requesting({ cpu: '3' })),
      pod('high', requesting({ cpu: '3' }, { priority: 9, preemptionPolicy: 'Never' }))
    )
    expect(brief(simulate(declared))).toEqual(['low 1 scheduled n1', 'high 1 unschedulable'])
  })

  test('together: the most important is decided first', () => {
    const declared = cluster(node('n1'), pod('low', requesting({ cpu: '3' })), pod('high', requesting({ cpu: '3' }, { priority: 9 })))
    expect(brief(simulate(declared, { arrival: 'together' }))).toEqual(['high 1 scheduled n1', 'low 1 unschedulable'])
  })

  test('before the nodes: they are tried again when nodes come', () => {
    const outcome = simulate(cluster(pod('p'), node('n1'), node('n2')))
    expect(brief(outcome)).toEqual(['p 1 unschedulable', 'p 2 scheduled n1'])
    expect(outcome.decisions[0]?.message).toBe('no nodes available to schedule pods')
  })

  test('before the pod that they want to be near: they are tried again when it has a node', () => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'db' } } }
    const web = pod('web', { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } })
    const declared = cluster(
      node('n1'),
      node('n2', { capacity: { cpu: '40', memory: '80Gi' } }),
      web,
      pod('other'),
      pod('db', {}, { app: 'db' })
    )
    expect(brief(simulate(declared))).toEqual(['web 1 unschedulable', 'other 1 scheduled n2', 'db 1 scheduled n2', 'web 2 scheduled n2'])
  })
})

describe('pods that the scheduler does not decide about', () => {
  test.each<[string, Parameters<typeof pod>[1], object]>([
    [
      'gated',
      { schedulingGates: [{ name: 'quota' }] },
      { outcome: 'gated', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' },
    ],
    ['assigned', { nodeName: 'n1' }, { outcome: 'assigned', node: 'n1' }],
    ['ignored', { schedulerName: 'volcano' }, { outcome: 'ignored' }],
    [
      'waiting for a claim on devices',
      { resourceClaims: [{ name: 'gpu', resourceClaimName: 'c' }] },
      { outcome: 'gated', missing: ['ResourceClaim shop/c'] },
    ],
  ])('are %s', (_, spec, expected) => {
    expect(simulate(cluster(node('n1'), pod('p', spec))).decisions).toMatchObject([expected])
  })

  test('an assigned pod takes room on its node', () => {
    const declared = cluster(node('n1'), pod('fixed', requesting({ cpu: '3' }, { nodeName: 'n1' })), pod('p', requesting({ cpu: '2' })))
    expect(brief(simulate(declared))).toEqual(['fixed 1 assigned n1', 'p 1 unschedulable'])
  })

  test('without a node the open world knows no answer, the closed one does', () => {
    expect(simulate(cluster(pod('p')), {}, openWorld).decisions).toMatchObject([{ outcome: 'unknown', missing: ['Node'] }])
    expect(simulate(cluster(pod('p'))).decisions).toMatchObject([
      { outcome: 'unschedulable', message: 'no nodes available to schedule pods' },
    ])
  })
})

describe('workloads', () => {
  test('a Deployment has pods of placeholder names, and counts them', () => {
    const outcome = simulate(cluster(node('n1'), deployment('web', 3, requesting({ cpu: '1500m' }))))
    expect(brief(outcome)).toEqual([
      'web-<hash>-<suffix> 1 scheduled n1',
      'web-<hash>-<suffix> 1 scheduled n1',
      'web-<hash>-<suffix> 1 unschedulable',
    ])
    expect(outcome.pods[0]).toMatchObject({
      name: 'web-<hash>-<suffix>',
      owner: { kind: 'ReplicaSet', name: 'web-<hash>' },
      phase: 'Running',
      ready: true,
      qos: 'Burstable',
    })
    expect(outcome.deployments).toMatchObject([
      {
        name: 'web',
        desired: 3,
        replicas: 3,
        available: 2,
        unavailable: 1,
        conditions: [
          { type: 'Available', status: 'False' },
          { type: 'Progressing', reason: 'ReplicaSetUpdated', message: 'ReplicaSet "web-<hash>" is progressing.' },
        ],
      },
    ])
    expect(outcome.replicaSets).toMatchObject([{ name: 'web-<hash>', owner: { kind: 'Deployment', name: 'web' }, replicas: 3, ready: 2 }])
  })

  test('a paused Deployment has none', () => {
    const paused = resource('Deployment', 'web', { spec: { replicas: 3, paused: true, template: { spec: requesting({}) } } })
    expect(simulate(cluster(node('n1'), paused))).toMatchObject({
      decisions: [],
      deployments: [{ conditions: [{ reason: 'DeploymentPaused' }] }],
    })
  })

  test('priority comes from the class', () => {
    const high = resource('PriorityClass', 'high', { value: 1000 })
    const outcome = simulate(cluster(high, node('n1'), deployment('web', 1, { priorityClassName: 'high', containers: [] })))
    expect(outcome.pods).toMatchObject([{ priority: 1000 }])
  })

  test('limits count as requests', () => {
    const spec = { containers: [{ name: 'app', resources: { limits: { cpu: '3' } } }] }
    expect(simulate(cluster(node('n1'), deployment('web', 2, spec))).deployments).toMatchObject([{ available: 1 }])
  })

  test('pods that the server refuses are not there', () => {
    const refusing: Environment = {
      ...closedWorld,
      createPod: object => ({
        objections: [{ stage: 'quota', code: 403, reason: 'Forbidden', message: 'pods "web-<hash>-" is forbidden: no', errors: [] }],
        warnings: [],
        stored: object,
      }),
    }
    const outcome = simulate(cluster(node('n1'), deployment('web', 2, requesting({}))), {}, refusing)
    expect(outcome).toMatchObject({
      decisions: [],
      events: [
        { reason: 'ScalingReplicaSet', kind: 'Deployment', name: 'web', message: 'Scaled up replica set web-<hash> from 0 to 2' },
        { reason: 'FailedCreate', kind: 'ReplicaSet', name: 'web-<hash>', message: 'Error creating: pods "web-<hash>-" is forbidden: no' },
      ],
      replicaSets: [{ replicas: 0, conditions: [{ type: 'ReplicaFailure' }] }],
    })
  })
})

describe('preemption', () => {
  const high = (cpu: string) => pod('high', requesting({ cpu }, { priority: 9 }))

  test('the pod gets the node, and the victims are gone', () => {
    const outcome = simulate(cluster(node('n1'), pod('low', requesting({ cpu: '3' })), high('3')))
    expect(brief(outcome)).toEqual(['low 1 scheduled n1', 'high 1 unschedulable', 'high 2 scheduled n1'])
    expect(outcome.decisions[1]).toMatchObject({
      nominatedNode: 'n1',
      victims: ['shop/low'],
      message: '0/1 nodes are available: 1 Insufficient cpu.',
    })
    expect(outcome.pods.map(({ name, node: chosen }) => [name, chosen])).toEqual([['high', 'n1']])
    expect(outcome.events).toContainEqual(
      expect.objectContaining({ reason: 'Preempted', name: 'low', message: 'Preempted by pod <uid> on node n1' })
    )
  })

  test('a controller makes another pod, which waits', () => {
    const outcome = simulate(cluster(node('n1'), deployment('web', 1, requesting({ cpu: '3' })), high('3')))
    expect(outcome.deployments).toMatchObject([{ replicas: 1, available: 0 }])
    expect(brief(outcome).at(-1)).toBe('web-<hash>-<suffix> 1 unschedulable')
  })

  test('a budget is computed from the pods that are there', () => {
    const budget = resource('PodDisruptionBudget', 'b', { spec: { minAvailable: 1, selector: { matchLabels: { app: 'a' } } } })
    const a = pod('a', requesting({ cpu: '2' }, { priority: 1 }), { app: 'a' })
    const b = pod('b', requesting({ cpu: '2' }, { priority: 2 }), { app: 'b' })
    expect(simulate(cluster(node('n1'), budget, a, b, high('2'))).decisions[2]).toMatchObject({ victims: ['shop/b'] })
  })
})

describe('placements', () => {
  test('a recorded node is used whatever was decided, and said to agree or not', () => {
    const declared = cluster(node('n1', { capacity: { cpu: '40', memory: '80Gi' } }), node('n2'), pod('p'), pod('q'))
    const outcome = simulate(declared, {
      placements: [
        { namespace: 'shop', pod: 'p', node: 'n2' },
        { namespace: 'shop', pod: 'q', node: 'n1' },
      ],
    })
    expect(outcome.decisions.map(({ node: chosen, candidates, agrees }) => [chosen, candidates, agrees])).toEqual([
      ['n2', ['n1'], false],
      ['n1', ['n1'], true],
    ])
  })

  test('a pod that was left pending stays so at every attempt', () => {
    const outcome = simulate(cluster(pod('p'), node('n1')), { placements: [{ namespace: 'shop', pod: 'p', node: null }] })
    expect(brief(outcome)).toEqual(['p 1 unschedulable', 'p 2 scheduled'])
    expect(outcome.decisions.map(({ agrees }) => agrees)).toEqual([true, false])
    expect(outcome.pods).toMatchObject([{ phase: 'Pending', scheduled: { status: 'False' } }])
  })

  test('the pods of an owner take its nodes in order, those beyond choose themselves', () => {
    const owner = { kind: 'Deployment', namespace: 'shop', name: 'web' }
    const declared = cluster(node('n1'), node('n2', { capacity: { cpu: '8' } }), deployment('web', 3, requesting({ cpu: '1' })))
    expect(brief(simulate(declared, { placements: [{ owner, nodes: ['n1', null] }] }))).toEqual([
      'web-<hash>-<suffix> 1 scheduled n1',
      'web-<hash>-<suffix> 1 scheduled',
      'web-<hash>-<suffix> 1 scheduled n2',
    ])
  })

  test('a pod of an owner that fits, and is recorded as pending, was evicted later where a more important one may come', () => {
    const placements = [{ owner: { kind: 'Deployment', namespace: 'shop', name: 'web' }, nodes: [null] }]
    const high = resource('PriorityClass', 'high', { value: 1000 })
    const important = pod('important', { ...requesting({ cpu: '3' }), priorityClassName: 'high', priority: 1000 })
    const declared = cluster(high, node('n1'), deployment('web', 1, requesting({ cpu: '3' })), important)
    expect(brief(simulate(declared, { placements, arrival: 'one-by-one' })).slice(0, 3)).toEqual([
      'web-<hash>-<suffix> 1 scheduled n1',
      'important 1 unschedulable',
      'important 2 scheduled n1',
    ])
  })
})

describe('very many pods', () => {
  test('beyond 1,000 of one owner, identical ones are one entry', () => {
    const outcome = simulate(cluster(node('n1'), deployment('web', 1500, requesting({ cpu: '1' }))))
    expect(outcome.decisions).toHaveLength(1001)
    expect(outcome.decisions.at(-1)).toMatchObject({ outcome: 'unschedulable', count: 500 })
    expect(outcome.pods).toHaveLength(1001)
    expect(outcome.pods.at(-1)).toMatchObject({ phase: 'Pending', count: 500 })
  })

  test('as many replicas as the API allows cost no more than what fits', () => {
    const outcome = simulate(cluster(node('n1'), deployment('web', 2_147_483_647, requesting({ cpu: '1' }))))
    expect(outcome.deployments).toMatchObject([{ desired: 2_147_483_647, replicas: 2_147_483_647, available: 4 }])
    expect(outcome.decisions.at(-1)).toMatchObject({ count: 2_147_483_647 - 1000 })
  })

  test('where endless pods would fit, the answer is left open after many', () => {
    const outcome = simulate(
      cluster(node('n1', { capacity: { pods: '2147483647' } }), deployment('web', 2_147_483_647, { containers: [] }))
    )
    expect(outcome.decisions.at(-1)).toMatchObject({ outcome: 'unknown', count: 2_147_483_647 - 100_000 })
    expect(outcome.assumptions.map(({ message }) => message)).toEqual(['only the first 100000 pods are given a node'])
  })
})

describe('nodes', () => {
  test('what a node does not declare is assumed, and said', () => {
    const bare = resource('Node', 'n1', {})
    const open = simulate(cluster(bare, pod('p', requesting({ cpu: '64', memory: '1Ti' }))), {}, openWorld)
    expect(open.assumptions.map(({ message }) => message)).toEqual([
      'node n1 declares no cpu and memory capacity: enough assumed',
      'node n1 declares no pods capacity: 110 assumed',
    ])
    expect(open.decisions).toMatchObject([{ outcome: 'scheduled' }])
    expect(simulate(cluster(bare, pod('p', requesting({ cpu: '1' })))).decisions).toMatchObject([{ outcome: 'unschedulable' }])
  })

  test('their use is counted', () => {
    const outcome = simulate(cluster(node('n1'), deployment('web', 2, requesting({ cpu: '500m', memory: '256Mi' }))))
    expect(outcome.nodes).toMatchObject([
      {
        name: 'n1',
        allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
        requested: { cpu: '1', memory: '512Mi', pods: '2' },
        pods: [{ name: 'web-<hash>-<suffix>', count: 2 }],
      },
    ])
  })
})

test('every node of a decision is explained with detail', () => {
  const outcome = simulate(cluster(node('n1'), node('n2', { spec: { unschedulable: true } }), pod('p')), { detail: true })
  expect(outcome.decisions[0]?.nodes).toMatchObject([
    { node: 'n1', scores: { NodeResourcesFit: 97, TaintToleration: 300 }, total: 397 },
    { node: 'n2', plugin: 'NodeUnschedulable', code: 'UnschedulableAndUnresolvable' },
  ])
})
