import { autoscalersOf, defineRule, FieldRef, resourceTitle, servicesOf } from '../../kit.ts'

export default defineRule({
  id: 'workload/single-replica',
  summary: 'A workload behind a Service with one replica',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['replicas-single'],
  peers: [
    { tool: 'kube-linter', check: 'minimum-three-replicas', same: false, difference: 'Asks for three, of every workload.' },
    { tool: 'kube-score', check: 'deployment-replicas', same: false, difference: 'Asks for two.' },
    { tool: 'polaris', check: 'deploymentMissingReplicas', same: false, difference: 'Asks for two, of every Deployment.' },
    { tool: 'datree', check: 'DEPLOYMENT_INCORRECT_REPLICAS_VALUE', same: true },
  ],
  when: { pods: true },
  messages: {
    single: '{title} runs one pod: each drain, crash and update of its node is an outage of Service {service}.',
  },
  help: 'Set replicas to 2 or more, if the program can run twice.',
  pod(template, context) {
    const { owner, replicas } = template
    const { kind } = owner.type
    if (replicas !== 1 || (kind !== 'Deployment' && kind !== 'ReplicaSet' && kind !== 'ReplicationController' && kind !== 'StatefulSet'))
      return
    const service = context.simulate(servicesOf)(template)[0]
    if (service === undefined || context.simulate(autoscalersOf)(owner).length > 0) return
    const at = new FieldRef(owner, ['spec', 'replicas'])
    context.report({ at, message: 'single', data: { title: resourceTitle(owner), service: service.name ?? '' } })
  },
})
