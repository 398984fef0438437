import { defineRule, limitRangeDefaults } from '../../kit.ts'

export default defineRule({
  id: 'resource/cpu-limit-missing',
  summary: 'A container without a CPU limit',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['all'],
  checks: ['cpu-limit-missing'],
  peers: [
    { tool: 'kube-score', check: 'container-resources', same: false, difference: 'Also asks for a memory limit.' },
    { tool: 'polaris', check: 'cpuLimitsMissing', same: true },
    { tool: 'checkov', check: 'CKV_K8S_11', same: true },
    { tool: 'kubescape', check: 'C-0270', same: true },
    { tool: 'trivy', check: 'KSV-0011', same: true },
    { tool: 'datree', check: 'CONTAINERS_MISSING_CPU_LIMIT_KEY', same: true },
  ],
  when: { pods: true },
  messages: {
    missing: 'Container {container} has no CPU limit: it takes whatever the other containers of the node leave.',
  },
  help: 'Set limits.cpu, if your house wants every container capped.',
  container(container, at, { spec, namespace }, context) {
    const defaults = context.simulate(limitRangeDefaults)(namespace)
    const lists = [container.resources?.limits, spec.resources?.limits, defaults.limits]
    if (lists.some(list => list !== undefined && Object.hasOwn(list, 'cpu'))) return
    context.report({
      at: at.child('resources', 'limits', 'cpu'),
      message: 'missing',
      data: { container: container.name ?? '(without a name)' },
    })
  },
})
