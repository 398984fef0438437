import { describe, expect, test } from 'vitest'
import { enabledPlugins } from '../../../src/apiserver/admission/enabled-plugins.ts'
import { check } from '../../../src/index.ts'

const name = 'OwnerReferencesPermissionEnforcement'
const group = 'rbac.authorization.k8s.io'
const meta = (of: string, namespace = 'default') => ({ name: of, namespace })
const serverPod = (...flags: readonly string[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: meta('kube-apiserver-cp', 'kube-system'),
  spec: {
    containers: [{ name: 'kube-apiserver', image: 'registry.k8s.io/kube-apiserver:v1.36.2', command: ['kube-apiserver', ...flags] }],
  },
})
const enabled = serverPod(`--enable-admission-plugins=NodeRestriction,${name}`)
const configMaps = { apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'patch'] }
const granted = (...rules: readonly object[]) => [
  { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name: 'dev' }, rules },
  {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'dev' },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'dev' },
    subjects: [{ kind: 'User', apiGroup: group, name: 'jane' }],
  },
]
const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1' }
const blocking = { ...owner, blockOwnerDeletion: true }
const owned = (...ownerReferences: readonly object[]) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { ...meta('c'), ownerReferences },
})
const finalizes = (resources: string) => ({ apiGroups: ['*'], resources: [resources], verbs: ['update'] })
const cannotFinalize = `configmaps "c" is forbidden: cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set finalizers on: , <nil>`
const cannotDelete = `configmaps "c" is forbidden: cannot set an ownerRef on a resource you can't delete: , <nil>`

interface Case {
  readonly there?: readonly object[]
  readonly from?: object
  readonly sent: object
  readonly options?: object
}

async function answer({ there = [enabled, ...granted(configMaps)], from, sent, options }: Case): Promise<string> {
  const file = (path: string, objects: readonly object[]) => [
    { path, text: objects.map(object => `---\n${JSON.stringify(object)}\n`).join('') },
  ]
  const job = {
    inputs: file('sent.yaml', [sent]),
    cluster: file('there.yaml', there),
    ...(from !== undefined && { from: file('from.yaml', [from]) }),
  }
  const { server } = await check({ ...job, options: { asServer: true, world: 'closed', as: 'jane', ...options } })
  return server?.[0]?.message ?? String(server?.[0]?.code)
}

describe('who sets owners', () => {
  test.each<[string, Case, string]>([
    ['may do so on what they create', { sent: owned(owner) }, '201'],
    ['may not keep an owner that is none of theirs', { sent: owned(owner, blocking) }, cannotFinalize],
    [
      'may keep one whose finalizers they may set',
      { there: [enabled, ...granted(configMaps, finalizes('deployments/finalizers'))], sent: owned(blocking) },
      '201',
    ],
    [
      'may keep any one where they may finalize anything',
      { there: [enabled, ...granted(configMaps, finalizes('*/finalizers'))], sent: owned(blocking) },
      '201',
    ],
    [
      'may not keep one of a kind that is not there',
      { sent: owned({ ...blocking, apiVersion: 'example.com/v1', kind: 'Widget' }) },
      'configmaps "c" is forbidden: cannot set blockOwnerDeletion in this case because cannot find RESTMapping for APIVersion example.com/v1 Kind Widget: no matches for kind "Widget" in version "example.com/v1"',
    ],
    ['is asked no more where the server is not told to', { there: [serverPod(), ...granted(configMaps)], sent: owned(blocking) }, '201'],
    ['is never refused as an administrator', { sent: owned(blocking), options: { as: undefined } }, '201'],
    ['may not give one to what they cannot delete', { from: owned(), sent: owned(owner) }, cannotDelete],
    ['may leave them as they are', { from: owned(blocking), sent: owned(blocking) }, '200'],
  ])('%s', async (_, given, expected) => {
    expect(await answer(given)).toBe(expected)
  })
})

const kubeadm = (text: string) => ({
  kind: 'ConfigMap',
  metadata: meta('kubeadm-config', 'kube-system'),
  data: { ClusterConfiguration: text },
})

test.each<[string, object, readonly string[]]>([
  ['a flag of its static pod', enabled, ['NodeRestriction', name]],
  [
    'other programs of kube-system',
    { ...enabled, spec: { containers: [{ name: 'a', command: ['etcd', '--enable-admission-plugins=A'] }] } },
    [],
  ],
  ['a pod elsewhere', { ...enabled, metadata: meta('kube-apiserver') }, []],
  ["kubeadm's mapping", kubeadm(`apiServer:\n  extraArgs:\n    enable-admission-plugins: "A,B"\n`), ['A', 'B']],
  ["kubeadm's list", kubeadm('apiServer:\n  extraArgs:\n  - name: enable-admission-plugins\n    value: A,B\n'), ['A', 'B']],
  ['nothing', kubeadm('apiServer: {}\n'), []],
])('the plugins that are enabled by %s', (_, object, expected) => {
  expect(enabledPlugins(object)).toEqual(expected)
})
