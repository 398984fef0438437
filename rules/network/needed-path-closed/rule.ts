import { type ClosedPath, closedPaths, customResources, defineRule, policyNetwork, type Resource, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'network/needed-path-closed',
  summary: 'A connection that the manifests need and their network policies close',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['netpol-blocks-service'],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    need: '{title} needs Service {service} on port {port} ({source}) and cannot reach it: NetworkPolicy {policy} restricts {direction} and does not allow {protocol} {target}.',
    route:
      '{title} sends requests to Service {service} on port {port}, and its controller cannot reach the pods: NetworkPolicy {policy} restricts {direction} and does not allow {protocol} {target}.',
    front:
      '{title} sends requests to Service {service} on port {port}, and NetworkPolicy {policy} allows {protocol} {target} to no ingress controller, wherever it runs.',
    outside: '{title} is a load balancer, and NetworkPolicy {policy} allows {protocol} {target} to nobody outside of the cluster.',
  },
  help: 'Allow the connection in the policy of the end that closes it, or remove what needs it.',
  cluster(context) {
    for (const path of closedPaths(policyNetwork(context.cluster, customResources(context), context.environment))) {
      const { kind, from, at, source, service, port, protocol, target = port, direction, why } = path
      const names = [...new Set(why.map(({ at: { resource } }) => resource.name ?? ''))]
      const isOptional = why.some(step => areChoices(step.at.resource, service))
      context.report({
        at,
        message: kind,
        ...(isOptional && { severity: 'info', presets: ['recommended'] }),
        data: {
          title: resourceTitle(from),
          service: service.name ?? '',
          port,
          source,
          policy: names.join(', '),
          direction,
          protocol,
          target,
        },
        help: helpOf(path, target),
        related: why
          .slice(0, 3)
          .map(step => ({ at: step.at, message: `${step.at.resource.type.kind} ${step.at.resource.name} ${closing(step.rule)}` })),
      })
    }
  },
})

/** Whether two objects are of different kustomize components, each of which may be left out. */
function areChoices(...resources: readonly Resource[]): boolean {
  const [one, other] = resources.map(({ document }) => /(?:^|\/)components\/([^/]+)\//.exec(document.file.path)?.[1])
  return one !== undefined && other !== undefined && one !== other
}

function closing(rule: number | undefined): string {
  return rule === undefined ? 'selects the pods, and no rule of it allows this' : `denies this by rule ${rule}`
}

function helpOf({ kind, protocol, direction, from, service }: ClosedPath, target: number): string {
  const port = `${protocol} ${target}`
  if (kind === 'outside') return `Add an ingress rule for ${port} without from, or with the addresses of the clients.`
  if (kind === 'front') return `Add an ingress rule for ${port} from the namespace of the ingress controller.`
  if (direction === 'egress') return `Add an egress rule for ${port} to the pods of Service ${service.name}.`
  return kind === 'route'
    ? `Add an ingress rule for ${port} from the controller's pods.`
    : `Add an ingress rule for ${port} from the pods of ${resourceTitle(from)}.`
}
