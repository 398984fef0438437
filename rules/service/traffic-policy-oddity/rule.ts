import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/traffic-policy-oddity',
  summary: 'A Service setting that has no effect, or not the one that is meant',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['headless-hpa-etpol'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    affinity: 'Service {name} is headless: sessionAffinity has no effect, for no proxy stands between client and pods.',
    ports: 'Service {name} is headless: port {port} is not translated to {target}, clients reach the pods on the port they ask for.',
  },
  help: 'Remove the field, or give the Service a cluster IP.',
  object(resource, context) {
    if (resource.type.kind !== 'Service' || valueAt(resource.object, ['spec', 'clusterIP']) !== 'None') return
    const name = resource.name ?? ''
    if (valueAt(resource.object, ['spec', 'sessionAffinity']) === 'ClientIP')
      context.report({ at: new FieldRef(resource, ['spec', 'sessionAffinity']), message: 'affinity', data: { name } })
    const ports = (valueAt(resource.object, ['spec', 'ports']) ?? []) as readonly {
      readonly port?: number
      readonly targetPort?: unknown
    }[]
    for (const [index, { port, targetPort }] of ports.entries())
      if (typeof targetPort === 'number' && port !== undefined && targetPort !== port)
        context.report({
          at: new FieldRef(resource, ['spec', 'ports', index, 'targetPort']),
          message: 'ports',
          data: { name, port, target: targetPort },
        })
  },
})
