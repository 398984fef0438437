import { type Container, defineRule, resourceTitle, servicesOf } from '../../kit.ts'

export default defineRule({
  id: 'workload/no-pre-stop-hook',
  summary: 'A container behind a Service that stops at once',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['prestop-missing'],
  peers: [{ tool: 'datree', check: 'CONTAINERS_MISSING_PRESTOP_KEY', same: false, difference: 'Every container.' }],
  when: { pods: true },
  messages: {
    none: 'No container of {title} has a preStop hook: for a moment Service {service} still sends requests to a process that has stopped listening.',
  },
  help: 'Add lifecycle.preStop with sleep: {seconds: 5}, unless the program goes on serving for a while after SIGTERM.',
  pod(template, context) {
    const { spec, specAt, owner } = template
    const containers = (spec.containers ?? []) as readonly (Container & { readonly lifecycle?: { readonly preStop?: unknown } })[]
    if (containers.length === 0 || containers.some(({ lifecycle }) => lifecycle?.preStop !== undefined)) return
    const service = context.simulate(servicesOf)(template)[0]
    if (service === undefined) return
    const data = { title: resourceTitle(owner), service: service.name ?? '' }
    context.report({ at: specAt.child('containers', 0, 'lifecycle', 'preStop'), message: 'none', data })
  },
})
