import { allowsAll, defineRule, FieldRef, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

const aggregateTo = 'rbac.authorization.k8s.io/aggregate-to-'
const targets = [
  ['', 'endpoints'],
  ['discovery.k8s.io', 'endpointslices'],
] as const

export default defineRule({
  id: 'rbac/edit-writes-endpoints',
  summary: 'A role that lets editors and admins of namespaces write endpoints',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-aggregate-default-edit'],
  peers: [],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: {
    found:
      '{title} lets everybody who is bound to {whole} write {what}: they can lead traffic of Services and Ingresses into other namespaces.',
  },
  help: 'Bind it to those who need it, without the label.',
  object(resource, { report }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries()) {
      const labels = resource.object.metadata?.labels ?? {}
      const whole = ['edit', 'admin'].filter(name => Object.hasOwn(labels, aggregateTo + name) && labels[aggregateTo + name] === 'true')
      const resources = rule.resources ?? []
      const found = targets.filter(([group, name]) => ['create', 'update', 'patch'].some(verb => allowsAll(rule, verb, group, name)))
      const [first] = found
      if (whole.length === 0 || first === undefined) continue
      const at = new FieldRef(resource, ['rules', index, 'resources', Math.max(resources.indexOf(first[1]), 0)])
      const what = found.map(([, name]) => name).join(', ')
      report({ at, message: 'found', data: { title: resourceTitle(resource), whole: whole.join(' or '), what } })
    }
  },
})
