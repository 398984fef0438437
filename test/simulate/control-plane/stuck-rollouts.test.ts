import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { stuckRollouts } from '../../../src/simulate/control-plane/stuck-rollouts.ts'
import { closedWorld, cluster, deployment, node, requesting, resource } from '../objects.ts'

function stuck(...declared: readonly Resource[]): readonly string[] {
  return stuckRollouts(cluster(...declared), closedWorld).map(
    ({ workload, why, replaced, left, desired }) =>
      `${workload.type.kind} ${workload.name}: ${why}, ${replaced} new and ${left} old of ${desired}`
  )
}

/** The same workload with more in its spec. */
function having(workload: Resource, spec: object): Resource {
  const { spec: written } = workload.object as { readonly spec?: object }
  return { ...workload, object: { ...workload.object, spec: { ...written, ...spec } } as Resource['object'] }
}

const onPort = { containers: [{ name: 'app', ports: [{ containerPort: 80, hostPort: 80 }] }] }
const apart = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } },
      ],
    },
  },
}
const oldFirst = { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }
const claim = (modes: readonly string[]): Resource =>
  resource('PersistentVolumeClaim', 'data', {
    spec: { accessModes: modes, volumeName: 'v', storageClassName: '', resources: { requests: { storage: '1Gi' } } },
  })
const volume = resource('PersistentVolume', 'v', {
  spec: { accessModes: ['ReadWriteOnce', 'ReadWriteMany'], capacity: { storage: '1Gi' }, csi: { driver: 'd', volumeHandle: 'h' } },
})
const mounting = requesting({}, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] })

describe('a restart of a Deployment', () => {
  test('ends where there is room for one more pod', () => {
    expect(stuck(node('n1'), deployment('web', 3, requesting({ cpu: '1' })))).toEqual([])
  })

  test.each([
    ['most of each node', requesting({ cpu: '3' })],
    ['a host port', onPort],
    ['the only places apart from each other', requesting({}, apart)],
  ])('stops at once where the old pods hold %s', (_, spec) => {
    expect(stuck(node('n1'), node('n2'), deployment('web', 2, spec))).toEqual(['Deployment web: no-node, 0 new and 2 old of 2'])
  })

  test('ends where an old pod may go first', () => {
    expect(stuck(node('n1'), having(deployment('web', 1, onPort), oldFirst))).toEqual([])
  })

  test('does not wait for minReadySeconds', () => {
    expect(stuck(node('n1'), having(deployment('web', 2, requesting({})), { minReadySeconds: 300 }))).toEqual([])
  })

  test('is not tried where its pods do not run in the first place', () => {
    expect(stuck(node('n1'), deployment('web', 2, onPort))).toEqual([])
  })

  test('is told of each of them, whatever the others do', () => {
    expect(
      stuck(node('n1'), deployment('a', 1, onPort), deployment('b', 1, requesting({})), deployment('c', 1, requesting({ cpu: '3' })))
    ).toEqual(['Deployment a: no-node, 0 new and 1 old of 1', 'Deployment c: no-node, 0 new and 1 old of 1'])
  })

  test('finds a node for all that one could know where no nodes are given', () => {
    const quota = resource('ResourceQuota', 'q', { spec: { hard: { pods: '9' } } })
    expect(stuck(quota, deployment('web', 1, onPort))).toEqual([])
    expect(stuck(quota, node('n1'), deployment('web', 1, onPort))).toEqual(['Deployment web: no-node, 0 new and 1 old of 1'])
  })

  test('may wait for a volume that the old pod holds on another node', () => {
    const declared = [volume, claim(['ReadWriteOnce']), deployment('db', 1, mounting)]
    expect(stuck(node('n1'), node('n2'), ...declared)).toEqual(['Deployment db: volume-held, 0 new and 1 old of 1'])
    expect(stuck(node('n1'), ...declared)).toEqual([])
    expect(stuck(node('n1'), node('n2'), volume, claim(['ReadWriteMany']), deployment('db', 1, mounting))).toEqual([])
  })
})

describe('a restart of other workloads', () => {
  const daemon = (spec: object): Resource =>
    resource('DaemonSet', 'agent', {
      spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec: onPort }, ...spec },
    })

  test('ends where each old pod goes before its successor comes', () => {
    const set = resource('StatefulSet', 'db', {
      spec: { replicas: 2, selector: { matchLabels: { app: 'db' } }, template: { metadata: { labels: { app: 'db' } }, spec: onPort } },
    })
    expect(stuck(node('n1'), node('n2'), set)).toEqual([])
    expect(stuck(node('n1'), node('n2'), daemon({}))).toEqual([])
  })

  test('stops where a DaemonSet surges onto a host port', () => {
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
    expect(stuck(node('n1'), daemon({ updateStrategy }))).toEqual(['DaemonSet agent: no-node, 0 new and 1 old of 1'])
  })
})
