import { defineRule, resourceTitle, servicesOf } from '../../kit.ts'

export default defineRule({
  id: 'probe/readiness-missing',
  summary: 'A container behind a Service without a readiness probe',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['readiness-missing'],
  peers: [
    { tool: 'kube-linter', check: 'no-readiness-probe', same: false, difference: 'Every container.' },
    { tool: 'kube-score', check: 'pod-probes', same: false, difference: 'Liveness too.' },
    { tool: 'polaris', check: 'readinessProbeMissing', same: false, difference: 'Every container.' },
    { tool: 'checkov', check: 'CKV_K8S_9', same: false, difference: 'Every container.' },
    { tool: 'kubescape', check: 'C-0018', same: false, difference: 'Every container.' },
    { tool: 'datree', check: 'CONTAINERS_MISSING_READINESSPROBE_KEY', same: false, difference: 'Every container.' },
  ],
  when: { pods: true },
  messages: {
    missing: 'No container of {title} has a readinessProbe: Service {service} sends requests to a pod from the moment its process starts.',
  },
  help: 'Add a readinessProbe that asks the port of the Service.',
  pod(template, context) {
    const { spec, specAt, owner } = template
    const containers = spec.containers ?? []
    if (containers.length === 0 || containers.some(({ readinessProbe }) => readinessProbe !== undefined)) return
    if ((spec.readinessGates ?? []).length > 0) return
    const service = context.simulate(servicesOf)(template)[0]
    if (service === undefined) return
    const data = { title: resourceTitle(owner), service: service.name ?? '' }
    context.report({ at: specAt.child('containers', 0, 'readinessProbe'), message: 'missing', data })
  },
})
