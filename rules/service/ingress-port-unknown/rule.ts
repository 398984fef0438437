import { defineRule, type FieldPath, FieldRef, type Resource, valueAt } from '../../kit.ts'

interface ServicePort {
  readonly name?: string
  readonly port?: number
}
interface Backend {
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } }
}

export default defineRule({
  id: 'service/ingress-port-unknown',
  summary: 'An Ingress backend port that its Service does not have',
  severity: 'error',
  claim: 'fails',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ref-ingress-service'],
  peers: [
    { tool: 'kube-score', check: 'ingress-targets-service', same: false, difference: 'Lets an unnamed port through.' },
    { tool: 'kube-linter', check: 'dangling-ingress', same: false, difference: 'Looks at names alone.' },
  ],
  when: { kinds: ['Ingress'] },
  messages: {
    unknown: 'Service {service} has no port {port}: the controller finds no endpoints for this path of Ingress {name}.',
  },
  help: 'Name a port of the Service: {ports}.',
  component: { name: 'ingress controller', sentence: 'Service "{service}" does not have any active Endpoint for port {port}' },
  object(resource, context) {
    if (resource.type.kind !== 'Ingress' || resource.namespace === null) return
    for (const { path, name, port } of backendsOf(resource)) {
      const services = context.cluster.meant(resource, '', 'Service', resource.namespace, name)
      const service = services.at(-1)
      const ports = services.flatMap(({ object }) => (valueAt(object, ['spec', 'ports']) ?? []) as readonly ServicePort[])
      const wanted = port?.name ?? port?.number
      if (service === undefined || wanted === undefined || wanted === byAnnotation || ports.length === 0) continue
      if (ports.some(known => known.port === wanted || known.name === wanted)) continue
      const texts = ports.map(known => (known.name === undefined ? String(known.port) : `${known.name} (${known.port})`))
      const at = new FieldRef(resource, [...path, 'service', 'port', typeof wanted === 'string' ? 'name' : 'number'])
      context.report({
        at,
        message: 'unknown',
        data: { service: name, port: wanted, name: resource.name ?? '', ports: texts.join(', ') },
        related: [{ at: new FieldRef(service, ['spec', 'ports'], 'key'), message: `the ports of Service ${name}: ${texts.join(', ')}` }],
      })
    }
  },
})

/** Stands for an action that an annotation defines. Mirrors aws-load-balancer-controller pkg/ingress/enhanced_backend_builder.go, v2. */
const byAnnotation = 'use-annotation'

interface PlacedBackend {
  readonly path: FieldPath
  readonly name: string
  readonly port: { readonly name?: string; readonly number?: number } | undefined
}

function backendsOf({ object }: Resource): readonly PlacedBackend[] {
  const rules = (valueAt(object, ['spec', 'rules']) ?? []) as readonly {
    readonly http?: { readonly paths?: readonly { readonly backend?: Backend }[] }
  }[]
  const placed = rules.flatMap(({ http }, r) =>
    (http?.paths ?? []).map(({ backend }, p) => ({ backend, path: ['spec', 'rules', r, 'http', 'paths', p, 'backend'] as FieldPath }))
  )
  const all = [
    { backend: valueAt(object, ['spec', 'defaultBackend']) as Backend | undefined, path: ['spec', 'defaultBackend'] as FieldPath },
    ...placed,
  ]
  return all.flatMap(({ backend, path }) =>
    backend?.service?.name ? [{ path, name: backend.service.name, port: backend.service.port }] : []
  )
}
