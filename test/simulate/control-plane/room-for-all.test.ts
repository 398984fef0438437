import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { scheduling } from '../../../src/simulate/control-plane/index.ts'
import { roomForAll } from '../../../src/simulate/control-plane/room-for-all.ts'
import { Simulation } from '../../../src/simulate/control-plane/simulation.ts'
import { cluster, deployment, node, openWorld, pod, requesting, resource } from '../objects.ts'

const nodes = (count: number): readonly Resource[] => Array.from({ length: count }, (_, i) => node(`n${i}`))
const small = requesting({ cpu: '100m' })
const away = { nodeSelector: { disk: 'none' } }

function room(...resources: readonly Resource[]) {
  const started = new Simulation(cluster(...resources), openWorld, { arrival: 'together', pick: 'first', quiet: true }).start()
  const certain = roomForAll(started, 'open')
  return certain && { hopeless: [...certain.hopeless].map(({ podName }) => podName), mayBeFull: certain.mayBeFull }
}

describe('before any pod is placed it is certain', () => {
  test.each<[string, readonly Resource[], object]>([
    ['that all have room on more nodes than they can fill', [...nodes(3), deployment('web', 4, small)], { hopeless: [], mayBeFull: 0 }],
    ['how many nodes they can fill at most', [...nodes(9), deployment('web', 90, small)], { hopeless: [], mayBeFull: 2 }],
    [
      'which of them no node takes',
      [...nodes(3), deployment('web', 2, small), deployment('gpu', 2, { ...small, ...away }), pod('p', away)],
      { hopeless: ['gpu-<hash>-<suffix>', 'p'], mayBeFull: 0 },
    ],
  ])('%s', (_, resources, certain) => {
    expect(room(...resources)).toEqual(certain)
  })

  test.each<[string, readonly Resource[]]>([
    ['there are no nodes', [pod('p')]],
    ['they can fill as many nodes as take them', [...nodes(2), deployment('web', 100, small)]],
    ['a pod is too large for every node', [...nodes(2), pod('p', requesting({ cpu: '9' }))]],
    ['pods keep away from one another', [...nodes(3), pod('p', { affinity: { podAntiAffinity: apart() } })]],
    [
      'a pod holds a port of its node',
      [...nodes(3), pod('p', { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] })],
    ],
    ['a pod has its node already', [...nodes(3), pod('p', { nodeName: 'n1' })]],
    ['a pod waits for its gates', [...nodes(3), pod('p', { schedulingGates: [{ name: 'example.com/wait' }] })]],
    ['a pod uses a claim', [...nodes(3), pod('p', { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'd' } }] })]],
  ])('unless %s', (_, resources) => {
    expect(room(...resources)).toBeUndefined()
  })
})

test('what is certain is what comes of placing every pod', () => {
  const set = [
    ...nodes(8),
    deployment('web', 9, small),
    deployment('gpu', 3, { ...small, ...away }),
    deployment('big', 2, requesting({ cpu: '1' })),
    pod('p', away),
  ]
  // a quota anywhere has every pod placed
  const quota = resource('ResourceQuota', 'q', { metadata: { namespace: 'elsewhere' }, spec: { hard: { pods: '1' } } })
  const [quick, full] = [set, [...set, quota]].map(resources => scheduling(cluster(...resources), openWorld).failures)
  const told = (failures: typeof quick) =>
    failures?.map(({ template, pending, total, message, remedies }) => [
      template.owner.name,
      pending,
      total,
      message,
      remedies.map(({ sentence }) => sentence),
    ])
  expect(told(quick)).toEqual(told(full))
  expect(quick?.map(({ template }) => template.owner.name)).toEqual(['gpu', 'p'])
})

function apart(): object {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } }
  return { requiredDuringSchedulingIgnoredDuringExecution: [term] }
}
