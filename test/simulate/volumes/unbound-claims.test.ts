import { expect, test } from 'vitest'
import type { Environment } from '../../../src/cluster/environment.ts'
import type { Resource } from '../../../src/cluster/resource.ts'
import { unboundClaims } from '../../../src/simulate/volumes/unbound-claims.ts'
import { closedWorld, cluster, openWorld } from '../objects.ts'
import { claim, storageClass, volume } from './objects.ts'

const noClass = { storageClassName: '' }
const manual = storageClass('manual', { volumeBindingMode: 'Immediate' })
const named = claim('d', { ...noClass, volumeName: 'pv' })
const found = (environment: Environment, declared: readonly Resource[]) =>
  unboundClaims(cluster(...declared), environment).map(({ claim: of, reason, at }) => `${of.name} ${reason} ${at.path.join('.')}`)

test.each<[string, readonly Resource[], readonly string[], readonly string[]]>([
  [
    'of another class than its volume',
    [volume('pv', '2Gi', { storageClassName: 'x' }), named],
    ['d mismatch spec.volumeName'],
    ['d mismatch spec.volumeName'],
  ],
  [
    'whose volume is another’s',
    [volume('pv', '2Gi', { claimRef: { namespace: 'shop', name: 'other' } }), named],
    ['d taken spec.volumeName'],
    ['d taken spec.volumeName'],
  ],
  ['whose volume is elsewhere', [named], [], []],
  ['without a volume and a class', [claim('d', noClass)], [], ['d no-volume spec.storageClassName']],
  ['of a class that makes nothing', [manual, claim('d', { storageClassName: 'manual' })], [], ['d none-made spec.storageClassName']],
  [
    'of a class whose provisioner is gone',
    [
      storageClass('old', { provisioner: 'kubernetes.io/glusterfs', volumeBindingMode: 'Immediate' }),
      claim('d', { storageClassName: 'old' }),
    ],
    ['d no-provisioner spec.storageClassName'],
    ['d no-provisioner spec.storageClassName'],
  ],
  [
    'of a class whose provisioner became a driver',
    [
      storageClass('gp2', { provisioner: 'kubernetes.io/aws-ebs', volumeBindingMode: 'Immediate' }),
      claim('d', { storageClassName: 'gp2' }),
    ],
    [],
    [],
  ],
  ['of a class that is not there', [claim('d', { storageClassName: 'x' })], [], []],
  ['that waits for its pod', [storageClass('local'), claim('d', { storageClassName: 'local' })], [], []],
  [
    'that another choice among equal volumes would serve',
    [volume('pv', '1Gi'), volume('more', '1Gi'), claim('any', noClass), named],
    [],
    [],
  ],
])('a claim %s', (_, declared, open, closed) => {
  expect(found(openWorld, declared)).toEqual(open)
  expect(found(closedWorld, declared)).toEqual(closed)
})

test('what is already there is not judged', () => {
  expect(found(closedWorld, [{ ...claim('d', noClass), role: 'cluster' }])).toEqual([])
})
