import {
  declaresAllPods,
  defineRule,
  FieldRef,
  type KubernetesObject,
  nearestName,
  objectAs,
  type PodSpec,
  resourceTitle,
  selectedTemplates,
} from '../../kit.ts'

interface PortedService extends KubernetesObject {
  readonly spec?: { readonly type?: string; readonly ports?: readonly { readonly port?: number; readonly targetPort?: number | string }[] }
}

export default defineRule({
  id: 'service/target-port-unknown',
  summary: 'A Service port that leads to a port no pod has',
  severity: 'error',
  claim: 'fails',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['service-target-port-name'],
  peers: [{ tool: 'kube-linter', check: 'invalid-target-ports', same: false, difference: 'Only whether the name is valid.' }],
  when: { kinds: ['Service'] },
  messages: {
    unknown: 'Service {name} sends port {port} to the container port {target}, which none of its pods has: nothing listens behind it.',
  },
  help: 'Name a port of the containers, or add name: {target} to one of their ports.',
  component: { name: 'endpointslice-controller', sentence: 'no ready addresses for port {port}' },
  fixable: 'unsafe',
  object(resource, context) {
    const { spec } = objectAs<PortedService>(resource)
    if (resource.type.kind !== 'Service' || resource.namespace === null || spec?.type === 'ExternalName') return
    if (spec?.ports?.some(({ targetPort }) => typeof targetPort === 'string') !== true) return
    const templates = context.simulate(selectedTemplates)(resource)
    if (templates.length === 0) return
    for (const [index, { port, targetPort }] of spec.ports.entries()) {
      if (typeof targetPort !== 'string' || templates.some(({ spec: pod }) => portNames(pod).includes(targetPort))) continue
      const at = new FieldRef(resource, ['spec', 'ports', index, 'targetPort'])
      const names = [...new Set(templates.flatMap(({ spec: pod }) => portNames(pod)))]
      const near = nearestName(targetPort, names)
      const certain = declaresAllPods(context, resource.namespace)
      context.report({
        at,
        message: 'unknown',
        data: { name: resource.name ?? '', port: port ?? '', target: targetPort },
        ...(!certain && { severity: 'warning', claim: 'risks' }),
        related: [
          {
            at: templates[0]!.specAt.child('containers'),
            message: `${resourceTitle(templates[0]!.owner)} has ${names.length === 0 ? 'no named ports' : `the ports ${names.join(', ')}`}`,
          },
        ],
        ...(near !== undefined && {
          help: `Write ${near}.`,
          fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at, text: near }] }],
        }),
      })
    }
  },
})

function portNames({ containers = [], initContainers = [] }: PodSpec): readonly string[] {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...containers, ...sidecars].flatMap(({ ports = [] }) => ports.flatMap(({ name }) => name ?? []))
}
