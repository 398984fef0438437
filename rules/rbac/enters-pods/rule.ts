import { allowsAll, defineRule, FieldRef, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

const doors = ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers', 'nodes/proxy']

export default defineRule({
  id: 'rbac/enters-pods',
  summary: 'A role that runs commands in pods or on nodes',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-exec'],
  peers: [
    { tool: 'polaris', check: 'clusterrolePodExecAttach', same: false, difference: 'pods/exec and pods/attach only.' },
    { tool: 'polaris', check: 'rolePodExecAttach', same: false, difference: 'pods/exec and pods/attach only.' },
    {
      tool: 'polaris',
      check: 'clusterrolebindingPodExecAttach',
      same: false,
      difference: 'Reports who is bound to such a role, or to none that is there.',
    },
    {
      tool: 'polaris',
      check: 'rolebindingRolePodExecAttach',
      same: false,
      difference: 'Reports who is bound to such a role, or to none that is there.',
    },
    {
      tool: 'polaris',
      check: 'rolebindingClusterRolePodExecAttach',
      same: false,
      difference: 'Reports who is bound to such a role, or to none that is there.',
    },
    { tool: 'checkov', check: 'CKV2_K8S_2', same: false, difference: 'nodes/proxy and pods/exec only.' },
    { tool: 'kubescape', check: 'C-0002', same: false, difference: 'pods/exec only.' },
    { tool: 'kubescape', check: 'C-0063', same: false, difference: 'pods/portforward only.' },
    { tool: 'trivy', check: 'KSV-0053', same: false, difference: 'pods/exec only.' },
    { tool: 'trivy', check: 'KSV-0054', same: false, difference: 'pods/attach only.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_RESOURCES_VERBS_VALUE', same: false, difference: 'pods/exec only.' },
  ],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: {
    found: '{title} lets its holders use {what}: they reach into running containers, past everything that deploying them has to pass.',
  },
  help: 'Leave it to those who debug, for as long as they do.',
  object(resource, { report }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries()) {
      const resources = rule.resources ?? []
      const found = doors.filter(
        door => resources.includes(door) && ['create', 'get', 'update', 'patch'].some(verb => allowsAll(rule, verb, '', door))
      )
      const [first] = found
      if (first === undefined) continue
      const at = new FieldRef(resource, ['rules', index, 'resources', resources.indexOf(first)])
      report({ at, message: 'found', data: { title: resourceTitle(resource), what: found.join(', ') } })
    }
  },
})
