import { defineRule, FieldRef, resourceTitle, servicesOf, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'rollout/recreates-behind-service',
  summary: 'A Deployment that stops all pods before it starts new ones',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['deployment-recreate'],
  peers: [
    { tool: 'kube-linter', check: 'no-rolling-update-strategy', same: false, difference: 'Of every workload.' },
    { tool: 'kube-score', check: 'deployment-strategy', same: false, difference: 'Asks for an explicit RollingUpdate.' },
    { tool: 'kubescape', check: 'C-0305', same: false, difference: 'Asks for a written RollingUpdate with its parameters.' },
  ],
  when: { pods: true },
  messages: {
    recreates: '{title} stops all its pods before it starts new ones: Service {service} has no endpoints during each update.',
  },
  help: 'Remove the strategy, or use RollingUpdate with maxUnavailable: 0.',
  pod(template, context) {
    const { owner } = template
    if (owner.type.kind !== 'Deployment' || valueAt(owner.object, ['spec', 'strategy', 'type']) !== 'Recreate') return
    const service = context.simulate(servicesOf)(template)[0]
    if (service === undefined) return
    const at = new FieldRef(owner, ['spec', 'strategy', 'type'])
    context.report({ at, message: 'recreates', data: { title: resourceTitle(owner), service: service.name ?? '' } })
  },
})
