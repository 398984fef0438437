import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { authorize, rulesFor } from '../../../src/apiserver/authorization/authorize.ts'
import { bootstrapObjects, type PolicyObject } from '../../../src/apiserver/authorization/bootstrap.ts'
import { RbacPolicy } from '../../../src/apiserver/authorization/policy.ts'
import { impersonated } from '../../../src/apiserver/authorization/user.ts'
import { generateBootstrapPolicy } from '../../../src/dev/bootstrap-policy.ts'
import { root } from '../../../src/dev/project.ts'
import type { PolicyRule, RbacKind, RoleObject, Subject } from '../../../src/k8s/rbac.ts'
import { newestMinor, oldestMinor } from '../../../src/k8s/version.ts'

const readPods: PolicyRule = { verbs: ['get'], apiGroups: [''], resources: ['pods'] }

function role(name: string, rest: RoleObject = { rules: [readPods] }, namespace: string | null = 'shop'): PolicyObject {
  const object = { ...rest, metadata: { name, ...rest.metadata } }
  return { kind: namespace === null ? 'ClusterRole' : 'Role', namespace, name, object }
}

function binding(
  name: string,
  of: readonly [RbacKind, string],
  subjects: readonly Subject[],
  namespace: string | null = 'shop'
): PolicyObject {
  const object = { metadata: { name }, roleRef: { kind: of[0], name: of[1] }, subjects }
  return { kind: namespace === null ? 'ClusterRoleBinding' : 'RoleBinding', namespace, name, object }
}

function ask(objects: readonly PolicyObject[], user: string, namespace = 'shop', groups: readonly string[] = []) {
  const policy = new RbacPolicy()
  for (const object of objects) policy.put(object)
  const asked = { verb: 'get', group: '', resource: 'pods', subresource: '', name: '', namespace }
  return authorize(policy, { name: user, groups }, asked)
}

const jane: Subject = { kind: 'User', name: 'jane' }

describe('a policy', () => {
  test.each<[string, Subject, string, readonly string[], string]>([
    ['a user', jane, 'jane', [], 'User "jane"'],
    ['a group', { kind: 'Group', name: 'ops' }, 'joe', ['ops'], 'Group "ops"'],
    [
      'an account of its own namespace',
      { kind: 'ServiceAccount', name: 'web' },
      'system:serviceaccount:shop:web',
      [],
      'ServiceAccount "web/shop"',
    ],
    [
      'an account of another namespace',
      { kind: 'ServiceAccount', name: 'web', namespace: 'ci' },
      'system:serviceaccount:ci:web',
      [],
      'ServiceAccount "web/ci"',
    ],
    [
      'an account as the user that it is',
      { kind: 'User', name: 'system:serviceaccount:a:b' },
      'system:serviceaccount:a:b',
      [],
      'User "system:serviceaccount:a:b"',
    ],
  ])('allows %s, and says by which binding', (_, subject, user, groups, words) => {
    const decision = ask(
      [role('reader'), binding('read', ['Role', 'reader'], [{ kind: 'User', name: 'other' }, subject])],
      user,
      'shop',
      groups
    )
    expect(decision.allowed).toBe(true)
    expect(decision.reason).toBe(`RBAC: allowed by RoleBinding "read/shop" of Role "reader" to ${words}`)
    expect(decision.grant?.subject).toBe(1)
  })

  test('grants within a namespace what is bound there, everywhere what is bound in the cluster', () => {
    const inShop = [role('reader', undefined, null), binding('read', ['ClusterRole', 'reader'], [jane])]
    const everywhere = [role('reader', undefined, null), binding('read', ['ClusterRole', 'reader'], [jane], null)]
    expect(['shop', 'other', ''].map(namespace => ask(inShop, 'jane', namespace).allowed)).toEqual([true, false, false])
    expect(['shop', 'other', ''].map(namespace => ask(everywhere, 'jane', namespace).allowed)).toEqual([true, true, true])
  })

  test('names the roles that are missing, only where nothing else allows', () => {
    const missing = [binding('a', ['Role', 'gone'], [jane]), binding('b', ['ClusterRole', 'lost'], [jane])]
    expect(ask(missing, 'jane').reason).toBe(
      'RBAC: [role.rbac.authorization.k8s.io "gone" not found, clusterrole.rbac.authorization.k8s.io "lost" not found]'
    )
    expect(ask([...missing, role('r'), binding('c', ['Role', 'r'], [jane])], 'jane').reason).toMatch(/^RBAC: allowed by/)
    expect(ask([binding('a', ['Pod' as RbacKind, 'x'], [jane])], 'jane').reason).toBe('RBAC: unsupported role reference kind: "Pod"')
  })

  test('refuses masters nothing, and gives no reason', () => {
    expect(ask([], 'root', 'shop', ['system:masters'])).toEqual({ allowed: true, reason: '' })
  })

  test('keeps the last of two objects of one name', () => {
    expect(ask([role('r'), binding('b', ['Role', 'r'], [jane]), binding('b', ['Role', 'r'], [])], 'jane').allowed).toBe(false)
    expect(ask([role('r'), role('r', { rules: [] }), binding('b', ['Role', 'r'], [jane])], 'jane').allowed).toBe(false)
  })

  test('is not misled by names such as __proto__ and constructor', () => {
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(ask([role(name), binding(name, ['Role', name], [{ kind: 'User', name }])], name).allowed).toBe(true)
    expect(ask([], 'constructor', '__proto__', ['__proto__']).allowed).toBe(false)
  })
})

describe('a role that aggregates', () => {
  const part = (name: string, labels: Readonly<Record<string, string>>, resource: string) =>
    role(name, { metadata: { labels }, rules: [{ ...readPods, resources: [resource] }] }, null)
  const whole = (name: string, matchLabels: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> = {}) =>
    role(name, { metadata: { labels }, rules: [readPods], aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } }, null)
  const resourcesOf = (objects: readonly PolicyObject[], name: string) => {
    const policy = new RbacPolicy(objects)
    const found = policy.role({ kind: 'ClusterRole', name }, null)
    return found === undefined ? undefined : policy.rulesOf(found).flatMap(({ rule }) => rule.resources ?? [])
  }

  test('has the rules of others by name, each once, in place of its own', () => {
    const parts = [
      part('b', { x: '1' }, 'services'),
      part('a', { x: '1' }, 'secrets'),
      part('c', { x: '1' }, 'services'),
      part('d', { x: '2' }, 'nodes'),
    ]
    expect(resourcesOf([...parts, whole('w', { x: '1' })], 'w')).toEqual(['secrets', 'services'])
  })

  test('may aggregate one that aggregates, and itself', () => {
    const objects = [part('a', { x: '1' }, 'secrets'), whole('inner', { x: '1' }, { y: '1' }), whole('outer', { y: '1' }, { x: '1' })]
    expect(resourcesOf(objects, 'outer')).toEqual(['secrets'])
    expect(resourcesOf([whole('w', { x: '1' }, { x: '1' })], 'w')).toEqual([])
  })

  test('selects every role with an empty selector', () => {
    expect(resourcesOf([part('a', {}, 'secrets'), whole('w', {})], 'w')).toEqual(['secrets'])
  })
})

describe('what every cluster has', () => {
  const policyAt = (minor: number) => new RbacPolicy(bootstrapObjects(minor))
  const may = (minor: number, groups: readonly string[], verb: string, group: string, resource: string) =>
    authorize(policyAt(minor), { name: 'x', groups }, { verb, group, resource, subresource: '', name: '', namespace: '' }).allowed

  test.each(Array.from({ length: newestMinor - oldestMinor + 1 }, (_, i) => oldestMinor + i))(
    'in 1.%i leads from each binding to a role',
    minor => {
      const policy = policyAt(minor)
      expect(policy.bindings.length).toBeGreaterThan(40)
      for (const { object, namespace } of policy.bindings)
        expect(policy.role(object.roleRef!, namespace), object.roleRef?.name).toBeDefined()
      expect(may(minor, ['system:authenticated'], 'create', 'authorization.k8s.io', 'selfsubjectaccessreviews')).toBe(true)
      expect(may(minor, ['system:authenticated'], 'get', '', 'pods')).toBe(false)
    }
  )

  test('differs from version to version', () => {
    const edits = (minor: number) => {
      const policy = policyAt(minor)
      policy.put(binding('e', ['ClusterRole', 'edit'], [jane], null))
      return (group: string, resource: string) =>
        authorize(policy, { name: 'jane', groups: [] }, { verb: 'create', group, resource, subresource: '', name: '', namespace: '' })
          .allowed
    }
    expect([33, 34].map(minor => edits(minor)('resource.k8s.io', 'resourceclaims'))).toEqual([false, true])
    expect([34, 35].map(minor => edits(minor)('events.k8s.io', 'events'))).toEqual([false, true])
    expect(edits(29)('', 'endpoints')).toBe(false)
    expect([33, 34].map(minor => may(minor, ['system:monitoring'], 'get', '', 'nodes'))).toEqual([false, false])
  })

  const folder = process.env['SEATRIAL_BOOTSTRAP_POLICY']
  test.skipIf(folder === undefined || !existsSync(folder))(
    'is what its sources give (skipped unless SEATRIAL_BOOTSTRAP_POLICY is set)',
    () => {
      for (const [path, text] of generateBootstrapPolicy(folder!)) expect(readFileSync(join(root, path), 'utf8')).toBe(text)
    }
  )

  test('keeps its labels and aggregation where a manifest applies a role of the same name', () => {
    const policy = policyAt(36)
    policy.put(role('view', { metadata: { labels: { team: 'a' } }, rules: [] }, null))
    policy.put(binding('v', ['ClusterRole', 'view'], [jane], null))
    const { rules } = rulesFor(policy, { name: 'jane', groups: [] }, '')
    expect(rules.some(({ rule }) => rule.resources?.includes('pods'))).toBe(true)
  })
})

describe('whoever is impersonated', () => {
  test.each<[string, string[], string[]]>([
    ['jane', [], ['system:authenticated']],
    ['jane', ['ops'], ['ops', 'system:authenticated']],
    ['jane', ['system:authenticated', 'ops'], ['system:authenticated', 'ops']],
    ['system:anonymous', [], ['system:unauthenticated']],
    ['system:serviceaccount:shop:web', [], ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated']],
    ['system:serviceaccount:shop:web', ['ops'], ['ops', 'system:authenticated']],
    ['system:serviceaccount:shop', [], ['system:authenticated']],
  ])('as %s with %j is in %j', (name, groups, expected) => {
    expect(impersonated(name, groups).groups).toEqual(expected)
  })
})
