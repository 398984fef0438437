import { defineRule, type FieldPath, FieldRef, type Resource, valueAt } from '../../kit.ts'

interface IngressSpec {
  readonly ingressClassName?: string
  readonly rules?: readonly {
    readonly host?: string
    readonly http?: { readonly paths?: readonly { readonly path?: string; readonly pathType?: string; readonly backend?: unknown }[] }
  }[]
}

export default defineRule({
  id: 'service/ingress-path-claimed-twice',
  summary: 'Two Ingresses that claim the same host and path',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ingress-host-path-duplicate'],
  peers: [],
  when: { kinds: ['Ingress'] },
  messages: {
    twice: '{host}{path} is claimed by Ingress {name} and by Ingress {other}: which of them answers depends on the controller.',
  },
  help: 'Remove one of the rules, or give it another path.',
  cluster(context) {
    const claimed = new Map<string, { readonly resource: Resource; readonly path: FieldPath; readonly backend: string }>()
    for (const resource of context.cluster.ofKind('networking.k8s.io', 'Ingress')) {
      const annotations = resource.object.metadata?.annotations ?? {}
      if (annotations['nginx.ingress.kubernetes.io/canary'] === 'true') continue
      const spec = (valueAt(resource.object, ['spec']) ?? {}) as IngressSpec
      const ingressClass = spec.ingressClassName ?? annotations['kubernetes.io/ingress.class'] ?? ''
      for (const [r, { host = '', http }] of (spec.rules ?? []).entries())
        for (const [p, { path = '/', pathType = '', backend }] of (http?.paths ?? []).entries()) {
          const key = JSON.stringify([ingressClass, host, path, pathType])
          const first = claimed.get(key)
          const at = ['spec', 'rules', r, 'http', 'paths', p, 'path']
          if (first === undefined) claimed.set(key, { resource, path: at, backend: JSON.stringify(backend) })
          else if (
            first.resource !== resource &&
            (first.backend !== JSON.stringify(backend) || first.resource.namespace !== resource.namespace)
          )
            context.report({
              at: new FieldRef(resource, at),
              message: 'twice',
              data: { host, path, name: resource.name ?? '', other: first.resource.name ?? '' },
              related: [{ at: new FieldRef(first.resource, first.path), message: `Ingress ${first.resource.name} claims it here` }],
            })
        }
    }
  },
})
