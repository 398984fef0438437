import { describe, expect, test } from 'vitest'
import type { KubernetesObject, PodSpec } from '../../../src/k8s/types.ts'
import { requestOf } from '../request-of.ts'

/** The spec of a Pod as the server completes it. */
function completed(spec: object): PodSpec {
  return requestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }).object.spec as PodSpec
}

const container = (fields: object = {}) => ({ name: 'c', image: 'nginx:1.27', ...fields })

test('a pod is completed', () => {
  expect(completed({ containers: [container()] })).toEqual({
    containers: [
      {
        ...container(),
        imagePullPolicy: 'IfNotPresent',
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  })
})

test('a complete object is kept as it is', () => {
  const complete = requestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container()] } }).object
  expect(requestOf(complete).object).toBe(complete)
})

test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['registry:5000/nginx', 'Always'],
  ['nginx:1.27', 'IfNotPresent'],
  [`nginx@sha256:${'0123'.repeat(16)}`, 'IfNotPresent'],
  [`nginx:latest@sha256:${'0123'.repeat(16)}`, 'Always'],
  ['nginx:latest@sha256:0123', 'IfNotPresent'],
  ['', 'IfNotPresent'],
])('image %s is pulled %s', (image, policy) => {
  expect(completed({ containers: [{ name: 'c', image }] }).containers![0]).toMatchObject({ imagePullPolicy: policy })
})

test('probes, ports, variables and handlers are completed', () => {
  const [filled] = completed({
    containers: [
      container({
        livenessProbe: { httpGet: { port: 80 }, timeoutSeconds: 0 },
        readinessProbe: { grpc: { port: 1 }, periodSeconds: 3 },
        ports: [{ containerPort: 80 }],
        env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        lifecycle: { preStop: { httpGet: { port: 80, scheme: 'HTTPS' } } },
      }),
    ],
  }).containers!
  expect(filled).toMatchObject({
    livenessProbe: {
      httpGet: { path: '/', scheme: 'HTTP' },
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    },
    readinessProbe: { grpc: { service: '' }, periodSeconds: 3 },
    ports: [{ protocol: 'TCP' }],
    env: [{ valueFrom: { fieldRef: { apiVersion: 'v1' } } }],
    lifecycle: { preStop: { httpGet: { path: '/', scheme: 'HTTPS' } } },
  })
})

test.each([
  [{ name: 'v' }, { emptyDir: {} }],
  [{ name: 'v', configMap: { name: 'c' } }, { configMap: { name: 'c', defaultMode: 420 } }],
  [{ name: 'v', secret: { secretName: 's', defaultMode: 256 } }, { secret: { defaultMode: 256 } }],
  [{ name: 'v', hostPath: { path: '/' } }, { hostPath: { type: '' } }],
  [
    { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
    { projected: { defaultMode: 420, sources: [{ serviceAccountToken: { expirationSeconds: 3600 } }] } },
  ],
])('volume %j becomes %j', (volume, expected) => {
  expect(completed({ containers: [], volumes: [volume] }).volumes![0]).toMatchObject(expected)
})

describe('only in a Pod', () => {
  const spec = {
    hostNetwork: true,
    containers: [
      container({ ports: [{ containerPort: 80 }], resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } } }),
    ],
  }

  test('limits become requests, and ports on the host network ports of the node', () => {
    expect(completed(spec).containers![0]).toMatchObject({
      ports: [{ hostPort: 80 }],
      resources: { requests: { cpu: '500m', memory: '1Gi' } },
    })
  })

  test('not in a template', () => {
    const deployment: KubernetesObject = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec } } }
    const { template } = requestOf(deployment).object.spec as { template: { spec: PodSpec } }
    expect(template.spec.containers![0]).toMatchObject({ resources: { requests: { cpu: '500m' } }, ports: [{ protocol: 'TCP' }] })
    expect(template.spec.containers![0]!.ports![0]).not.toHaveProperty('hostPort')
    expect(template.spec).not.toHaveProperty('enableServiceLinks')
  })
})

describe('resources of the whole pod', () => {
  const podResources = (resources: object, ...containers: object[]) =>
    completed({ resources, containers: containers.map(list => container({ resources: list })) }).resources

  test('requests come from the containers, where limits are given', () => {
    const each = { requests: { cpu: '500m' } }
    expect(podResources({ limits: { cpu: '2', memory: '1Gi' } }, each, each)).toEqual({
      limits: { cpu: '2', memory: '1Gi' },
      requests: { cpu: '1', memory: '1Gi' },
    })
  })

  test('requests alone are left alone', () => {
    expect(podResources({ requests: { cpu: '2' } }, { requests: { memory: '1Gi' } })).toEqual({ requests: { cpu: '2' } })
  })

  test('huge pages of the containers are those of the pod', () => {
    const pages = { limits: { 'hugepages-2Mi': '2Mi' } }
    expect(podResources({ limits: { cpu: '1' } }, pages, pages)).toEqual({
      limits: { cpu: '1', 'hugepages-2Mi': '4Mi' },
      requests: { cpu: '1', 'hugepages-2Mi': '4Mi' },
    })
  })

  test('nothing is made up where the pod says nothing', () => {
    expect(podResources({}, { requests: { cpu: '1' } })).toEqual({})
  })
})

test.each([
  ['0.5', '500m'],
  [1, '1'],
  ['1.5Gi', '1536Mi'],
  ['100u', '1m'],
  ['1000Mi', '1000Mi'],
  ['1e3', '1e3'],
])('an amount of %j is kept as %s', (written, kept) => {
  const resources = { requests: { memory: written } }
  expect(completed({ containers: [container({ resources })] }).containers![0]!.resources!.requests).toEqual({ memory: kept })
})
