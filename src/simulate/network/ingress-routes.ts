import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { listIn, numberIn, objectIn, textIn } from './unchecked.ts'

/** A Service that an ingress controller is told to send requests to. */
export interface RoutedService {
  readonly resource: Resource
  readonly namespace: string
  readonly service: string
  /** Absent: all ports of the Service. */
  readonly port?: number | string
  readonly at: FieldRef
}

/** The Services behind every Ingress and every Route of OpenShift. */
export function routedServices(cluster: Cluster): readonly RoutedService[] {
  return [
    ...cluster.ofKind('networking.k8s.io', 'Ingress').flatMap(ingressServices),
    ...cluster.ofKind('route.openshift.io', 'Route').flatMap(routeServices),
  ]
}

function ingressServices(resource: Resource): readonly RoutedService[] {
  const spec = valueAt(resource.object, ['spec'])
  const inPaths = listIn(spec, 'rules').flatMap((rule, r) =>
    listIn(objectIn(rule, 'http'), 'paths').flatMap((path, p) =>
      backendOf(resource, objectIn(path, 'backend'), ['spec', 'rules', r, 'http', 'paths', p, 'backend'])
    )
  )
  return [...backendOf(resource, objectIn(spec, 'defaultBackend'), ['spec', 'defaultBackend']), ...inPaths]
}

function backendOf(resource: Resource, backend: unknown, path: readonly (string | number)[]): readonly RoutedService[] {
  const target = objectIn(backend, 'service')
  const service = textIn(target, 'name')
  if (service === undefined) return []
  const written = objectIn(target, 'port')
  const port = textIn(written, 'name') ?? numberIn(written, 'number')
  const at = new FieldRef(resource, [...path, 'service', 'name'])
  return [{ resource, namespace: resource.namespace ?? '', service, ...(port !== undefined && { port }), at }]
}

function routeServices(resource: Resource): readonly RoutedService[] {
  const spec = valueAt(resource.object, ['spec'])
  const target = objectIn(spec, 'port')
  const port = textIn(target, 'targetPort') ?? numberIn(target, 'targetPort')
  const backends = [
    { backend: objectIn(spec, 'to'), path: ['spec', 'to', 'name'] },
    ...listIn(spec, 'alternateBackends').map((backend, i) => ({ backend, path: ['spec', 'alternateBackends', i, 'name'] })),
  ]
  return backends.flatMap(({ backend, path }) => {
    const service = textIn(backend, 'name')
    if (service === undefined || (textIn(backend, 'kind') ?? 'Service') !== 'Service') return []
    const at = new FieldRef(resource, path)
    return [{ resource, namespace: resource.namespace ?? '', service, ...(port !== undefined && { port }), at }]
  })
}
