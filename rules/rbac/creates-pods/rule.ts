import { allowsAll, defineRule, FieldRef, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

const workloads = [
  ['', 'pods'],
  ['', 'replicationcontrollers'],
  ['apps', 'deployments'],
  ['apps', 'daemonsets'],
  ['apps', 'statefulsets'],
  ['apps', 'replicasets'],
  ['batch', 'jobs'],
  ['batch', 'cronjobs'],
] as const

export default defineRule({
  id: 'rbac/creates-pods',
  summary: 'A role that creates pods or workloads',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-create-pods'],
  peers: [
    { tool: 'kube-linter', check: 'access-to-create-pods', same: false, difference: 'Reports the binding; pods only.' },
    { tool: 'kubescape', check: 'C-0188', same: true },
    { tool: 'trivy', check: 'KSV-0048', same: false, difference: 'All verbs.' },
    { tool: 'datree', check: 'CIS_INVALID_VALUE_CREATE_POD', same: false, difference: 'Pods only.' },
  ],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: {
    found: '{title} lets its holders create {what}: whoever does may use every ServiceAccount, Secret and volume of the namespace.',
  },
  help: 'Grant it to those only who may use whatever pods there may use.',
  object(resource, { report }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries()) {
      const resources = rule.resources ?? []
      const found = workloads.filter(([group, name]) => resources.includes(name) && allowsAll(rule, 'create', group, name))
      const [first] = found
      if (first === undefined) continue
      const at = new FieldRef(resource, ['rules', index, 'resources', resources.indexOf(first[1])])
      const what = found.map(([, name]) => name).join(', ')
      report({ at, message: 'found', data: { title: resourceTitle(resource), what } })
    }
  },
})
