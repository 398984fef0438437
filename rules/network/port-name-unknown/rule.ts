import { customResources, defineRule, FieldRef, policyNetwork, resourceTitle, unresolvedPortNames } from '../../kit.ts'

export default defineRule({
  id: 'network/port-name-unknown',
  summary: 'A NetworkPolicy that names a port which its pods do not have',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['netpol-named-port'],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    none: 'NetworkPolicy {name} allows port {port} ({protocol}), and none of the pods that it leads to has a port of that name: it allows nothing.',
    protocol: 'NetworkPolicy {name} allows port {port} of {protocol}, and the pods have it for {other}: it allows nothing.',
    some: 'NetworkPolicy {name} allows port {port} ({protocol}), which {without} of {all} workloads that it leads to lack: it allows nothing there.',
  },
  help: 'Name a port of the containers, or write its number.',
  cluster(context) {
    for (const found of unresolvedPortNames(policyNetwork(context.cluster, customResources(context), context.environment))) {
      const { policy, at, port, protocol, destinations, without, other, near } = found
      const isNone = without.length === destinations.length
      const help = other === undefined ? near && `Write ${near}.` : `Add protocol: ${other}.`
      context.report({
        at,
        message: isNone ? (other === undefined ? 'none' : 'protocol') : 'some',
        data: {
          name: policy.resource.name ?? '',
          port,
          protocol,
          other: other ?? '',
          without: without.length,
          all: destinations.length,
        },
        ...(help !== undefined && { help }),
        ...(!isNone && { severity: 'info' }),
        presets: isNone ? ['correctness', 'recommended'] : ['recommended'],
        related: without.slice(0, 3).map(({ workload, ports }) => {
          const names = ports.flatMap(({ name }) => name ?? [])
          const what = names.length === 0 ? 'no named ports' : `the ports ${names.join(', ')}`
          return { at: new FieldRef(workload.resource, ['metadata', 'name']), message: `${resourceTitle(workload.resource)} has ${what}` }
        }),
      })
    }
  },
})
