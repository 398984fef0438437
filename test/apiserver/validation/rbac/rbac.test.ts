import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { apiGroups: [''], resources: ['pods'], verbs: ['get'] }, []],
  [
    'no verb',
    { apiGroups: [''], resources: ['pods'], verbs: [] },
    ['rules[0].verbs: Required value: verbs must contain at least one value'],
  ],
  [
    'a path',
    { nonResourceURLs: ['/a'], verbs: ['get'] },
    ['rules[0].nonResourceURLs: Invalid value: ["/a"]: namespaced rules cannot apply to non-resource URLs'],
  ],
  [
    'no group and no resource',
    { verbs: ['get'] },
    [
      'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
      'rules[0].resources: Required value: resource rules must supply at least one resource',
    ],
  ],
])('a Role with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('rbac.authorization.k8s.io/v1', 'Role', { rules: [fields] }))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { rules: [{ nonResourceURLs: ['/a'], verbs: ['get'] }] }, []],
  [
    'resources beside paths',
    { rules: [{ apiGroups: [''], resources: ['pods'], nonResourceURLs: ['/a'], verbs: ['get'] }] },
    ['rules[0].nonResourceURLs: Invalid value: ["/a"]: rules cannot apply to both regular resources and non-resource URLs'],
  ],
  [
    'an aggregation of nothing',
    { aggregationRule: { clusterRoleSelectors: [] } },
    ['aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil'],
  ],
])('a ClusterRole with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('rbac.authorization.k8s.io/v1', 'ClusterRole', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  [
    'nothing wrong',
    {
      subjects: [
        { kind: 'User', name: 'a' },
        { kind: 'ServiceAccount', name: 'a', namespace: 'b' },
      ],
    },
    [],
  ],
  [
    'an account by another group',
    { subjects: [{ kind: 'ServiceAccount', apiGroup: 'a', name: 'a', namespace: 'b' }] },
    ['subjects[0].apiGroup: Unsupported value: "a": supported values: ""'],
  ],
  [
    'a subject that is nobody',
    { subjects: [{ kind: 'Robot', name: 'a' }] },
    ['subjects[0].kind: Unsupported value: "Robot": supported values: "ServiceAccount", "User", "Group"'],
  ],
  [
    'another kind of role',
    { subjects: [], roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Rule', name: '' } },
    ['roleRef.kind: Unsupported value: "Rule": supported values: "Role", "ClusterRole"', 'roleRef.name: Required value'],
  ],
])('a RoleBinding with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('rbac.authorization.k8s.io/v1', 'RoleBinding', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' },
        subjects: [{ kind: 'ServiceAccount', name: 'a' }],
        ...fields,
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['an account of no namespace', { subjects: [{ kind: 'ServiceAccount', name: 'a' }] }, ['subjects[0].namespace: Required value']],
  [
    'a role of a namespace',
    { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } },
    ['roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"'],
  ],
])('a ClusterRoleBinding with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'a' },
        ...fields,
      })
    )
  ).toEqual(errors)
})
