import { defineRule, FieldRef, nearestName, type Resource, valueAt } from '../../kit.ts'

interface Port {
  readonly name?: string
  readonly port?: number
}

export default defineRule({
  id: 'service/endpoints-mismatch',
  summary: 'Endpoints kept by hand that do not meet their Service',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['endpoints-by-hand'],
  peers: [],
  when: { kinds: ['Endpoints', 'EndpointSlice'] },
  messages: {
    unlabelled: 'EndpointSlice {name} has no label kubernetes.io/service-name: no Service sends anything to its addresses.',
    misspelt: 'There is no Service {service} in namespace {namespace}, but {near}: nothing is sent to the addresses of {title}.',
    port: 'Port {port} of {title} is none of Service {service}, whose ports are {ports}: kube-proxy matches them by name and finds no address.',
    selects: 'Service {service} has a selector: the endpoints controller replaces the addresses of {title} by those of its pods.',
  },
  help: 'Give both the same names of Service and ports.',
  object(resource, context) {
    const { type, namespace, name } = resource
    const isSlice = type.kind === 'EndpointSlice' && type.group === 'discovery.k8s.io'
    if ((!isSlice && (type.kind !== 'Endpoints' || type.group !== '')) || name === null || isManaged(resource)) return
    const at = new FieldRef(resource, isSlice ? ['metadata', 'labels', serviceLabel] : ['metadata', 'name'])
    const wanted = isSlice ? resource.object.metadata?.labels?.[serviceLabel] : name
    if (wanted === undefined) return context.report({ at, message: 'unlabelled', data: { name }, help: `Add the label ${serviceLabel}.` })
    const title = `${type.kind} ${name}`
    const service = context.cluster.find('', 'Service', namespace, wanted)
    if (service === undefined) {
      // leaders of old elections are kept in Endpoints that no Service has
      const all = context.cluster.ofKind('', 'Service').length > mostCompared ? [] : context.cluster.ofKind('', 'Service')
      const free = all.filter(other => other.namespace === namespace && valueAt(other.object, ['spec', 'selector']) === undefined)
      const near = nearestName(
        wanted,
        free.flatMap(other => other.name ?? [])
      )
      if (near !== undefined)
        context.report({
          at,
          message: 'misspelt',
          data: { service: wanted, namespace: namespace ?? '', near, title },
          help: `Write ${near}.`,
        })
      return
    }
    const related = [{ at: new FieldRef(service, ['metadata', 'name']), message: `Service ${wanted}` }]
    const selector = valueAt(service.object, ['spec', 'selector'])
    if (selector !== undefined && Object.keys(selector as object).length > 0) {
      if (!isSlice) context.report({ at, message: 'selects', data: { service: wanted, title }, related, help: 'Remove one of the two.' })
      return
    }
    const ports = (valueAt(service.object, ['spec', 'ports']) ?? []) as readonly Port[]
    const names = new Set(ports.map(port => port.name ?? ''))
    for (const path of portPaths(resource, isSlice)) {
      const { name: portName = '', port } = valueAt(resource.object, path) as Port
      if (ports.length === 0 || names.has(portName)) continue
      const place = new FieldRef(resource, portName === '' ? path : [...path, 'name'])
      const texts = ports.map(known => (known.name === undefined ? `${known.port} (without a name)` : `${known.name} (${known.port})`))
      const data = { port: portName === '' ? `${port ?? ''} (without a name)` : portName, title, service: wanted, ports: texts.join(', ') }
      context.report({ at: place, message: 'port', data, related })
    }
  },
})

const serviceLabel = 'kubernetes.io/service-name'
/** So that many hand-made endpoints stay cheap. */
const mostCompared = 500

/** Whether a controller wrote it, and will again. */
function isManaged({ object }: Resource): boolean {
  const { labels = {}, ownerReferences = [], annotations = {} } = object.metadata ?? {}
  const manager = labels['endpointslice.kubernetes.io/managed-by'] ?? ''
  return ownerReferences.length > 0 || manager.endsWith('.k8s.io') || Object.hasOwn(annotations, 'control-plane.alpha.kubernetes.io/leader')
}

function portPaths({ object }: Resource, isSlice: boolean): readonly (readonly (string | number)[])[] {
  const below = (path: readonly (string | number)[]): readonly (readonly (string | number)[])[] =>
    ((valueAt(object, path) ?? []) as readonly unknown[]).map((_, index) => [...path, index])
  return isSlice ? below(['ports']) : below(['subsets']).flatMap(subset => below([...subset, 'ports']))
}
