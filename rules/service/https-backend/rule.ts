import { type Context, defineRule, FieldRef, type Resource, valueAt } from '../../kit.ts'

interface Backend {
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } }
}
interface Port {
  readonly name?: string
  readonly port?: number
  readonly appProtocol?: string
}

/** Annotations of Ingresses, and of Services for Traefik, that say how the controller speaks to the backend. */
const saysProtocol =
  /(?:^|[./-])(?:backend-protocol|secure-backends|ssl-passthrough|server-ssl|serversscheme|backend-https?|app-protocols|backend-config)$|server[s-]*(?:scheme|protocol)$/

export default defineRule({
  id: 'service/https-backend',
  summary: 'An Ingress that speaks HTTP to a backend port for HTTPS',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['https-backend'],
  peers: [],
  when: { kinds: ['Ingress'] },
  messages: {
    plain:
      'Ingress {name} sends plain HTTP to port {port} of Service {service}, which looks like one for HTTPS: the backend answers 400, or closes the connection.',
  },
  help: 'Say it in an annotation, such as nginx.ingress.kubernetes.io/backend-protocol: HTTPS, or name the port for HTTP.',
  object(resource, context) {
    const annotations = Object.keys(resource.object.metadata?.annotations ?? {})
    if (resource.type.kind !== 'Ingress' || annotations.some(key => saysProtocol.test(key))) return
    const rules = (valueAt(resource.object, ['spec', 'rules']) ?? []) as readonly {
      readonly http?: { readonly paths?: readonly { readonly backend?: Backend }[] }
    }[]
    for (const [r, { http }] of rules.entries())
      for (const [p, { backend }] of (http?.paths ?? []).entries()) {
        const { name = '', port = {} } = backend?.service ?? {}
        const known = portOf(resource, name, port, context)
        if (known === undefined || known.appProtocol !== undefined) continue
        if (known.port !== 443 && known.port !== 8443 && !/^https(?:-|$)/.test(known.name ?? '')) continue
        const field = port.name === undefined ? 'number' : 'name'
        const at = new FieldRef(resource, ['spec', 'rules', r, 'http', 'paths', p, 'backend', 'service', 'port', field])
        context.report({ at, message: 'plain', data: { name: resource.name ?? '', service: name, port: port.name ?? port.number ?? '' } })
      }
  },
})

/** The port of the Service, or what the Ingress says of it; undefined where the Service has an annotation about it. */
function portOf({ namespace }: Resource, name: string, port: { name?: string; number?: number }, { cluster }: Context<string>) {
  const service = cluster.find('', 'Service', namespace, name)
  if (service === undefined) return { ...(port.name !== undefined && { name: port.name }), port: port.number } as Port
  if (Object.keys(service.object.metadata?.annotations ?? {}).some(key => saysProtocol.test(key))) return undefined
  const ports = (valueAt(service.object, ['spec', 'ports']) ?? []) as readonly Port[]
  return ports.find(known => (port.name === undefined ? known.port === port.number : known.name === port.name))
}
