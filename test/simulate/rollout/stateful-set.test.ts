import { describe, expect, test } from 'vitest'
import { node, podsOf, quota, settled, updated, warningsOf, workload } from './settled.ts'

const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }

describe('a StatefulSet', () => {
  test('has pods with ordinals, from the first that it names', async () => {
    const outcome = await settled(node('n1'), workload('StatefulSet', 'db', { replicas: 2, ordinals: { start: 3 } }))
    expect(podsOf(outcome)).toEqual(['db-3 n1', 'db-4 n1'])
    expect(outcome.statefulSets).toMatchObject([{ name: 'db', desired: 2, replicas: 2, ready: 2, available: 2 }])
  })

  test.each<[string, object, readonly string[]]>([
    ['stops at the first pod that waits', {}, ['db-0 n1', 'db-1 pending']],
    ['creates all at once where it may', { podManagementPolicy: 'Parallel' }, ['db-0 n1', 'db-1 pending', 'db-2 pending']],
  ])('%s', async (_, spec, pods) => {
    const outcome = await settled(node('n1'), workload('StatefulSet', 'db', { replicas: 3, ...spec }, { cpu: '3' }))
    expect(podsOf(outcome)).toEqual(pods)
  })

  test('stops at a pod that is not ready long enough', async () => {
    const outcome = await settled(node('n1'), workload('StatefulSet', 'db', { replicas: 3, minReadySeconds: 3600 }))
    expect(podsOf(outcome)).toEqual(['db-0 n1'])
  })

  test('tries all pods of a batch of which the server refuses one, and none behind', async () => {
    const parallel = workload('StatefulSet', 'db', { replicas: 9, podManagementPolicy: 'Parallel', volumeClaimTemplates: [claim] })
    const outcome = await settled(node('n1'), quota({ pods: '1' }), parallel)
    expect(outcome.pods.map(({ name }) => name)).toEqual(['db-0'])
    expect(outcome.persistentVolumeClaims.map(({ name }) => name)).toEqual(['data-db-0', 'data-db-1', 'data-db-2'])
  })

  test('leaves a claim behind for a pod that the server refuses', async () => {
    const set = workload('StatefulSet', 'db', { replicas: 3, volumeClaimTemplates: [claim] })
    const outcome = await settled(node('n1'), quota({ pods: '0' }), set)
    expect(outcome.pods).toEqual([])
    expect(outcome.persistentVolumeClaims.map(({ name }) => name)).toEqual(['data-db-0'])
    expect(warningsOf(outcome)).toEqual([
      'FailedCreate: Create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
    ])
  })

  test('says both what became of a refused claim and of its pod', async () => {
    const set = workload('StatefulSet', 'db', { replicas: 2, volumeClaimTemplates: [claim] })
    const refused =
      'persistentvolumeclaims "data-db-0" is forbidden: exceeded quota: q, requested: persistentvolumeclaims=1, used: persistentvolumeclaims=0, limited: persistentvolumeclaims=0'
    expect(warningsOf(await settled(node('n1'), quota({ persistentvolumeclaims: '0' }), set))).toEqual([
      `FailedCreate: Create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: ${refused}`,
      `FailedCreate: Create Pod db-0 in StatefulSet db failed error: failed to create PVC data-db-0: ${refused}`,
    ])
  })

  test('of two thousand million pods costs nothing', async () => {
    const outcome = await settled(node('n1'), workload('StatefulSet', 'db', { replicas: 2147483647, podManagementPolicy: 'Parallel' }))
    expect(outcome.statefulSets).toMatchObject([{ desired: 2147483647, replicas: 2147483647, ready: 40 }])
    expect(podsOf(outcome).at(-1)).toBe('db-1000 pending x2147482647')
  })
})

describe('the claims of a StatefulSet that is deleted', () => {
  test.each<[string, object, number]>([
    ['stay', {}, 2],
    ['go with it where it says so', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }, 0],
    ['stay where it deletes only those of pods that are too many', { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } }, 2],
  ])('%s', async (_, policy, left) => {
    const db = workload('StatefulSet', 'db', { replicas: 2, podManagementPolicy: 'Parallel', volumeClaimTemplates: [claim], ...policy })
    const outcome = await updated([node('n1'), db], [node('n1')])
    expect(outcome.pods).toEqual([])
    expect(outcome.persistentVolumeClaims).toHaveLength(left)
  })
})

describe('the update of a StatefulSet', () => {
  const set = (spec: object, image: string, cpu?: string) => workload('StatefulSet', 'db', { replicas: 3, ...spec }, { image, cpu })
  const old = [node('n1'), set({}, 'example.com/app:1')]

  test.each<[string, object, object]>([
    ['replaces all pods', set({}, 'example.com/app:2'), { updated: 3, ready: 3 }],
    [
      'leaves those below the partition',
      set({ updateStrategy: { rollingUpdate: { partition: 2 } } }, 'example.com/app:2'),
      { updated: 1, ready: 3 },
    ],
    ['stops at the first new pod that finds no place', set({}, 'example.com/app:2', '9'), { updated: 1, ready: 2 }],
    ['deletes what is too much', set({ replicas: 1 }, 'example.com/app:1'), { replicas: 1, updated: 1 }],
  ])('%s', async (_, now, status) => {
    expect((await updated(old, [node('n1'), now])).statefulSets).toMatchObject([status])
  })

  test('waits for deletion where it is told to', async () => {
    const onDelete = (image: string) => set({ updateStrategy: { type: 'OnDelete' } }, image)
    const outcome = await updated([node('n1'), onDelete('example.com/app:1')], [node('n1'), onDelete('example.com/app:2')])
    expect(outcome.statefulSets).toMatchObject([{ updated: 0, ready: 3 }])
  })

  test.each<[string, string, string, object]>([
    ['goes as far as it may do without pods', '1.35', 'example.com/app:2', { updated: 2, ready: 1 }],
    ['waits for each pod where the server forgets how many may be unavailable', '1.36', 'example.com/app:2', { updated: 1, ready: 2 }],
    ['is nothing where nothing has changed', '1.36', 'example.com/app:1', { updated: 3, ready: 3 }],
  ])('%s', async (_, version, image, status) => {
    const parallel = (now: string, cpu?: string) =>
      set({ podManagementPolicy: 'Parallel', updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } }, now, cpu)
    const next = parallel(image, image.endsWith('2') ? '9' : undefined)
    const outcome = await updated([node('n1'), parallel('example.com/app:1')], [node('n1'), next], version)
    expect(outcome.statefulSets).toMatchObject([status])
  })
})
