import { describe, expect, test } from 'vitest'
import type { Environment } from '../../../src/cluster/environment.ts'
import type { Resource } from '../../../src/cluster/resource.ts'
import type { PodSpec } from '../../../src/k8s/types.ts'
import { scheduling, simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { closedWorld, cluster, deployment, node, openWorld, pod, requesting } from '../objects.ts'
import { claim, onHost, storageClass, volume } from '../volumes/objects.ts'

const csi = 'csi.example.com'
const zone = 'topology.kubernetes.io/zone'
const withProvisioner: Environment = { ...closedWorld, provisioners: [csi] }
const using = (claimName: string): PodSpec => ({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] })
const scratch = (storageClassName: string): PodSpec => ({
  volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: { storageClassName, accessModes: ['ReadWriteOnce'] } } } }],
})
const fast = storageClass('fast', { provisioner: csi })
const local = storageClass('local')

function run(environment: Environment, ...declared: readonly Resource[]) {
  const outcome = simulateControlPlane(cluster(...declared), environment, { arrival: 'one-by-one' })
  return {
    ...outcome,
    attempts: outcome.decisions.map(({ pod: { name }, outcome: result, node: on }) =>
      [name, result, ...(on === undefined ? [] : [on])].join(' ')
    ),
    where: outcome.pods.map(({ name, node: on = '', phase }) => `${name} ${phase} ${on}`.trim()),
    claims: outcome.persistentVolumeClaims.map(({ name, phase, volumeName = '' }) => `${name} ${phase} ${volumeName}`.trim()),
    said: outcome.events.map(({ name, reason }) => `${name} ${reason}`),
  }
}

describe('a claim that waits for a node', () => {
  const data = claim('data', { storageClassName: 'fast' })
  const nodes = [node('n1', { labels: { [zone]: 'a' } }), node('n2', { labels: { [zone]: 'b' } })]

  test('is bound where its pod goes, and keeps later pods in that zone', () => {
    const second = pod('second', { ...using('data'), nodeSelector: { [zone]: 'b' } })
    const { where, claims } = run(
      withProvisioner,
      ...nodes,
      fast,
      data,
      pod('first', { ...using('data'), nodeSelector: { [zone]: 'a' } }),
      second
    )
    expect(where).toEqual(['first Running n1', 'second Pending'])
    expect(claims).toEqual(['data Bound pvc-<uid>'])
  })

  test('keeps its pod waiting while nobody makes the volume', () => {
    const { attempts, pods, persistentVolumeClaims, said } = run(closedWorld, node('n1'), fast, data, pod('p', using('data')))
    expect(attempts).toEqual(['p waits-for-provisioning n1'])
    expect(pods[0]).toMatchObject({ phase: 'Pending', ready: false, nominatedNode: 'n1' })
    expect(pods[0]).not.toHaveProperty('node')
    expect(pods[0]).not.toHaveProperty('scheduled')
    expect(persistentVolumeClaims[0]).toMatchObject({ phase: 'Pending', selectedNode: 'n1' })
    expect(said).toEqual(['data WaitForFirstConsumer', 'data ExternalProvisioning'])
  })

  test('holds the room that its pod will need', () => {
    const waiting = pod('waiting', requesting({ cpu: '3' }, using('data')))
    const { attempts, pods } = run(
      { ...closedWorld, version: { minor: 34 } },
      node('n1'),
      fast,
      data,
      waiting,
      pod('late', requesting({ cpu: '3' }))
    )
    expect(attempts).toEqual(['waiting waits-for-provisioning n1', 'late unschedulable'])
    expect(pods[0]).not.toHaveProperty('nominatedNode')
  })

  test('lets its pod run once somebody makes the volume', () => {
    const made = volume('made', '1Gi', { storageClassName: 'fast', claimRef: { namespace: 'shop', name: 'data' } })
    const { attempts, where, said } = run(closedWorld, node('n1'), fast, data, pod('p', using('data')), made)
    expect(attempts).toEqual(['p waits-for-provisioning n1'])
    expect(where).toEqual(['p Running n1'])
    expect(said).toContain('p Scheduled')
  })

  test('sends its pod to the only free volume', () => {
    const free = volume('pv', '1Gi', { storageClassName: 'local', ...onHost('n2') })
    const { where, claims } = run(closedWorld, ...nodes, local, free, claim('data', { storageClassName: 'local' }), pod('p', using('data')))
    expect(where).toEqual(['p Running n2'])
    expect(claims).toEqual(['data Bound pv'])
  })
})

describe('a pod', () => {
  test('is tried again when its claim comes', () => {
    const { attempts } = run(closedWorld, node('n1'), pod('p', using('data')), volume('pv', '1Gi'), claim('data', { storageClassName: '' }))
    expect(attempts).toEqual(['p unschedulable', 'p scheduled n1'])
  })

  test('is tried again when its claim is bound', () => {
    const { attempts } = run(closedWorld, node('n1'), claim('data', { storageClassName: '' }), pod('p', using('data')), volume('pv', '1Gi'))
    expect(attempts.at(0)).toBe('p unschedulable')
    expect(attempts.at(-1)).toBe('p scheduled n1')
  })

  test('on a node of its own choice does not start without its claim', () => {
    const { where } = run(closedWorld, node('n1'), claim('data', { storageClassName: '' }), pod('p', { ...using('data'), nodeName: 'n1' }))
    expect(where).toEqual(['p Pending n1'])
  })

  test('gets claims of its own', () => {
    const { claims, where } = run(withProvisioner, node('n1'), fast, pod('p', scratch('fast')))
    expect(where).toEqual(['p Running n1'])
    expect(claims).toEqual(['p-scratch Bound pvc-<uid>'])
  })

  test('of a Deployment gets claims that no other pod has', () => {
    const volumes = [
      volume('a', '1Gi', { storageClassName: 'local', ...onHost('n1') }),
      volume('b', '1Gi', { storageClassName: 'local', ...onHost('n2') }),
    ]
    const { claims, where } = run(closedWorld, node('n1'), node('n2'), local, ...volumes, deployment('web', 3, scratch('local')))
    expect(where.map(text => text.split(' ').slice(1).join(' '))).toEqual(['Running n1', 'Running n2', 'Pending'])
    expect(claims.map(text => text.split(' ').slice(1).join(' '))).toEqual(['Bound a', 'Bound b', 'Pending'])
  })

  test('does not get a claim whose name is taken', () => {
    const { events } = run(closedWorld, node('n1'), claim('p-scratch'), pod('p', scratch('local')))
    expect(events).toContainEqual({
      type: 'Warning',
      reason: 'FailedBinding',
      kind: 'Pod',
      namespace: 'shop',
      name: 'p',
      message: 'ephemeral volume scratch: PVC shop/p-scratch was not created for pod shop/p (pod is not owner)',
    })
  })
})

test('a volume to be scrubbed brings a pod that does it', () => {
  const old = volume('old', '1Gi', { persistentVolumeReclaimPolicy: 'Recycle', claimRef: { namespace: 'shop', name: 'gone', uid: 'u' } })
  const { where, said } = run(closedWorld, node('n1'), old)
  expect(where).toEqual(['recycler-for-old Running n1'])
  expect(said).toEqual(['old RecyclerPod', 'recycler-for-old Scheduled'])
})

describe('whether a pod can run', () => {
  const failing = (environment: Environment, ...declared: readonly Resource[]) => {
    const { failures, unknowns } = scheduling(cluster(...declared), environment)
    return {
      failures: failures.map(({ causes }) => causes.map(({ text, because }) => because ?? text)),
      unknowns: unknowns.map(({ missing }) => missing),
    }
  }
  const mine = pod('p', using('data'))

  test.each<[string, readonly Resource[], readonly string[]]>([
    ['the claim', [], ['PersistentVolumeClaim data']],
    ['the class', [claim('data', { storageClassName: 'x' })], ['StorageClass x']],
    ['the default class', [claim('data')], ['StorageClass']],
    ['the volume', [claim('data', { storageClassName: '', volumeName: 'pv' })], ['PersistentVolume pv']],
    ['volumes of the class', [local, claim('data', { storageClassName: 'local' })], ['PersistentVolume']],
  ])('is open where %s may exist elsewhere', (_, declared, missing) => {
    expect(failing(openWorld, node('n1'), mine, ...declared)).toEqual({ failures: [], unknowns: [missing] })
    expect(failing(closedWorld, node('n1'), mine, ...declared).failures).toHaveLength(1)
  })

  test('is told with what the volume controller says of the claim', () => {
    const declared = [
      volume('pv', '1Gi'),
      claim('data', { storageClassName: '', volumeName: 'pv', resources: { requests: { storage: '2Gi' } } }),
    ]
    expect(failing(openWorld, node('n1'), ...declared, mine)).toEqual({
      failures: [['Cannot bind to requested volume "pv": requested PV is too small']],
      unknowns: [],
    })
  })

  test('is not denied where provisioners may work', () => {
    const declared = [node('n1'), fast, claim('data', { storageClassName: 'fast' }), mine]
    expect(failing(openWorld, ...declared)).toEqual({ failures: [], unknowns: [] })
  })

  test('is not denied for a choice between equal volumes that could be otherwise', () => {
    const near = [volume('a', '1Gi', onHost('n1')), volume('b', '1Gi', onHost('n2'))]
    const picky = pod('picky', { ...using('data'), nodeSelector: { 'kubernetes.io/hostname': 'n2' } })
    expect(failing(openWorld, node('n1'), node('n2'), ...near, claim('data', { storageClassName: '' }), picky).failures).toEqual([])
  })
})
