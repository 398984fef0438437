import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { updateErrors, updateOf } from './update-of.ts'

const containers = [{ name: 'c', image: 'i:1' }]
const template = { metadata: { labels: { app: 'web' } }, spec: { containers } }
const made = (apiVersion: string, kind: string, fields: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'default' },
  ...fields,
})
const clustered = (apiVersion: string, kind: string, fields: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...fields,
})
const deployment = (spec: object = {}): KubernetesObject =>
  made('apps/v1', 'Deployment', { spec: { selector: { matchLabels: { app: 'web' } }, template, ...spec } })
const statefulSet = (spec: object = {}): KubernetesObject =>
  made('apps/v1', 'StatefulSet', { spec: { serviceName: 's', selector: { matchLabels: { app: 'web' } }, template, ...spec } })
const pod = (spec: object = {}): KubernetesObject => made('v1', 'Pod', { spec: { containers, ...spec } })
const job = (spec: object = {}, image = 'i:1'): KubernetesObject =>
  made('batch/v1', 'Job', { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image }] } }, ...spec } })
const service = (spec: object = {}): KubernetesObject => made('v1', 'Service', { spec: { ports: [{ port: 80 }], ...spec } })
const claim = (storage: string, spec: object = {}, status: object = {}): KubernetesObject =>
  made('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'c', resources: { requests: { storage } }, ...spec },
    status: { phase: 'Pending', ...status },
  })
const storageClass = (fields: object = {}): KubernetesObject =>
  clustered('storage.k8s.io/v1', 'StorageClass', { provisioner: 'p', ...fields })
const immutable = 'field is immutable'
const claimWords =
  'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n'

describe('what may change', () => {
  test.each<[string, KubernetesObject, KubernetesObject]>([
    ['nothing', pod(), pod()],
    ['the image of a pod', pod(), pod({ containers: [{ name: 'c', image: 'i:2' }] })],
    ['more tolerations of a pod', pod(), pod({ tolerations: [{ key: 'a', operator: 'Exists' }] })],
    ['a deadline where a pod had none', pod(), pod({ activeDeadlineSeconds: 9 })],
    [
      'the selector of a gated pod, by an addition',
      pod({ schedulingGates: [{ name: 'g' }] }),
      pod({ schedulingGates: [{ name: 'g' }], nodeSelector: { a: 'b' } }),
    ],
    ['the template of a Deployment', deployment(), deployment({ template: { ...template, spec: { containers, hostNetwork: true } } })],
    ['replicas of a StatefulSet', statefulSet(), statefulSet({ replicas: 7 })],
    ['a Service that leaves out what it was given', service({ type: 'NodePort' }), service({ type: 'NodePort' })],
    ['the type of a Service', service({ type: 'LoadBalancer' }), service()],
    ['a Service that becomes a name', service(), service({ type: 'ExternalName', externalName: 'a.b' })],
    [
      'directives of a Job that waits',
      job({ suspend: true }),
      job({ suspend: true, template: { spec: { restartPolicy: 'Never', containers, nodeSelector: { a: 'b' } } } }),
    ],
    [
      'completions of an indexed Job with its parallelism',
      job({ completionMode: 'Indexed', completions: 2, parallelism: 2 }),
      job({ completionMode: 'Indexed', completions: 3, parallelism: 3 }),
    ],
    ['data of a ConfigMap', made('v1', 'ConfigMap', { data: { a: 'b' } }), made('v1', 'ConfigMap', { data: { a: 'c' } })],
    ['whether a class may grow its volumes', storageClass(), storageClass({ allowVolumeExpansion: true })],
    ['an amount that is written otherwise', claim('1Gi'), claim('1024Mi')],
  ])('%s', async (_, old, object) => {
    expect(await updateErrors(old, object)).toEqual([])
  })
})

describe('what may not', () => {
  test.each<[string, KubernetesObject, KubernetesObject, readonly string[]]>([
    [
      'the selector of a Deployment',
      deployment(),
      deployment({
        selector: { matchLabels: { app: 'web', a: 'b' } },
        template: { ...template, metadata: { labels: { app: 'web', a: 'b' } } },
      }),
      [`spec.selector: Invalid value: {"matchLabels":{"a":"b","app":"web"}}: ${immutable}`],
    ],
    [
      'the governing Service of a StatefulSet',
      statefulSet(),
      statefulSet({ serviceName: 't' }),
      [
        "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      ],
    ],
    [
      'the number of containers of a pod',
      pod(),
      pod({ containers: [...containers, { name: 'd', image: 'i' }] }),
      ['spec.containers: Forbidden: pod updates may not add or remove containers'],
    ],
    [
      'a new scheduling gate',
      pod(),
      pod({ schedulingGates: [{ name: 'g' }] }),
      ["spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'g'"],
    ],
    [
      'a toleration of a pod',
      pod({ tolerations: [{ key: 'a', operator: 'Exists' }] }),
      pod(),
      ['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds'],
    ],
    [
      'a later deadline',
      pod({ activeDeadlineSeconds: 5 }),
      pod({ activeDeadlineSeconds: 9 }),
      ['spec.activeDeadlineSeconds: Invalid value: 9: must be less than or equal to previous value'],
    ],
    [
      'an address of a Service',
      service({ clusterIP: '10.96.0.20' }),
      service({ clusterIP: '10.96.0.21' }),
      ['spec.clusterIPs[0]: Invalid value: ["10.96.0.21"]: may not change once set'],
    ],
    [
      'the class of a load balancer',
      service({ type: 'LoadBalancer', loadBalancerClass: 'a/b' }),
      service({ type: 'LoadBalancer' }),
      ['spec.loadBalancerClass: Invalid value: null: may not change once set'],
    ],
    [
      'the mode of a Job',
      job(),
      job({ completionMode: 'Indexed', completions: 1 }),
      [`spec.completionMode: Invalid value: "Indexed": ${immutable}`],
    ],
    [
      'a class of a claim',
      claim('1Gi'),
      claim('1Gi', { storageClassName: 'd' }),
      [
        `${claimWords}@@ -10,7 +10,7 @@\n   }\n  },\n  "VolumeName": "",\n- "StorageClassName": "c",\n+ "StorageClassName": "d",\n  "VolumeMode": "Filesystem",\n  "DataSource": null,\n  "DataSourceRef": null,\n`,
      ],
    ],
    [
      'a volume mode',
      claim('1Gi'),
      claim('1Gi', { volumeMode: 'Block' }),
      [
        `${claimWords}@@ -11,7 +11,7 @@\n  },\n  "VolumeName": "",\n  "StorageClassName": "c",\n- "VolumeMode": "Filesystem",\n+ "VolumeMode": "Block",\n  "DataSource": null,\n  "DataSourceRef": null,\n  "VolumeAttributesClassName": null\n`,
        `volumeMode: Invalid value: "Block": ${immutable}`,
      ],
    ],
    [
      'the type of a Secret',
      made('v1', 'Secret', { type: 'a' }),
      made('v1', 'Secret', { type: 'b' }),
      [`type: Invalid value: "b": ${immutable}`],
    ],
    [
      'an immutable ConfigMap',
      made('v1', 'ConfigMap', { immutable: true, data: { a: 'b' } }),
      made('v1', 'ConfigMap', { data: { a: 'c' } }),
      ['immutable: Forbidden: field is immutable when `immutable` is set', 'data: Forbidden: field is immutable when `immutable` is set'],
    ],
    [
      'parameters of a StorageClass',
      storageClass({ parameters: { a: 'b' } }),
      storageClass(),
      [`parameters: Invalid value: null: ${immutable}`],
    ],
    [
      'the value of a PriorityClass',
      clustered('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }),
      clustered('scheduling.k8s.io/v1', 'PriorityClass', { value: 2 }),
      ['value: Forbidden: may not be changed in an update.'],
    ],
    [
      'scopes of a quota',
      made('v1', 'ResourceQuota', { spec: { hard: { pods: '1' } } }),
      made('v1', 'ResourceQuota', { spec: { hard: { pods: '1' }, scopes: ['BestEffort'] } }),
      [`spec.scopes: Invalid value: ["BestEffort"]: ${immutable}`],
    ],
    [
      'a role that is bound',
      made('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } }),
      made('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'b' } }),
      ['roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef'],
    ],
  ])('%s', async (_, old, object, errors) => {
    expect(await updateErrors(old, object)).toEqual(errors)
  })

  test('a change of a running Job points at the field that differs', async () => {
    const { objections } = await updateOf(job(), job({}, 'i:2'))
    expect(objections.flatMap(({ errors }) => errors.map(({ field, path }) => [field, path]))).toEqual([
      ['spec.template', ['spec', 'template', 'spec', 'containers', 0, 'image']],
    ])
  })

  test('what the image of a pod may become is still looked at', async () => {
    expect(await updateErrors(pod(), pod({ containers: [{ name: 'c', image: '' }] }))).toEqual(['spec.containers[0].image: Required value'])
  })

  test('endpoints that stay are not judged by the new type of addresses', async () => {
    const slice = (addressType: string, address: string): KubernetesObject => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'x', namespace: 'default' },
      ...{ addressType, endpoints: [{ addresses: [address] }] },
    })
    const immutable = 'addressType: Invalid value: "IPv6": field is immutable'
    expect(await updateErrors(slice('IPv4', '10.0.0.1'), slice('IPv6', '10.0.0.1'))).toEqual([immutable])
    expect(await updateErrors(slice('IPv4', '10.0.0.1'), slice('IPv6', '10.0.0.2'))).toEqual([
      'endpoints[0].addresses: Invalid value: "10.0.0.2": must be an IPv6 address',
      immutable,
    ])
  })

  test('fewer revisions of a StatefulSet are allowed since 1.33', async () => {
    const [before, after] = [statefulSet(), statefulSet({ revisionHistoryLimit: 3 })]
    expect(await updateErrors(before, after, { minor: 33 })).toEqual([])
    expect(await updateErrors(before, after, { minor: 32 })).toHaveLength(1)
  })
})

describe('metadata', () => {
  const named = (fields: object, kind = 'ConfigMap'): KubernetesObject => ({
    apiVersion: kind === 'Lease' ? 'coordination.k8s.io/v1' : 'v1',
    kind,
    metadata: { name: 'x', namespace: 'default', ...fields },
  })

  test.each<[string, KubernetesObject, KubernetesObject, readonly string[]]>([
    [
      'another uid',
      named({ uid: 'a' }),
      named({ uid: 'b' }),
      ['Operation cannot be fulfilled on configmaps "x": Precondition failed: UID in precondition: b, UID in object meta: a'],
    ],
    [
      'an older version',
      named({ resourceVersion: '2' }),
      named({ resourceVersion: '1' }),
      [
        'Operation cannot be fulfilled on configmaps "x": the object has been modified; please apply your changes to the latest version and try again',
      ],
    ],
    ['no version, of a kind that needs none', named({ resourceVersion: '2' }), named({}), []],
    [
      'no version, of one that needs it',
      named({ resourceVersion: '2' }, 'Lease'),
      named({}, 'Lease'),
      ['metadata.resourceVersion: Invalid value: 0: must be specified for an update'],
    ],
    [
      'another creation time',
      named({ creationTimestamp: '2001-01-01T00:00:00Z' }),
      named({ creationTimestamp: '2002-01-01T00:00:00Z' }),
      [],
    ],
    [
      'a deletion',
      named({}),
      named({ deletionTimestamp: '2002-01-01T00:00:00Z' }),
      [`metadata.deletionTimestamp: Invalid value: "2002-01-01T00:00:00Z": ${immutable}`],
    ],
  ])('%s', async (_, old, object, errors) => {
    expect(await updateErrors(old, object, newestVersion, 'replace')).toEqual(errors)
  })

  test('a wrong label is told as often as the server tells it', async () => {
    const { objections } = await updateOf(named({}), named({ labels: { 'a b': 'c' } }))
    expect(objections[0]!.errors).toHaveLength(4)
  })

  test('a change of the spec is a new generation, a label is none', async () => {
    const labelled = { ...deployment(), metadata: { ...deployment().metadata, labels: { a: 'b' } } }
    expect((await updateOf(deployment(), deployment({ replicas: 5 }))).stored.metadata).toMatchObject({ generation: 2 })
    expect((await updateOf(deployment(), labelled)).stored.metadata).toMatchObject({ generation: 1 })
  })

  test('the status stays that of the old object', async () => {
    const { stored } = await updateOf({ ...deployment(), status: { replicas: 3 } }, { ...deployment(), status: { replicas: 9 } })
    expect(stored.status).toEqual({ replicas: 3 })
  })
})

describe('a Service', () => {
  test('keeps what it was given', async () => {
    const { stored, objections } = await updateOf(
      service({ type: 'NodePort', clusterIP: '10.96.0.9', ports: [{ port: 80, nodePort: 30_001 }] }),
      service({ type: 'NodePort' })
    )
    expect(objections).toEqual([])
    expect(stored.spec).toMatchObject({ clusterIP: '10.96.0.9', ports: [{ port: 80, nodePort: 30_001 }] })
  })

  test('gives back what its new type cannot have', async () => {
    const { stored } = await updateOf(service({ type: 'NodePort' }), service())
    expect(stored.spec).toMatchObject({ ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] })
    expect((stored.spec as { ports: object[] }).ports[0]).not.toHaveProperty('nodePort')
  })
})

describe('what only a create refuses or warns of', () => {
  const labelled = (uid: string): KubernetesObject => {
    const labels = {
      'controller-uid': uid,
      'job-name': 'x',
      'batch.kubernetes.io/controller-uid': uid,
      'batch.kubernetes.io/job-name': 'x',
    }
    const spec = { restartPolicy: 'Never', containers }
    const selector = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } }
    return {
      ...job({ suspend: true, selector, template: { metadata: { labels }, spec } }),
      metadata: { name: 'x', namespace: 'default', uid: 'u1' } as object,
    }
  }

  test('a Job keeps the labels that its own uid gave its pods, and takes no others', async () => {
    const old = labelled('u1')
    const resumed = { ...old, spec: { ...(old.spec as object), suspend: false } }
    const errorsOf = async (of: KubernetesObject) =>
      (await updateErrors(old, of, newestVersion, 'replace')).filter(error => error.includes('must be'))
    expect(await errorsOf(resumed)).toEqual([])
    expect(await errorsOf(labelled('u2'))).toContainEqual(expect.stringMatching(/labels\[controller-uid\].*: must be 'u1'$/))
  })

  test('an Ingress may have both ways of naming its class, silently', async () => {
    const rules = [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }] } }]
    const old = made('networking.k8s.io/v1', 'Ingress', { spec: { ingressClassName: 'a', rules } })
    const annotated = { ...old, metadata: { ...old.metadata, annotations: { 'kubernetes.io/ingress.class': 'b' } } }
    const { objections, warnings } = await updateOf(old, annotated, newestVersion, 'replace')
    expect([objections, warnings]).toEqual([[], []])
  })

  test('two ports may go on sharing a port of the nodes', async () => {
    const shared = (port: number): KubernetesObject =>
      service({
        type: 'NodePort',
        ports: [
          { name: 'a', port: 443, nodePort: 30443 },
          { name: 'b', port, protocol: 'UDP', nodePort: 30443 },
        ],
      })
    expect(await updateErrors(shared(443), shared(9443), newestVersion, 'replace')).toEqual([])
  })

  test('finalizers are of known names in every update', async () => {
    const old = made('v1', 'ConfigMap', {})
    const finalized = { ...old, metadata: { ...old.metadata, finalizers: ['a'] } }
    const words = 'name is neither a standard finalizer name nor is it fully qualified'
    expect(await updateErrors(old, finalized, newestVersion, 'replace')).toEqual([`metadata.finalizers[0]: Invalid value: "a": ${words}`])
  })
})
