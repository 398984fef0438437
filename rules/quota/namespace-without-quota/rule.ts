import { defineRule, FieldRef } from '../../kit.ts'

export default defineRule({
  id: 'quota/namespace-without-quota',
  summary: 'A namespace without ResourceQuota or LimitRange',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['namespace-quota'],
  peers: [
    { tool: 'trivy', check: 'KSV-0039', same: false, difference: 'LimitRanges alone.' },
    { tool: 'trivy', check: 'KSV-0040', same: false, difference: 'Quotas alone.' },
  ],
  when: { kinds: ['Namespace'] },
  messages: {
    without: 'Namespace {name} has no {missing}: one workload in it may take the whole cluster.',
  },
  help: 'Add {missing} to the namespace.',
  object(resource, context) {
    if (resource.type.kind !== 'Namespace' || resource.name === null || resource.name.startsWith('kube-')) return
    const has = (kind: string): boolean => context.cluster.ofKind('', kind).some(({ namespace }) => namespace === resource.name)
    const missing = [...(has('ResourceQuota') ? [] : ['a ResourceQuota']), ...(has('LimitRange') ? [] : ['a LimitRange'])]
    if (missing.length === 0) return
    const at = new FieldRef(resource, ['metadata', 'name'])
    context.report({ at, message: 'without', data: { name: resource.name, missing: missing.join(' and ') } })
  },
})
