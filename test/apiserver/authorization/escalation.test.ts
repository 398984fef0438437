import { describe, expect, test } from 'vitest'
import { check } from '../../../src/index.ts'

const group = 'rbac.authorization.k8s.io'
const meta = (name: string) => ({ name, namespace: 'shop' })
const role = (name: string, rules: readonly object[]) => ({ apiVersion: `${group}/v1`, kind: 'Role', metadata: meta(name), rules })
const clusterRole = (name: string, rest: object) => ({ apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name }, ...rest })
const rule = (verbs: string, apiGroup: string, resources: string, names?: readonly string[]) => ({
  verbs: verbs.split(' '),
  apiGroups: [apiGroup],
  resources: resources.split(' '),
  ...(names !== undefined && { resourceNames: names }),
})
const bind = (name: string, kind: string, of: string, user = 'bob') => ({
  apiVersion: `${group}/v1`,
  kind: 'RoleBinding',
  metadata: meta(name),
  roleRef: { apiGroup: group, kind, name: of },
  subjects: [{ kind: 'User', apiGroup: group, name: user }],
})
const bindAll = (name: string, of: string) => ({ ...bind(name, 'ClusterRole', of), kind: 'ClusterRoleBinding', metadata: { name } })
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
const managesRoles = [
  role('manager', [rule('create patch', group, 'roles rolebindings'), rule('get', '', 'pods')]),
  bind('m', 'Role', 'manager'),
]
const readsPods = role('pods', [rule('get', '', 'pods')])
const readsSecrets = role('secrets', [rule('get list', '', 'secrets')])
const who = 'user "bob" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n'

/** What the server answers bob to the last object, the others being there. */
async function answer(there: readonly object[], sent: object, options: object = {}) {
  const text = (objects: readonly object[]) => objects.map(object => `---\n${JSON.stringify(object)}\n`).join('')
  const job = { inputs: [{ path: 'sent.yaml', text: text([sent]) }], cluster: [{ path: 'there.yaml', text: text([namespace, ...there]) }] }
  const { server } = await check({ ...job, options: { asServer: true, world: 'closed', as: 'bob', ...options } })
  return { code: server?.[0]?.code, message: server?.[0]?.message }
}

describe('somebody who is no administrator', () => {
  test.each<[string, object[], object, number, string | undefined]>([
    [
      'may do nothing without a role',
      [],
      readsPods,
      403,
      `roles.${group} is forbidden: User "bob" cannot create resource "roles" in API group "${group}" in the namespace "shop"`,
    ],
    [
      'is told that a role of theirs is missing',
      [bind('m', 'Role', 'gone')],
      readsPods,
      403,
      `roles.${group} is forbidden: User "bob" cannot create resource "roles" in API group "${group}" in the namespace "shop": RBAC: role.${group} "gone" not found`,
    ],
    ['may create a role of what they hold', managesRoles, readsPods, 201, undefined],
    [
      'may not create a role of more',
      managesRoles,
      readsSecrets,
      403,
      `roles.${group} "secrets" is forbidden: ${who}{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}`,
    ],
    [
      'may not change a role to more',
      [...managesRoles, role('secrets', [])],
      readsSecrets,
      403,
      `roles.${group} "secrets" is forbidden: ${who}{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}`,
    ],
    ['may bind a role of what they hold', [...managesRoles, readsPods], bind('b', 'Role', 'pods'), 201, undefined],
    [
      'may not bind a role of more',
      [...managesRoles, readsSecrets],
      bind('b', 'Role', 'secrets'),
      403,
      `rolebindings.${group} "b" is forbidden: ${who}{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}`,
    ],
    [
      'may not bind a role that is not there',
      managesRoles,
      bind('b', 'ClusterRole', 'gone'),
      404,
      `rolebindings.${group} "gone" not found`,
    ],
    [
      'may grant more with the verb escalate',
      [role('e', [rule('create escalate', group, 'roles')]), bind('m', 'Role', 'e')],
      readsSecrets,
      201,
      undefined,
    ],
    [
      'may not escalate by name what has none yet',
      [role('e', [rule('create', group, 'roles'), rule('escalate', group, 'roles', ['secrets'])]), bind('m', 'Role', 'e')],
      readsSecrets,
      403,
      `roles.${group} "secrets" is forbidden: ${who}{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}`,
    ],
    [
      'may bind what the verb bind names',
      [role('e', [rule('create', group, 'rolebindings'), rule('bind', group, 'clusterroles', ['view'])]), bind('m', 'Role', 'e')],
      bind('b', 'ClusterRole', 'view'),
      201,
      undefined,
    ],
    [
      'may not aggregate without all rights',
      [clusterRole('c', { rules: [rule('create', group, 'clusterroles')] }), bindAll('c', 'c')],
      clusterRole('w', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] }, rules: [] }),
      403,
      `clusterroles.${group} "w" is forbidden: must have cluster-admin privileges to use the aggregationRule`,
    ],
    [
      'is refused at the cluster scope',
      [],
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new' } },
      403,
      'namespaces is forbidden: User "bob" cannot create resource "namespaces" in API group "" at the cluster scope',
    ],
  ])('%s', async (_, there, sent, code, message) => {
    expect(await answer(there, sent)).toEqual({ code, message })
  })

  test('may do everything as a member of system:masters', async () => {
    expect((await answer([], bindAll('b', 'cluster-admin'), { asGroup: ['system:masters'] })).code).toBe(201)
  })

  test('uses what they have created before', async () => {
    const text = [readsPods, bind('b', 'Role', 'pods'), readsSecrets].map(object => `---\n${JSON.stringify(object)}\n`).join('')
    const there = [namespace, ...managesRoles].map(object => `---\n${JSON.stringify(object)}\n`).join('')
    const { server } = await check({
      inputs: [{ path: 'a.yaml', text }],
      cluster: [{ path: 'b.yaml', text: there }],
      options: { asServer: true, world: 'closed', as: 'bob' },
    })
    expect(server?.map(({ code }) => code)).toEqual([201, 201, 403])
  })
})
