import { defineRule, resourceTitle, servicesOf } from '../../kit.ts'

export default defineRule({
  id: 'probe/liveness-missing',
  summary: 'A container behind a Service without a liveness probe',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['liveness-missing'],
  peers: [
    { tool: 'kube-linter', check: 'no-liveness-probe', same: false, difference: 'Every container.' },
    { tool: 'polaris', check: 'livenessProbeMissing', same: false, difference: 'Every container.' },
    { tool: 'checkov', check: 'CKV_K8S_8', same: false, difference: 'Every container.' },
    { tool: 'kubescape', check: 'C-0056', same: false, difference: 'Every container.' },
    { tool: 'datree', check: 'CONTAINERS_MISSING_LIVENESSPROBE_KEY', same: false, difference: 'Every container.' },
  ],
  when: { pods: true },
  messages: {
    missing: 'No container of {title} has a livenessProbe: a process that hangs stays until somebody deletes the pod.',
  },
  help: 'Add a livenessProbe that fails late, if the program can hang without ending.',
  pod(template, context) {
    const { spec, specAt, owner } = template
    const containers = spec.containers ?? []
    if (containers.length === 0 || containers.some(({ livenessProbe }) => livenessProbe !== undefined)) return
    if (context.simulate(servicesOf)(template).length === 0) return
    context.report({ at: specAt.child('containers', 0, 'livenessProbe'), message: 'missing', data: { title: resourceTitle(owner) } })
  },
})
