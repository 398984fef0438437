import { apiResources, defineRule, FieldRef, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

/** What somebody may do to the namespace itself is asked within it. */
const withinNamespace = ['get', 'update', 'patch', 'delete', '*']

export default defineRule({
  id: 'rbac/cluster-resource-in-namespace',
  summary: 'A Role for a resource that is in no namespace',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { kinds: ['Role'] },
  messages: { cluster: '{resource} are in no namespace: {title} of namespace {namespace} grants nothing on them.' },
  help: 'Move the rule to a ClusterRole, and bind it by a ClusterRoleBinding.',
  object(resource, { report, simulate }) {
    if (resource.type.group !== rbacGroup || resource.type.kind !== 'Role') return
    const api = simulate(apiResources)
    for (const [index, { apiGroups = [], resources = [], verbs = [] }] of (objectAs<RoleObject>(resource).rules ?? []).entries())
      for (const [i, text] of resources.entries()) {
        const name = text.split('/')[0]!
        const named = api.named(name).filter(({ group }) => apiGroups.includes(group))
        if (named.length === 0 || named.some(({ namespaced }) => namespaced)) continue
        if (name === 'namespaces' && verbs.some(verb => withinNamespace.includes(verb))) continue
        report({
          at: new FieldRef(resource, ['rules', index, 'resources', i]),
          message: 'cluster',
          data: { resource: name, title: resourceTitle(resource), namespace: resource.namespace ?? '' },
        })
      }
  },
})
