import { describe, expect, test } from 'vitest'
import { FieldRef } from '../../../src/cluster/field-ref.ts'
import type { PolicyRule } from '../../../src/k8s/rbac.ts'
import type { BoundRole } from '../../../src/simulate/access/bound-roles.ts'
import { powersOf } from '../../../src/simulate/access/powers.ts'
import { resourcesOf } from '../../lint/set-of.ts'

const [binding] = resourcesOf('apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\n')

function powers(rule: PolicyRule, namespace: string | null = null): readonly string[] {
  const bound: BoundRole = { binding: binding!, namespace, roleRef: {}, subjects: [], rules: [{ rule, at: new FieldRef(binding!) }] }
  return powersOf(bound).map(({ words }) => words)
}

const rule = (verb: string, group: string, resource: string, names: readonly string[] = []): PolicyRule => ({
  verbs: [verb],
  apiGroups: [group],
  resources: [resource],
  resourceNames: names,
})

describe('a right that leads to all others', () => {
  test.each([
    ['escalate', 'rbac.authorization.k8s.io', 'clusterroles', 'change roles to hold anything'],
    ['bind', 'rbac.authorization.k8s.io', 'clusterroles', 'bind any ClusterRole'],
    ['impersonate', '', 'groups', 'act as any user or group'],
    ['impersonate', '', 'serviceaccounts', 'act as any ServiceAccount of all namespaces'],
    ['list', '', 'secrets', 'read the Secrets of all namespaces'],
    ['create', '', 'serviceaccounts/token', 'make tokens of any ServiceAccount of all namespaces'],
    ['create', '', 'pods/exec', 'run commands in any pod of all namespaces'],
    ['get', '', 'nodes/proxy', 'use the kubelet of any node, which runs commands in its pods'],
    [
      'patch',
      'admissionregistration.k8s.io',
      'mutatingwebhookconfigurations',
      'change what the API server stores, by webhooks or policies',
    ],
    ['update', 'certificates.k8s.io', 'certificatesigningrequests/approval', 'approve client certificates of any name'],
  ])('is %s of %s %s', (verb, group, resource, words) => {
    expect(powers(rule(verb, group, resource))).toEqual([words])
    expect(powers(rule(verb, group, resource, ['one']))).toEqual([])
    expect(powers(rule(verb, group, resource), 'shop')).toEqual([])
  })

  test('is also one in the namespace of the control plane', () => {
    expect(powers(rule('get', '', 'secrets'), 'kube-system')).toEqual(['read the Secrets of namespace kube-system'])
    expect(powers(rule('bind', 'rbac.authorization.k8s.io', 'clusterroles'), 'kube-system')).toEqual([])
  })

  test('is none where everything is granted anyway, or nothing of it', () => {
    expect(powers({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] })).toEqual([])
    expect(powers(rule('get', '', 'pods'))).toEqual([])
    expect(powers({})).toEqual([])
  })
})
