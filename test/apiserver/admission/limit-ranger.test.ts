import { describe, expect, test } from 'vitest'
import { container, core, pod, refusals, stored, verdictOf } from './admitted.ts'

const limitRange = (...limits: readonly object[]) => core('LimitRange', 'lr', { spec: { limits } })
const forbidden = (why: string) => [`pods "p" is forbidden: ${why}`]

describe('defaults', () => {
  const defaults = limitRange({ type: 'Container', default: { cpu: '1', memory: '1Gi' }, defaultRequest: { cpu: '100m' } })

  test('fill in what a container leaves out, and an annotation says so', async () => {
    const { spec, metadata } = await stored(pod({ containers: [container('c', { cpu: '50m' })] }), [defaults])
    expect(spec?.containers?.[0]?.resources).toEqual({ requests: { cpu: '50m' }, limits: { cpu: '1', memory: '1Gi' } })
    expect(metadata?.annotations).toEqual({ 'kubernetes.io/limit-ranger': 'LimitRanger plugin set: cpu, memory limit for container c' })
  })

  test('name init containers after the others, requests before limits', async () => {
    const { metadata } = await stored(pod({ initContainers: [container('i')] }), [defaults])
    expect(metadata?.annotations?.['kubernetes.io/limit-ranger']).toBe(
      'LimitRanger plugin set: cpu request for container c; cpu, memory limit for container c; cpu request for init container i; cpu, memory limit for init container i'
    )
  })

  test('leave a pod as it is that needs none', async () => {
    const full = container('c', { cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '1Gi' })
    expect((await stored(pod({ containers: [full] }), [defaults])).metadata?.annotations).toBeUndefined()
  })
})

describe('limits', () => {
  const limit = (type: string, fields: object) => [limitRange({ type, ...fields })]

  test.each<[string, readonly object[], object, readonly string[]]>([
    [
      'a request below the minimum',
      limit('Container', { min: { cpu: '200m' } }),
      { cpu: '0.1' },
      forbidden('minimum cpu usage per Container is 200m, but request is 100m'),
    ],
    [
      'no request',
      limit('Container', { min: { memory: '1Mi' }, defaultRequest: {} }),
      {},
      forbidden('minimum memory usage per Container is 1Mi.  No request is specified'),
    ],
    ['a request at the minimum', limit('Container', { min: { cpu: '200m' } }), { cpu: '200m' }, []],
    [
      'a pod without limits',
      limit('Pod', { max: { cpu: '1' } }),
      { cpu: '2' },
      forbidden('maximum cpu usage per Pod is 1.  No limit is specified'),
    ],
  ])('%s', async (_, present, requests, expected) => {
    expect(await refusals(pod({ containers: [container('c', requests)] }), present as never)).toEqual(expected)
  })

  test('of limits above the maximum and a ratio are told together', async () => {
    const present = limitRange({ type: 'Container', max: { cpu: '1' }, maxLimitRequestRatio: { cpu: '2' } })
    expect(await refusals(pod({ containers: [container('c', { cpu: '500m' }, { cpu: '2' })] }), [present])).toEqual(
      forbidden(
        '[maximum cpu usage per Container is 1, but limit is 2, cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000]'
      )
    )
  })

  test('of pods sum up containers and sidecars, without overhead', async () => {
    const sidecar = { ...container('s', { cpu: '1' }, { cpu: '1' }), restartPolicy: 'Always' }
    const spec = { containers: [container('c', { cpu: '1' }, { cpu: '1' })], initContainers: [sidecar] }
    const present = limitRange({ type: 'Pod', max: { cpu: '1500m' } })
    expect(await refusals(pod(spec), [present])).toEqual(forbidden('maximum cpu usage per Pod is 1500m, but limit is 2'))
  })

  test('of claims look at requests alone', async () => {
    const present = limitRange({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } })
    const claim = core('PersistentVolumeClaim', 'd', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
    })
    expect(await refusals(claim, [present])).toEqual([
      'persistentvolumeclaims "d" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi',
    ])
  })

  test('are where the refusal points, as is what breaks them', async () => {
    const present = limitRange({ type: 'Container', max: { cpu: '1' } })
    const { objections } = await verdictOf(pod({ containers: [container('c', {}, { cpu: '2' })] }), [present])
    expect(objections[0]).toMatchObject({
      stage: 'admit',
      plugin: 'LimitRanger',
      at: ['spec', 'containers', 0, 'resources', 'limits', 'cpu'],
      decidedBy: [{ kind: 'LimitRange', name: 'lr', path: ['spec', 'limits', 0, 'max', 'cpu'] }],
    })
  })
})
