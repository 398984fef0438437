import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { claim, claimsOf, eventsOf, settled, storageClass, volume, volumesOf } from './objects.ts'

const csi = 'csi.example.com'
const dynamic = storageClass('fast', { provisioner: csi, volumeBindingMode: 'Immediate' })
const data = claim('d', { storageClassName: 'fast', resources: { requests: { storage: '3Gi' } } })
const waiting = (provisioner: string) =>
  `Normal ExternalProvisioning: Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`

describe('an external provisioner', () => {
  test.each<['all' | 'none' | readonly string[], string]>([
    ['all', 'Bound pvc-<uid>'],
    ['none', 'Pending'],
    [[csi], 'Bound pvc-<uid>'],
    [['other.example.com'], 'Pending'],
  ])('of %j is taken to work or not', (provisioners, expected) => {
    const volumes = settled([dynamic, data], { provisioners })
    expect(claimsOf(volumes)).toEqual({ d: expected })
    expect(eventsOf(volumes, 'd')).toEqual([waiting(csi)])
  })

  test('makes each claim a volume of its own', () => {
    const volumes = settled([dynamic, data, claim('e', { storageClassName: 'fast' })], { provisioners: 'all' })
    expect(volumes.volumeStates().map(({ claim: of }) => of)).toEqual(['shop/d', 'shop/e'])
  })

  test('makes nothing where a volume of the class is free', () => {
    const volumes = settled([dynamic, volume('a', '5Gi', { storageClassName: 'fast' }), data], { provisioners: 'all' })
    expect(volumesOf(volumes)).toEqual({ a: 'Bound shop/d' })
  })

  test('does the work of one that was built in', () => {
    const inTree = storageClass('gp2', { provisioner: 'kubernetes.io/aws-ebs', volumeBindingMode: 'Immediate' })
    const volumes = settled([inTree, claim('d', { storageClassName: 'gp2' })])
    expect(eventsOf(volumes, 'd')).toEqual([waiting('ebs.csi.aws.com')])
  })
})

describe('a built-in provisioner', () => {
  test.each<[string, Partial<Parameters<typeof storageClass>[1]>, string]>([
    ['kubernetes.io/nfs', {}, 'no provisionable volume plugin matched'],
    ['kubernetes.io/glusterfs', {}, 'no volume plugin matched name: kubernetes.io/glusterfs'],
    ['kubernetes.io/host-path', {}, 'Failed to create provisioner: Provisioning in volume plugin "kubernetes.io/host-path" is disabled'],
    [
      'kubernetes.io/host-path',
      { mountOptions: ['ro', 'soft'] },
      'Mount options are not supported by the provisioner but StorageClass "c" has mount options [ro soft]',
    ],
  ])('%s makes nothing', (provisioner, more, message) => {
    const made = storageClass('c', { provisioner, volumeBindingMode: 'Immediate', ...more })
    const volumes = settled([made, claim('d', { storageClassName: 'c' })], { provisioners: 'all' })
    expect(eventsOf(volumes, 'd')).toEqual([`Warning ProvisioningFailed: ${message}`])
  })
})

describe('a volume whose claim is gone', () => {
  const gone = { claimRef: { namespace: 'shop', name: 'gone', uid: 'u' } }
  const deleting = { ...gone, persistentVolumeReclaimPolicy: 'Delete' }
  const noPlugin = 'error getting deleter volume plugin for volume "old": no'
  test.each<[string, Resource, string | undefined, readonly string[]]>([
    ['is kept', volume('old', '1Gi', gone), 'Released shop/gone', []],
    [
      'cannot be deleted without a plugin that does it',
      volume('old', '1Gi', deleting),
      'Failed shop/gone',
      [`Warning VolumeFailedDelete: ${noPlugin} deletable volume plugin matched`],
    ],
    [
      'of a driver is its driver’s to delete',
      volume('old', '1Gi', { ...deleting, ...source({ csi: { driver: csi } }) }),
      'Released shop/gone',
      [],
    ],
    [
      'on a host is deleted in /tmp only',
      volume('old', '1Gi', { ...deleting, ...source({ hostPath: { path: '/data' } }) }),
      'Failed shop/gone',
      ['Warning VolumeFailedDelete: host_path deleter only supports /tmp/.+ but received provided /data'],
    ],
    ['in /tmp of a host is deleted', volume('old', '1Gi', { ...deleting, ...source({ hostPath: { path: '/tmp/x' } }) }), undefined, []],
    [
      'that nobody can scrub has failed',
      volume('old', '1Gi', { ...gone, persistentVolumeReclaimPolicy: 'Recycle', ...source({ csi: { driver: csi } }) }),
      'Failed shop/gone',
      ['Warning VolumeFailedRecycle: No recycler plugin found for the volume!'],
    ],
    ['may wait to be scrubbed', volume('old', '1Gi', { ...gone, persistentVolumeReclaimPolicy: 'Recycle' }), 'Released shop/gone', []],
    [
      'waits for a claim of the name where no identifier is given',
      volume('old', '1Gi', { claimRef: { namespace: 'shop', name: 'gone' } }),
      'Available shop/gone',
      [],
    ],
  ])('%s', (_, declared, expected, events) => {
    const volumes = settled([declared])
    expect(volumesOf(volumes).old).toBe(expected)
    expect(eventsOf(volumes, 'old')).toEqual(events)
  })

  function source(of: object): object {
    return { nfs: undefined, ...of }
  }
})

test('a claim that is deleted gives its volume up', () => {
  const volumes = settled([volume('a', '1Gi'), claim('d', { storageClassName: '' })])
  volumes.deleteClaim(volumes.store.claims.get('shop/d')!)
  expect(volumesOf(volumes)).toEqual({ a: 'Released shop/d' })
})
