import { describe, expect, test } from 'vitest'
import { loadApiServer } from '../../src/apiserver/index.ts'
import type { KubernetesObject } from '../../src/k8s/types.ts'
import { newestVersion } from '../../src/k8s/version.ts'
import { allResourceTypes } from '../../src/schema/resource-types.ts'
import { requestOf, viewOf } from './request-of.ts'

const servers = new Map(
  await Promise.all([33, 34].map(async minor => [minor, await loadApiServer(allResourceTypes(newestVersion), { minor })] as const))
)

/** The messages of all errors of an object in a version. */
function messages(object: KubernetesObject, minor: number): readonly string[] {
  const { objections } = servers.get(minor)!.handle(requestOf(object), viewOf())
  return objections.flatMap(({ errors }) => errors.map(({ message }) => message))
}

const made = (apiVersion: string, kind: string, fields: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...fields,
})
const template = (labels: object) => ({ metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }] } })

describe('a value that an error shows', () => {
  test.each<[string, KubernetesObject, string, string]>([
    [
      'as a map',
      made('apps/v1', 'Deployment', { spec: { selector: { matchLabels: { a: 'b' } }, template: template({ c: 'd', a: 'x' }) } }),
      '{"a":"x","c":"d"}: `selector` does not match template `labels`',
      'map[string]string{"a":"x", "c":"d"}: `selector` does not match template `labels`',
    ],
    [
      'as a struct that has no name of the server’s own',
      made('apps/v1', 'DaemonSet', { spec: { selector: {}, template: template({ a: 'b' }) } }),
      '{}: empty selector is invalid for daemonset',
      'v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: empty selector is invalid for daemonset',
    ],
    [
      'as a struct that is around the field',
      made('v1', 'Pod', {
        spec: {
          containers: [{ name: 'c', image: 'i', securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'p' } } }],
        },
      }),
      '{"Type":"RuntimeDefault","LocalhostProfile":"p"}: can only be set when seccomp type is Localhost',
      'core.SeccompProfile{Type:"RuntimeDefault", LocalhostProfile:(*string)(0xc000000000)}: can only be set when seccomp type is Localhost',
    ],
    [
      'as a list of names',
      made('v1', 'ResourceQuota', { spec: { hard: {}, scopes: ['BestEffort', 'NotBestEffort'] } }),
      '["BestEffort","NotBestEffort"]: conflicting scopes',
      '[]core.ResourceQuotaScope{"BestEffort", "NotBestEffort"}: conflicting scopes',
    ],
    [
      'as nothing of a type',
      made('v1', 'PersistentVolume', { spec: { accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } } }),
      'Unsupported value: null: supported values: "storage"',
      'Unsupported value: core.ResourceList(nil): supported values: "storage"',
    ],
    [
      'as the name of a resource',
      made('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', max: { 'a b': '1' } }] } }),
      'Invalid value: "a b": name part must consist',
      'Invalid value: a b: name part must consist',
    ],
    [
      'as an amount',
      made('v1', 'ResourceQuota', { spec: { hard: { pods: '500m' } } }),
      'Invalid value: "500m": must be an integer',
      'resource.Quantity{i:resource.int64Amount{value:500, scale:-3}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"500m", Format:"DecimalSI"}: must be',
    ],
    [
      'as an amount that was written otherwise than it is kept',
      made('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', maxLimitRequestRatio: { cpu: '0.5' } }] } }),
      'Invalid value: "500m": ratio 500m is less than 1',
      'resource.int64Amount{value:5, scale:-1}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"500m", Format:"DecimalSI"}: ratio 500m is less than 1',
    ],
    [
      'as amounts by their names',
      made('v1', 'PersistentVolume', {
        spec: { accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' }, capacity: { storage: '1Gi', x: '1' } },
      }),
      'Unsupported value: {"storage":"1Gi","x":"1"}: supported',
      'Unsupported value: core.ResourceList{"storage":resource.Quantity{i:resource.int64Amount{value:1073741824, scale:0}',
    ],
    [
      'as a number or percentage',
      made('apps/v1', 'Deployment', {
        spec: {
          selector: { matchLabels: { a: 'b' } },
          template: template({ a: 'b' }),
          strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
        },
      }),
      'Invalid value: 0: may not be 0 when `maxSurge` is 0',
      'Invalid value: intstr.IntOrString{Type:0, IntVal:0, StrVal:""}: may not be 0 when `maxSurge` is 0',
    ],
    [
      'as a list that is not there',
      made('networking.k8s.io/v1', 'Ingress', { spec: {} }),
      'Invalid value: null: either `defaultBackend` or `rules` must be specified',
      'Invalid value: []networking.IngressRule(nil): either `defaultBackend` or `rules` must be specified',
    ],
    [
      'as bytes',
      made('certificates.k8s.io/v1', 'CertificateSigningRequest', { spec: { request: 'AQI=', signerName: 'a.b/c', usages: ['any'] } }),
      'Invalid value: "AQI=": PEM block type',
      'Invalid value: []byte{0x1, 0x2}: PEM block type',
    ],
    [
      'as an empty part of a selector',
      made('apps/v1', 'DaemonSet', { spec: { selector: { matchLabels: {} }, template: template({ a: 'b' }) } }),
      'Invalid value: {}: empty selector',
      'v1.LabelSelector{MatchLabels:map[string]string{}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: empty selector',
    ],
    [
      'as the path of a field',
      made('v1', 'PersistentVolumeClaim', {
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
          dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' },
          dataSourceRef: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'b' },
        },
      }),
      'Invalid value: {}: must match dataSourceRef',
      'Invalid value: field.Path{name:"dataSource", index:"", parent:(*field.Path)(0xc000000000)}: must match dataSourceRef',
    ],
  ])('%s: JSON since 1.34, Go before', (_, object, json, go) => {
    expect(
      messages(object, 34).some(message => message.includes(json)),
      messages(object, 34).join('\n')
    ).toBe(true)
    expect(
      messages(object, 33).some(message => message.includes(go)),
      messages(object, 33).join('\n')
    ).toBe(true)
  })

  test('a number stays a number', () => {
    const deployment = made('apps/v1', 'Deployment', {
      spec: { replicas: -1, selector: { matchLabels: { a: 'b' } }, template: template({ a: 'b' }) },
    })
    expect(messages(deployment, 33)).toEqual(messages(deployment, 34))
  })
})
