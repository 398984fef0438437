import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../../src/cluster/resource.ts'
import type { FilterPlugin } from '../../../../src/simulate/scheduler/framework.ts'
import type { Snapshot } from '../../../../src/simulate/scheduler/index.ts'
import { nodeVolumeLimits } from '../../../../src/simulate/scheduler/plugins/node-volume-limits.ts'
import { volumeBinding } from '../../../../src/simulate/scheduler/plugins/volume-binding.ts'
import { volumeRestrictions } from '../../../../src/simulate/scheduler/plugins/volume-restrictions.ts'
import { volumeZone } from '../../../../src/simulate/scheduler/plugins/volume-zone.ts'
import type { VolumesOptions } from '../../../../src/simulate/volumes/persistent-volume-controller.ts'
import { node, pod, resource, snapshot } from '../../objects.ts'
import { claim, csiNode, onHost, settled, storageClass, volume } from '../../volumes/objects.ts'
import { explained, verdictsOf } from './filter.ts'

const using = (...claims: readonly string[]) => ({
  volumes: claims.map((claimName, index) => ({ name: `v${index}`, persistentVolumeClaim: { claimName } })),
})
const zone = 'topology.kubernetes.io/zone'
const inZone = (name: string, value: string) => node(name, { labels: { [zone]: value } })
const noClass = { storageClassName: '' }
const local = { storageClassName: 'local' }

/** Nodes with pods on them, and claims and volumes. */
function world(
  nodes: Parameters<typeof snapshot>[0],
  declared: readonly Resource[],
  minor = 36,
  options: Partial<VolumesOptions> = {}
): Snapshot {
  const made = snapshot(nodes, minor)
  made.volumes = settled(declared, options)
  return made
}
const verdicts = (plugin: FilterPlugin, made: Snapshot, ...claims: readonly string[]) =>
  verdictsOf(plugin, pod('p', using(...claims)), made)

describe('VolumeBinding', () => {
  const noMatch = ["node(s) didn't find available persistent volumes to bind"]
  const nodes: Parameters<typeof snapshot>[0] = [[inZone('n1', 'a')], [inZone('n2', 'b')]]

  test.each<[string, readonly Resource[], ReturnType<typeof verdictsOf>]>([
    ['refuses a pod whose claim is not there', [], 'persistentvolumeclaim "d" not found'],
    ['refuses a pod whose claim should be bound by now', [claim('d', noClass)], 'pod has unbound immediate PersistentVolumeClaims'],
    [
      'refuses a pod whose claim has lost its volume',
      [claim('d', { volumeName: 'x' }, { 'pv.kubernetes.io/bind-completed': 'yes' })],
      'persistentvolumeclaim "d" bound to non-existent persistentvolume "x"',
    ],
    ['lets a bound claim pass everywhere', [volume('pv', '1Gi'), claim('d', noClass)], { n1: 'passes', n2: 'passes' }],
    [
      'refuses nodes from which the volume cannot be reached',
      [volume('pv', '1Gi', onHost('n1')), claim('d', noClass)],
      { n1: 'passes', n2: ["node(s) didn't match PersistentVolume's node affinity"] },
    ],
    [
      'refuses nodes without a free volume',
      [storageClass('local'), volume('pv', '1Gi', { ...local, ...onHost('n2') }), claim('d', local)],
      { n1: noMatch, n2: 'passes' },
    ],
    [
      'lets nodes pass for which a volume can be made',
      [
        storageClass('local', { provisioner: 'csi', allowedTopologies: [{ matchLabelExpressions: [{ key: zone, values: ['b'] }] }] }),
        claim('d', local),
      ],
      { n1: noMatch, n2: 'passes' },
    ],
    [
      'refuses nodes where the driver has no room',
      [
        storageClass('local', { provisioner: 'csi' }),
        resource('CSIDriver', 'csi', { spec: { storageCapacity: true } }),
        resource('CSIStorageCapacity', 'c', { storageClassName: 'local', capacity: '5Gi', nodeTopology: { matchLabels: { [zone]: 'b' } } }),
        claim('d', local),
      ],
      { n1: ['node(s) did not have enough free storage'], n2: 'passes' },
    ],
  ])('%s', (_, declared, expected) => {
    expect(verdicts(volumeBinding, world(nodes, declared), 'd')).toEqual(expected)
  })

  test('gives no volume to two claims', () => {
    const declared = [storageClass('local'), volume('pv', '1Gi', local), claim('d', local), claim('e', local)]
    expect(verdicts(volumeBinding, world([[node('n1')]], declared), 'd', 'e')).toEqual({ n1: noMatch })
    expect(verdicts(volumeBinding, world([[node('n1')]], [...declared, volume('more', '1Gi', local)]), 'd', 'e')).toEqual({ n1: 'passes' })
  })

  test('names the claim that finds nothing, and the affinity of a volume', () => {
    const declared = [storageClass('local'), claim('d', local), volume('pv', '1Gi', onHost('n2')), claim('e', noClass)]
    expect(explained(volumeBinding, pod('p', using('e', 'd')), world([[node('n1')]], declared))).toEqual([
      {
        code: 'UnschedulableAndUnresolvable',
        subject: 'e',
        at: 'spec.volumes.0.persistentVolumeClaim.claimName',
        by: ['PersistentVolume pv spec.nodeAffinity'],
      },
      {
        code: 'UnschedulableAndUnresolvable',
        subject: 'd',
        at: 'spec.volumes.1.persistentVolumeClaim.claimName',
        by: ['PersistentVolumeClaim d spec.storageClassName'],
      },
    ])
  })

  test.each([
    [32, 'node(s) had volume node affinity conflict'],
    [34, "node(s) didn't match PersistentVolume's node affinity"],
  ])('speaks as 1.%i did', (minor, text) => {
    const declared = [volume('pv', '1Gi', onHost('n2')), claim('d', noClass)]
    expect(verdicts(volumeBinding, world([[node('n1')]], declared, minor), 'd')).toEqual({ n1: [text] })
  })

  test('waits for the claim of a pod’s own volume', () => {
    const scratch = { volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: {} } }] }
    const expected = 'waiting for ephemeral volume controller to create the persistentvolumeclaim "p-scratch"'
    expect(verdictsOf(volumeBinding, pod('p', scratch), world([[node('n1')]], []))).toBe(expected)
    const taken = world([[node('n1')]], [claim('p-scratch', noClass)])
    expect(verdictsOf(volumeBinding, pod('p', scratch), taken)).toBe('PVC shop/p-scratch was not created for pod shop/p (pod is not owner)')
  })
})

describe('VolumeRestrictions', () => {
  const inUse = ['node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod']
  const rwop = { ...noClass, accessModes: ['ReadWriteOncePod'] }

  test('refuses every node for a claim that another pod has for itself', () => {
    const nodes: Parameters<typeof snapshot>[0] = [[node('n1'), pod('other', using('d'))], [node('n2')]]
    expect(verdicts(volumeRestrictions, world(nodes, [claim('d', rwop)]), 'd')).toEqual({ n1: inUse, n2: inUse })
    expect(verdicts(volumeRestrictions, world(nodes, [claim('d', noClass)]), 'd')).toBe('skip')
    expect(verdicts(volumeRestrictions, world([[node('n1')]], [claim('d', rwop)]), 'd')).toBe('skip')
  })

  test('said so in other words before 1.34', () => {
    const made = world([[node('n1'), pod('other', using('d'))]], [claim('d', rwop)], 33)
    const text = 'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'
    expect(verdicts(volumeRestrictions, made, 'd')).toEqual({ n1: [text] })
  })

  test('names the access mode and who has the claim', () => {
    const made = world([[node('n1'), pod('other', using('d'))]], [claim('d', rwop)])
    expect(explained(volumeRestrictions, pod('p', using('d')), made)).toMatchObject([
      { subject: 'd', by: ['PersistentVolumeClaim d spec.accessModes', 'Pod other spec.volumes.0.persistentVolumeClaim.claimName'] },
    ])
  })

  const disk = (source: object) => ({ volumes: [{ name: 'disk', ...source }] })
  const rbd = (readOnly: boolean, ...monitors: readonly string[]) => disk({ rbd: { monitors, image: 'i', readOnly } })
  test.each<[string, object, object, 'passes' | 'taken']>([
    ['a disk of Google', disk({ gcePersistentDisk: { pdName: 'x' } }), disk({ gcePersistentDisk: { pdName: 'x' } }), 'taken'],
    [
      'one that both only read',
      disk({ gcePersistentDisk: { pdName: 'x', readOnly: true } }),
      disk({ gcePersistentDisk: { pdName: 'x', readOnly: true } }),
      'passes',
    ],
    ['a disk of Amazon', disk({ awsElasticBlockStore: { volumeID: 'x' } }), disk({ awsElasticBlockStore: { volumeID: 'x' } }), 'taken'],
    [
      'another disk of Amazon',
      disk({ awsElasticBlockStore: { volumeID: 'x' } }),
      disk({ awsElasticBlockStore: { volumeID: 'y' } }),
      'passes',
    ],
    ['an iSCSI target', disk({ iscsi: { iqn: 'q' } }), disk({ iscsi: { iqn: 'q', readOnly: true } }), 'taken'],
    ['an image of Ceph', rbd(false, 'a', 'b'), rbd(true, 'b', 'c'), 'taken'],
    ['an image of another Ceph', rbd(false, 'a'), rbd(false, 'b'), 'passes'],
  ])('%s on the node', (_, there, incoming, expected) => {
    const made = world([[node('n1'), pod('there', there)]], [])
    expect(verdictsOf(volumeRestrictions, pod('p', incoming), made)).toEqual({
      n1: expected === 'taken' ? ['node(s) had no available disk'] : 'passes',
    })
  })
})

describe('VolumeZone', () => {
  const noZone = ['node(s) had no available volume zone']
  const nodes: Parameters<typeof snapshot>[0] = [[inZone('n1', 'a')], [inZone('n2', 'b')], [node('n3')]]

  test.each<[string, Readonly<Record<string, string>>, ReturnType<typeof verdictsOf>]>([
    ['a zone', { [zone]: 'a' }, { n1: 'passes', n2: noZone, n3: 'passes' }],
    ['one of several zones', { [zone]: 'b__c' }, { n1: noZone, n2: 'passes', n3: 'passes' }],
    ['a zone in the old words', { 'failure-domain.beta.kubernetes.io/zone': 'a' }, { n1: 'passes', n2: noZone, n3: 'passes' }],
    ['a region that no node names', { 'topology.kubernetes.io/region': 'r' }, { n1: noZone, n2: noZone, n3: 'passes' }],
    ['nothing', {}, 'skip'],
  ])('asks for %s that the volume’s labels name', (_, labels, expected) => {
    expect(verdicts(volumeZone, world(nodes, [volume('pv', '1Gi', {}, labels), claim('d', noClass)]), 'd')).toEqual(expected)
  })

  test('is explained by the label', () => {
    const made = world([[inZone('n1', 'b')]], [volume('pv', '1Gi', {}, { [zone]: 'a' }), claim('d', noClass)])
    expect(explained(volumeZone, pod('p', using('d')), made)).toMatchObject([
      { subject: 'd', by: [`PersistentVolume pv metadata.labels.${zone}`] },
    ])
  })
})

describe('NodeVolumeLimits', () => {
  const tooMany = ['node(s) exceed max volume count']
  const csi = (name: string) => [
    volume(`pv-${name}`, '1Gi', {
      ...noClass,
      nfs: undefined as never,
      csi: { driver: 'csi', volumeHandle: name },
      claimRef: { namespace: 'shop', name },
    }),
    claim(name, noClass),
  ]
  const three = ['a', 'b', 'c'].flatMap(csi)
  const withOne: Parameters<typeof snapshot>[0] = [[node('n1'), pod('there', using('a'))]]

  test.each<[string, readonly Resource[], readonly string[], 'passes' | readonly string[]]>([
    ['room for as many as the node can take', [csiNode('n1', { csi: 2 })], ['b'], 'passes'],
    ['no room beyond that', [csiNode('n1', { csi: 2 })], ['b', 'c'], tooMany],
    ['room for a volume that is there already', [csiNode('n1', { csi: 1 })], ['a'], 'passes'],
    ['room without end where no limit is given', [csiNode('n1', { csi: undefined })], ['b', 'c'], 'passes'],
    ['room without end on other nodes', [csiNode('n2', { csi: 0 })], ['b', 'c'], 'passes'],
    [
      'no room for a volume that is attached for no pod that is there',
      [
        csiNode('n1', { csi: 2 }),
        resource('VolumeAttachment', 'x', { spec: { attacher: 'csi', nodeName: 'n1', source: { persistentVolumeName: 'pv-b' } } }),
      ],
      ['b'],
      tooMany,
    ],
    [
      'what is attached by hand counted too',
      [
        csiNode('n1', { csi: 2 }),
        resource('VolumeAttachment', 'x', { spec: { attacher: 'csi', nodeName: 'n1', source: { persistentVolumeName: 'pv-c' } } }),
      ],
      ['b'],
      tooMany,
    ],
  ])('leaves %s', (_, more, claims, expected) => {
    expect(verdicts(nodeVolumeLimits, world(withOne, [...three, ...more]), ...claims)).toEqual({ n1: expected })
  })

  test.each<[string, number, object, 'passes' | readonly string[] | 'skip']>([
    ['disks of a cloud that a CSI driver serves', 36, { awsElasticBlockStore: { volumeID: 'vol-2' } }, tooMany],
    ['them once', 36, { awsElasticBlockStore: { volumeID: 'vol-1' } }, 'passes'],
    ['disks of other clouds by themselves', 36, { gcePersistentDisk: { pdName: 'disk' } }, 'passes'],
    ['none of them before 1.36, where a CSINode has to say so', 35, { awsElasticBlockStore: { volumeID: 'vol-2' } }, 'skip'],
  ])('counts %s', (_, minor, source, expected) => {
    const withDisk = (name: string, fields: object) => pod(name, { volumes: [{ name: 'disk', ...fields }] })
    const there = withDisk('there', { awsElasticBlockStore: { volumeID: 'vol-1' } })
    const made = world([[node('n1'), there]], [csiNode('n1', { 'ebs.csi.aws.com': 1 })], minor)
    expect(verdictsOf(nodeVolumeLimits, withDisk('p', source), made)).toEqual(expected === 'skip' ? 'skip' : { n1: expected })
  })

  test('counts what is still to be made for its provisioner', () => {
    const declared = [storageClass('local', { provisioner: 'csi' }), claim('d', local), csiNode('n1', { csi: 0 })]
    expect(explained(nodeVolumeLimits, pod('p', using('d')), world([[node('n1')]], declared))).toEqual([
      {
        code: 'Unschedulable',
        subject: 'csi',
        needed: '1',
        free: '0',
        at: 'spec.volumes.0.persistentVolumeClaim.claimName',
        by: ['PersistentVolumeClaim d '],
      },
    ])
  })
})
