import { defineRule, FieldRef, type KubernetesObject, objectAs, type Resource, servicesOf } from '../../kit.ts'

interface Service extends KubernetesObject {
  readonly spec?: { readonly clusterIP?: string; readonly type?: string; readonly selector?: Readonly<Record<string, string>> }
}

export default defineRule({
  id: 'service/governing-service-without-names',
  summary: 'A governing Service that gives the pods of its StatefulSet no DNS names',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ref-statefulset-service'],
  peers: [{ tool: 'kube-score', check: 'statefulset-has-servicename', same: false, difference: 'Reports a missing Service, too.' }],
  when: { kinds: ['StatefulSet'] },
  messages: {
    address:
      'Service {service} has a cluster IP: {pod}.{service} does not resolve, and nobody reaches a certain pod of StatefulSet {name} by name.',
    alias:
      'Service {service} is an alias of {target}: {pod}.{service} does not resolve, and nobody reaches a pod of StatefulSet {name} by name.',
    others: 'Service {service} does not select the pods of StatefulSet {name}: {pod}.{service} does not resolve.',
  },
  help: 'Name a Service with clusterIP: None that selects the labels of the template; one with an address may stand beside it.',
  pod(template, context) {
    const { owner } = template
    const { serviceName = '' } = objectAs<KubernetesObject & { spec?: { serviceName?: string } }>(owner).spec ?? {}
    if (owner.type.kind !== 'StatefulSet' || owner.type.group !== 'apps' || serviceName === '') return
    const service = context.cluster.find('', 'Service', owner.namespace, serviceName)
    const message = service && mistakeOf(service, () => context.simulate(servicesOf)(template))
    if (service === undefined || message === undefined) return
    const field = { address: 'clusterIP', alias: 'externalName', others: 'selector' }[message]
    context.report({
      at: new FieldRef(owner, ['spec', 'serviceName']),
      message,
      data: {
        service: serviceName,
        name: owner.name ?? '',
        pod: `${owner.name ?? ''}-0`,
        target: String((service.object.spec as { externalName?: string } | undefined)?.externalName),
      },
      related: [{ at: new FieldRef(service, ['spec', field]), message: 'the Service' }],
    })
  },
})

/** What keeps a Service from giving the pods that it selects names of their own. */
function mistakeOf(service: Resource, selecting: () => readonly Resource[]): 'address' | 'alias' | 'others' | undefined {
  const { clusterIP, type, selector = {} } = objectAs<Service>(service).spec ?? {}
  if (type === 'ExternalName') return 'alias'
  if (clusterIP !== 'None') return 'address'
  return Object.keys(selector).length === 0 || selecting().includes(service) ? undefined : 'others'
}
