import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { claim, claimsOf, eventsOf, present, settled, storageClass, volume, volumesOf } from './objects.ts'

const noClass = { storageClassName: '' }
const immediate = storageClass('manual', { volumeBindingMode: 'Immediate' })
const manual = { storageClassName: 'manual' }
const wants = (storage: string, more: object = {}) => ({ resources: { requests: { storage } }, ...noClass, ...more })

describe('a claim gets', () => {
  test.each<[string, readonly Resource[], string]>([
    [
      'the smallest volume that is large enough',
      [volume('a', '9Gi'), volume('b', '3Gi'), volume('c', '1Gi'), claim('d', wants('2Gi'))],
      'b',
    ],
    ['the first of equally large ones', [volume('a', '2Gi'), volume('b', '2048Mi'), claim('d', wants('2Gi'))], 'a'],
    [
      'the volume with the fewest access modes, were it larger',
      [volume('a', '2Gi', { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] }), volume('b', '9Gi'), claim('d', wants('2Gi'))],
      'b',
    ],
    [
      'a volume with all its access modes',
      [
        volume('a', '2Gi'),
        volume('b', '2Gi', { accessModes: ['ReadOnlyMany', 'ReadWriteOnce'] }),
        claim('d', wants('1Gi', { accessModes: ['ReadOnlyMany'] })),
      ],
      'b',
    ],
    ['no volume of another mode', [volume('a', '2Gi', { volumeMode: 'Block' }), volume('b', '9Gi'), claim('d', wants('2Gi'))], 'b'],
    [
      'a volume of its mode',
      [volume('a', '2Gi'), volume('b', '9Gi', { volumeMode: 'Block' }), claim('d', wants('2Gi', { volumeMode: 'Block' }))],
      'b',
    ],
    [
      'a volume with the labels that it selects',
      [
        volume('a', '2Gi'),
        volume('b', '9Gi', {}, { disk: 'ssd' }),
        claim('d', wants('2Gi', { selector: { matchLabels: { disk: 'ssd' } } })),
      ],
      'b',
    ],
    ['a volume of its class', [immediate, volume('a', '1Gi'), volume('b', '9Gi', manual), claim('d', manual)], 'b'],
    [
      'a volume of its attributes class',
      [
        volume('a', '1Gi'),
        volume('b', '9Gi', { volumeAttributesClassName: 'gold' }),
        claim('d', wants('1Gi', { volumeAttributesClassName: 'gold' })),
      ],
      'b',
    ],
    [
      'the volume that is reserved for it, whatever its class',
      [volume('a', '1Gi'), volume('b', '9Gi', { ...manual, claimRef: { namespace: 'shop', name: 'd' } }), claim('d', noClass)],
      'b',
    ],
    [
      'no volume that is reserved for another',
      [volume('a', '1Gi', { claimRef: { namespace: 'shop', name: 'x' } }), volume('b', '9Gi'), claim('d', noClass)],
      'b',
    ],
    ['the volume that it names', [volume('a', '1Gi'), volume('b', '9Gi'), claim('d', { ...noClass, volumeName: 'b' })], 'b'],
    ['a volume that comes later', [claim('d', wants('2Gi')), volume('a', '1Gi'), volume('b', '2Gi')], 'b'],
  ])('%s', (_, declared, expected) => {
    const volumes = settled(declared)
    expect(claimsOf(volumes)).toEqual({ d: `Bound ${expected}` })
    expect(volumesOf(volumes)[expected]).toBe('Bound shop/d')
  })
})

test('claims are served as they come, and each volume once', () => {
  const declared = [
    volume('a', '2Gi'),
    volume('b', '1Gi'),
    claim('small', wants('1Gi')),
    claim('large', wants('2Gi')),
    claim('late', wants('1Gi')),
  ]
  expect(claimsOf(settled(declared))).toEqual({ small: 'Bound b', large: 'Bound a', late: 'Pending' })
})

test('of equal volumes a real controller takes any, and a run says so', () => {
  const declared = [volume('a', '1Gi'), volume('b', '1Gi'), claim('d', noClass)]
  expect([claimsOf(settled(declared)).d, claimsOf(settled(declared, { pick: 'last' })).d]).toEqual(['Bound a', 'Bound b'])
  expect(settled(declared).hadTies).toBe(true)
  expect(settled(declared.slice(1)).hadTies).toBe(false)
})

describe('a claim that is not bound says why', () => {
  const named = (spec: object, of: Resource) => [of, claim('d', { ...noClass, volumeName: 'pv', ...spec })]
  const mismatch = (why: string) => [`Warning VolumeMismatch: Cannot bind to requested volume "pv": ${why}`]
  test.each<[string, readonly Resource[], readonly string[]]>([
    [
      'without a class',
      [claim('d', noClass)],
      ['Normal FailedBinding: no persistent volumes available for this claim and no storage class is set'],
    ],
    [
      'with a class that is not there',
      [claim('d', { storageClassName: 'x' })],
      ['Warning ProvisioningFailed: storageclass.storage.k8s.io "x" not found'],
    ],
    [
      'with a class that makes nothing',
      [immediate, claim('d', manual)],
      ['Warning ProvisioningFailed: no volume plugin matched name: kubernetes.io/no-provisioner'],
    ],
    [
      'without a pod',
      [storageClass('local'), claim('d', { storageClassName: 'local' })],
      ['Normal WaitForFirstConsumer: waiting for first consumer to be created before binding'],
    ],
    ['with a volume that is not there', [claim('d', { ...noClass, volumeName: 'pv' })], []],
    ['with a volume that is too small', named(wants('3Gi'), volume('pv', '2Gi')), mismatch('requested PV is too small')],
    ['with a volume of another class', named({}, volume('pv', '2Gi', manual)), mismatch('storageClassName does not match')],
    [
      'with a volume of another attributes class',
      named({}, volume('pv', '2Gi', { volumeAttributesClassName: 'g' })),
      mismatch('volumeAttributesClassName does not match'),
    ],
    ['with a volume of another mode', named({}, volume('pv', '2Gi', { volumeMode: 'Block' })), mismatch('incompatible volumeMode')],
    [
      'with a volume of other access modes',
      named({ accessModes: ['ReadWriteMany'] }, volume('pv', '2Gi')),
      mismatch('incompatible accessMode'),
    ],
    [
      'with a volume of another claim',
      [volume('pv', '2Gi'), claim('first', noClass), claim('d', { ...noClass, volumeName: 'pv' })],
      ['Warning FailedBinding: volume "pv" already bound to a different claim.'],
    ],
  ])('%s', (_, declared, expected) => {
    const volumes = settled(declared)
    expect(claimsOf(volumes).d).toMatch(/^Pending/)
    expect(eventsOf(volumes, 'd')).toEqual(expected)
  })
})

describe('the default class', () => {
  const standard = storageClass('standard', { provisioner: 'csi.example.com', volumeBindingMode: 'Immediate', isDefault: true })

  test('is given to a claim without one that finds no volume', () => {
    const [state] = settled([claim('d'), standard]).claimStates()
    expect(state).toMatchObject({ phase: 'Pending', storageClassName: 'standard' })
  })

  test('is not given to a claim that wants none', () => {
    const [state] = settled([claim('d', noClass), standard]).claimStates()
    expect(state).toMatchObject({ phase: 'Pending', storageClassName: '' })
  })

  test('is not needed where a volume without a class fits', () => {
    expect(claimsOf(settled([volume('a', '1Gi'), claim('d'), standard]))).toEqual({ d: 'Bound a' })
  })

  test('is the first by name of several', () => {
    const [state] = settled([claim('d'), standard, storageClass('also', { isDefault: true })]).claimStates()
    expect(state?.storageClassName).toBe('also')
  })
})

describe('what is already there', () => {
  const bound = { 'pv.kubernetes.io/bind-completed': 'yes' }

  test('stays bound', () => {
    const there = present(claim('d', { volumeName: 'a' }, bound), {
      status: { phase: 'Bound' },
      metadata: { name: 'd', uid: 'u1', annotations: bound },
    })
    const pv = present(volume('a', '1Gi', { claimRef: { namespace: 'shop', name: 'd', uid: 'u1' } }), { status: { phase: 'Bound' } })
    expect(claimsOf(settled([pv, there]))).toEqual({ d: 'Bound a' })
  })

  test('is lost without its volume where nothing else can be there', () => {
    const volumes = settled([claim('d', { volumeName: 'a' }, bound)])
    expect(claimsOf(volumes)).toEqual({ d: 'Lost a' })
    expect(eventsOf(volumes, 'd')).toEqual(['Warning ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!'])
    expect(claimsOf(settled([present(claim('d', { volumeName: 'a' }, bound), { status: { phase: 'Bound' } })], { world: 'open' }))).toEqual(
      { d: 'Bound a' }
    )
  })

  test('is misbound where the volume is another claim’s', () => {
    const declared = [volume('a', '1Gi'), claim('first', noClass), claim('d', { ...noClass, volumeName: 'a' }, bound)]
    const volumes = settled(declared)
    expect(claimsOf(volumes)).toEqual({ first: 'Bound a', d: 'Lost a' })
    expect(eventsOf(volumes, 'd')).toEqual([
      'Warning ClaimMisbound: Two claims are bound to the same volume, this one is bound incorrectly',
    ])
  })
})

test('a volume that is being deleted is nobody’s', () => {
  const metadata = { name: 'pv', deletionTimestamp: '2026-01-01T00:00:00Z' }
  const leaving = present(volume('pv', '1Gi'), { metadata })
  const volumes = settled([leaving, claim('any', noClass), claim('d', { ...noClass, volumeName: 'pv' })])
  expect(claimsOf(volumes)).toEqual({ any: 'Pending', d: 'Pending pv' })
  const message = 'Cannot bind to requested volume "pv": the volume is marked for deletion "pv"'
  expect(eventsOf(volumes, 'd')).toEqual([`Warning VolumeMismatch: ${message}`])
})

test('names of objects mean nothing to JavaScript', () => {
  const names = ['__proto__', 'constructor', 'toString']
  const declared = names.flatMap(name => [volume(name, '1Gi', { storageClassName: name }), claim(name, { storageClassName: name })])
  expect(
    settled(declared)
      .claimStates()
      .map(({ volumeName }) => volumeName)
  ).toEqual(names)
})
