import { defineRule, FieldRef, type KubernetesObject, objectAs, selectedTemplates } from '../../kit.ts'

interface PortedService extends KubernetesObject {
  readonly spec?: { readonly type?: string; readonly ports?: readonly { readonly port?: number; readonly targetPort?: number | string }[] }
}

export default defineRule({
  id: 'service/target-port-undeclared',
  summary: 'A Service port that no container declares',
  severity: 'info',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['service-target-port-number'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    undeclared: 'Service {name} sends port {port} to {target}, which no container of its pods declares.',
  },
  help: 'Declare containerPort: {target}, or send to a port that is declared.',
  object(resource, context) {
    const { spec } = objectAs<PortedService>(resource)
    if (resource.type.kind !== 'Service' || resource.namespace === null || spec?.type === 'ExternalName') return
    const templates = context.simulate(selectedTemplates)(resource)
    const declared = templates.flatMap(template =>
      (template.spec.containers ?? []).flatMap(({ ports = [] }) => ports.map(port => port.containerPort))
    )
    if (declared.length === 0) return
    for (const [index, { port, targetPort = port }] of (spec?.ports ?? []).entries()) {
      if (typeof targetPort !== 'number' || declared.includes(targetPort)) continue
      const at = new FieldRef(resource, ['spec', 'ports', index, targetPort === port ? 'port' : 'targetPort'])
      context.report({ at, message: 'undeclared', data: { name: resource.name ?? '', port: port ?? '', target: targetPort } })
    }
  },
})
