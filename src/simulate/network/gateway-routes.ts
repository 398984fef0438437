import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { RoutedService } from './ingress-routes.ts'
import { listIn, numberIn, textIn } from './unchecked.ts'

const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'] as const

/** The Services behind the routes of Gateway API. */
export function gatewayRoutes(cluster: Cluster): readonly RoutedService[] {
  return routeKinds
    .flatMap(kind => cluster.ofKind('gateway.networking.k8s.io', kind))
    .flatMap(resource =>
      listIn(valueAt(resource.object, ['spec']), 'rules').flatMap((rule, r) =>
        listIn(rule, 'backendRefs').flatMap((backend, b): readonly RoutedService[] => {
          const service = textIn(backend, 'name')
          if (service === undefined || (textIn(backend, 'kind') ?? 'Service') !== 'Service') return []
          const port = numberIn(backend, 'port')
          const at = new FieldRef(resource, ['spec', 'rules', r, 'backendRefs', b, 'name'])
          const namespace = textIn(backend, 'namespace') ?? resource.namespace ?? 'default'
          return [{ resource, namespace, service, ...(port !== undefined && { port }), at }]
        })
      )
    )
}
