import { describe, expect, test } from 'vitest'
import { container, core, pod, refusals, verdictOf } from './admitted.ts'

const quota = (hard: object, spec: object = {}, name = 'q') => core('ResourceQuota', name, { spec: { hard, ...spec } })
const other = (spec: object, name = 'other') => pod(spec, { name, namespace: 'default' })
const asking = (cpu: string, more: object = {}) => pod({ containers: [container('c', { cpu })], ...more })
const exceeded = (requested: string, used: string, limited: string, name = 'q') =>
  `exceeded quota: ${name}, requested: ${requested}, used: ${used}, limited: ${limited}`

describe('a pod', () => {
  test.each<[string, object, readonly object[], string | undefined]>([
    ['that fits', asking('1'), [quota({ 'requests.cpu': '1' })], undefined],
    ['that does not', asking('2'), [quota({ 'requests.cpu': '1' })], exceeded('requests.cpu=2', 'requests.cpu=0', 'requests.cpu=1')],
    [
      'beside one that uses some',
      asking('600m'),
      [quota({ cpu: '1' }), other({ containers: [container('c', { cpu: '0.5' })] })],
      exceeded('cpu=600m', 'cpu=500m', 'cpu=1'),
    ],
    [
      'of which several resources are too many, sorted',
      pod({ containers: [container('c', { memory: '1Gi', cpu: '2' })] }),
      [quota({ 'requests.memory': '512Mi', 'requests.cpu': '1', pods: '1' })],
      exceeded('requests.cpu=2,requests.memory=1Gi', 'requests.cpu=0,requests.memory=0', 'requests.cpu=1,requests.memory=512Mi'),
    ],
    [
      'with overhead',
      asking('1', { overhead: { cpu: '1' } }),
      [quota({ 'requests.cpu': '1500m' })],
      exceeded('requests.cpu=2', 'requests.cpu=0', 'requests.cpu=1500m'),
    ],
    [
      'that says nothing of what is counted',
      pod(),
      [quota({ cpu: '1', 'limits.memory': '1Gi' })],
      'failed quota: q: must specify cpu for: c; limits.memory for: c',
    ],
    ['whose whole says it', pod({ resources: { requests: { cpu: '1' } } }), [quota({ cpu: '1' })], undefined],
    [
      'of an extended resource',
      pod({ containers: [container('c', { 'example.com/gpu': '2' }, { 'example.com/gpu': '2' })] }),
      [quota({ 'requests.example.com/gpu': '1' })],
      exceeded('requests.example.com/gpu=2', 'requests.example.com/gpu=0', 'requests.example.com/gpu=1'),
    ],
    ['after one that has ended', pod(), [quota({ pods: '1' }), { ...other({}), status: { phase: 'Succeeded' } }], undefined],
    [
      'where the quota tells of others that are not given',
      pod(),
      [{ ...quota({ pods: '4' }), status: { used: { pods: '4' } } }],
      exceeded('pods=1', 'pods=4', 'pods=4'),
    ],
  ])('%s', async (_, object, present, expected) => {
    const found = (await verdictOf(object, present as never)).objections
      .filter(({ stage }) => stage === 'quota')
      .map(({ message }) => message)
    expect(found).toEqual(expected === undefined ? [] : [`pods "p" is forbidden: ${expected}`])
  })

  test('that one quota wants more of is refused for that before another is found full', async () => {
    const present = [quota({ pods: '0' }, {}, 'a'), quota({ cpu: '1' }, {}, 'b')]
    expect(await refusals(pod(), present)).toEqual(['pods "p" is forbidden: failed quota: b: must specify cpu for: c'])
  })
})

describe('scopes', () => {
  const matching = (scopeName: string, operator: string, values?: readonly string[]) => ({
    scopeSelector: { matchExpressions: [{ scopeName, operator, ...(values === undefined ? {} : { values }) }] },
  })
  const high = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'high' },
    value: 5,
    preemptionPolicy: 'PreemptLowerPriority',
  }
  const term = { topologyKey: 'zone', namespaceSelector: {} }

  test.each<[string, object, object, boolean]>([
    ['Terminating', { scopes: ['Terminating'] }, { activeDeadlineSeconds: 5 }, true],
    ['Terminating', { scopes: ['Terminating'] }, {}, false],
    ['NotTerminating', { scopes: ['NotTerminating'] }, {}, true],
    ['BestEffort', { scopes: ['BestEffort'] }, {}, true],
    ['NotBestEffort', { scopes: ['NotBestEffort'] }, {}, false],
    ['both of two scopes', { scopes: ['BestEffort', 'Terminating'] }, {}, false],
    ['any PriorityClass', matching('PriorityClass', 'Exists'), { priorityClassName: 'high' }, true],
    ['no PriorityClass', matching('PriorityClass', 'DoesNotExist'), { priorityClassName: 'high' }, false],
    ['another PriorityClass', matching('PriorityClass', 'NotIn', ['low']), {}, true],
    ['one PriorityClass', matching('PriorityClass', 'In', ['low']), { priorityClassName: 'high' }, false],
    [
      'affinity across namespaces',
      { scopes: ['CrossNamespacePodAffinity'] },
      { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } },
      true,
    ],
    ['no affinity across namespaces', { scopes: ['CrossNamespacePodAffinity'] }, {}, false],
  ])('%s', async (_, spec, podSpec, counted) => {
    const found = await refusals(pod(podSpec), [quota({ pods: '0' }, spec), high])
    expect(found.some(message => message.includes('exceeded quota'))).toBe(counted)
  })
})

describe('other objects', () => {
  const service = (name: string, spec: object) =>
    core('Service', name, { spec: { ports: [{ port: 80 }, { port: 81, name: 'b' }], ...spec } })
  const claim = (storageClassName: string) =>
    core('PersistentVolumeClaim', 'd', {
      spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1500m' } } },
    })
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    },
  }

  test.each<[string, object, object, string | undefined]>([
    [
      'node ports by number',
      service('s', {
        type: 'NodePort',
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'b' },
        ],
      }),
      { 'services.nodeports': '1' },
      'services.nodeports=2',
    ],
    [
      'load balancers',
      service('s', { type: 'LoadBalancer', ports: [{ port: 80 }] }),
      { 'services.loadbalancers': '0' },
      'services.loadbalancers=1',
    ],
    ['storage in whole bytes', claim('gold'), { 'requests.storage': '1' }, 'requests.storage=2'],
    [
      'storage by class',
      claim('gold'),
      { 'gold.storageclass.storage.k8s.io/requests.storage': '1' },
      'gold.storageclass.storage.k8s.io/requests.storage=2',
    ],
    ['storage of another class', claim('gold'), { 'silver.storageclass.storage.k8s.io/requests.storage': '1' }, undefined],
    ['objects by their old name', core('ConfigMap', 'a'), { configmaps: '0' }, 'configmaps=1'],
    ['objects of any kind', deployment, { 'count/deployments.apps': '0' }, 'count/deployments.apps=1'],
    ['no events', { ...core('Event', 'e'), involvedObject: { namespace: 'default' } }, { 'count/events': '0' }, undefined],
  ])('count %s', async (_, object, hard, requested) => {
    const found = (await verdictOf(object, [quota(hard)])).objections.filter(({ stage }) => stage === 'quota').map(({ message }) => message)
    expect(found.map(message => /requested: (\S+),/.exec(message)?.[1])).toEqual(requested === undefined ? [] : [requested])
  })

  test('count only what an update adds', async () => {
    const spec = { type: 'NodePort', ports: [{ port: 80, name: 'a', nodePort: 30080 }] }
    const old = service('s', spec)
    const present = [quota({ 'services.nodeports': '1' }), old]
    const stages = async (ports: readonly object[]) =>
      (await verdictOf(service('s', { ...spec, ports }), present, undefined, 'closed', old)).objections.filter(
        ({ stage }) => stage === 'quota'
      ).length
    expect(await stages([{ port: 81, name: 'a', nodePort: 30080 }])).toBe(0)
    expect(
      await stages([
        { port: 80, name: 'a', nodePort: 30080 },
        { port: 81, name: 'b', nodePort: 30081 },
      ])
    ).toBe(1)
  })
})

describe('a refusal', () => {
  test('points at the amount, at the quota, and at those that use it', async () => {
    const present = [quota({ 'requests.cpu': '1' }), other({ containers: [container('c', { cpu: '800m' })] })]
    const { objections } = await verdictOf(asking('400m'), present)
    expect(objections[0]).toMatchObject({
      plugin: 'ResourceQuota',
      at: ['spec', 'containers', 0, 'resources', 'requests', 'cpu'],
      decidedBy: [
        {
          kind: 'ResourceQuota',
          path: ['spec', 'hard', 'requests.cpu'],
          note: 'quota q allows 1 of requests.cpu, 800m is used, 200m is missing',
        },
        { kind: 'Pod', name: 'other', note: 'Pod other uses requests.cpu=800m' },
      ],
    })
  })
})
