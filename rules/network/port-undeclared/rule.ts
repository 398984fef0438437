import { customResources, defineRule, FieldRef, policyNetwork, resourceTitle, undeclaredPorts } from '../../kit.ts'

export default defineRule({
  id: 'network/port-undeclared',
  summary: 'A NetworkPolicy that allows a port which its pods do not declare',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    service:
      'NetworkPolicy {name} allows port {port} ({protocol}), at which Service {service} takes requests, and not {target}, to which it sends them: policies look at the port of the pods.',
    protocol: 'NetworkPolicy {name} allows port {port} of {protocol}, and the pods have it for {other}: it allows nothing of use.',
    undeclared: 'NetworkPolicy {name} allows port {port} ({protocol}), which no container of {title} declares.',
  },
  help: 'Allow the port at which the containers listen.',
  cluster(context) {
    for (const found of undeclaredPorts(policyNetwork(context.cluster, customResources(context), context.environment))) {
      const { policy, at, port, protocol, kind, service, target, other, destinations } = found
      const isCertain = kind !== 'undeclared'
      const [first] = destinations
      const title = `${resourceTitle(first!.workload.resource)}${destinations.length > 1 ? ` and ${destinations.length - 1} more` : ''}`
      const declared = first!.ports.map(each => `${each.port} (${each.protocol})`)
      const name = new FieldRef(first!.workload.resource, ['metadata', 'name'])
      context.report({
        at,
        message: kind,
        data: {
          name: policy.resource.name ?? '',
          port,
          protocol,
          service: service?.name ?? '',
          target: target ?? 0,
          other: other ?? '',
          title,
        },
        ...(target !== undefined && { help: `Allow port ${target}.` }),
        ...(other !== undefined && { help: `Write protocol: ${other}.` }),
        ...(!isCertain && { severity: 'info' }),
        presets: isCertain ? ['correctness', 'recommended'] : ['recommended'],
        related:
          service === undefined
            ? declared.length === 0
              ? []
              : [{ at: name, message: `${resourceTitle(first!.workload.resource)} declares ${declared.slice(0, 5).join(', ')}` }]
            : [{ at: new FieldRef(service, ['spec', 'ports']), message: `Service ${service.name} sends ${port} to ${target}` }],
      })
    }
  },
})
