import { defineRule, limitRangeDefaults, type ResourceList } from '../../kit.ts'

export default defineRule({
  id: 'resource/requests-missing',
  summary: 'A container that does not say what it needs',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['cpu-request-missing', 'memory-request-missing', 'memory-limit-missing'],
  peers: [
    { tool: 'kubescape', check: 'C-0009', same: false, difference: 'Limits of CPU and memory.' },
    { tool: 'kubescape', check: 'C-0050', same: false, difference: 'CPU requests and limits.' },
    { tool: 'kube-linter', check: 'unset-cpu-requirements', same: false, difference: 'Requests and limits.' },
    { tool: 'kube-linter', check: 'unset-memory-requirements', same: false, difference: 'The limit alone.' },
    { tool: 'kube-score', check: 'container-resources', same: false, difference: 'Also asks for a CPU limit.' },
    { tool: 'polaris', check: 'cpuRequestsMissing', same: false, difference: 'One check for each.' },
    { tool: 'polaris', check: 'memoryRequestsMissing', same: false, difference: 'One check for each.' },
    { tool: 'polaris', check: 'memoryLimitsMissing', same: false, difference: 'One check for each.' },
    { tool: 'checkov', check: 'CKV_K8S_10', same: false, difference: 'One check for each.' },
    { tool: 'checkov', check: 'CKV_K8S_12', same: false, difference: 'One check for each.' },
    { tool: 'checkov', check: 'CKV_K8S_13', same: false, difference: 'One check for each.' },
    { tool: 'kubescape', check: 'C-0268', same: false, difference: 'One check for each.' },
    { tool: 'kubescape', check: 'C-0269', same: false, difference: 'One check for each.' },
    { tool: 'kubescape', check: 'C-0271', same: false, difference: 'One check for each.' },
    { tool: 'kubescape', check: 'C-0004', same: false, difference: 'Also asks for values within bounds.' },
    { tool: 'trivy', check: 'KSV-0015', same: false, difference: 'One check for each.' },
    { tool: 'trivy', check: 'KSV-0016', same: false, difference: 'One check for each.' },
    { tool: 'trivy', check: 'KSV-0018', same: false, difference: 'One check for each.' },
    { tool: 'datree', check: 'CONTAINERS_MISSING_CPU_REQUEST_KEY', same: false, difference: 'One check for each.' },
    { tool: 'datree', check: 'CONTAINERS_MISSING_MEMORY_REQUEST_KEY', same: false, difference: 'One check for each.' },
    { tool: 'datree', check: 'CONTAINERS_MISSING_MEMORY_LIMIT_KEY', same: false, difference: 'One check for each.' },
  ],
  when: { pods: true },
  messages: {
    missing: 'Container {container} sets no {missing}: {why}.',
  },
  help: 'Set {missing} under resources, from what the program uses under load.',
  container(container, at, { spec, namespace }, context) {
    const defaults = context.simulate(limitRangeDefaults)(namespace)
    const { requests = {}, limits = {} } = container.resources ?? {}
    const has = (list: ResourceList, resource: string): boolean => Object.hasOwn(list, resource)
    const pod = spec.resources ?? {}
    const needs = (resource: string): boolean =>
      !(has(requests, resource) || has(limits, resource) || has(defaults.requests, resource) || has(defaults.limits, resource)) &&
      !(has(pod.requests ?? {}, resource) || has(pod.limits ?? {}, resource))
    const unbounded = !(has(limits, 'memory') || has(defaults.limits, 'memory') || has(pod.limits ?? {}, 'memory'))
    const missing = [
      ...(needs('cpu') ? ['requests.cpu'] : []),
      ...(needs('memory') ? ['requests.memory'] : []),
      ...(unbounded ? ['limits.memory'] : []),
    ]
    if (missing.length === 0) return
    const why =
      missing[0] === 'limits.memory'
        ? 'a leak takes the memory of the node, and others are killed for it'
        : 'the scheduler counts it as nothing and fills the node'
    const list = missing.length === 1 ? missing[0]! : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}`
    context.report({
      at: at.child('resources'),
      message: 'missing',
      data: { container: container.name ?? '(without a name)', missing: list, why },
    })
  },
})
