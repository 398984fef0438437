import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'

interface Family {
  /** What IngressClasses call it. */
  readonly controller: RegExp
  readonly image: RegExp
}

const families: readonly Family[] = [
  { controller: /^k8s\.io\/ingress-nginx/, image: /(^|\/)ingress-nginx\/controller|nginx-ingress-controller/ },
  { controller: /^nginx\.org\//, image: /(^|\/)nginx-ingress(:|@|$)/ },
  { controller: /^traefik\.io\//, image: /(^|\/)traefik(:|@|$)/ },
  { controller: /^haproxy/, image: /haproxytech\/kubernetes-ingress|haproxy-ingress/ },
  { controller: /konghq/, image: /(^|\/)kong(-gateway)?(:|@|$)/ },
  { controller: /projectcontour/, image: /(^|\/)envoy(:|@|$)/ },
]
const frontName = /ingress|gateway|proxy|nginx|traefik|contour|envoy|kong|haproxy/

/** The pods of the input that serve what an Ingress or a route of Gateway API asks for; none where they are not in the input. */
export function controllersOf({ cluster, universe }: Network, route: Resource): readonly number[] {
  if (route.type.kind !== 'Ingress') return []
  const name = valueAt(route.object, ['spec', 'ingressClassName'])
  const found = typeof name === 'string' ? cluster.find('networking.k8s.io', 'IngressClass', null, name) : undefined
  const controller = valueAt(found?.object, ['spec', 'controller'])
  const own = typeof controller === 'string' ? families.filter(family => family.controller.test(controller)) : families
  return membersWhere(universe.endpoints, ({ spec }) =>
    (spec.containers ?? []).some(({ image = '' }) => own.some(family => family.image.test(image)))
  )
}

/** Pods that may pass on what comes from outside, by what they are called. */
export function frontsOf({ universe }: Network): readonly number[] {
  return membersWhere(universe.endpoints, ({ workload, namespace, labels }) =>
    [workload.name, namespace, labelOf(labels, 'app.kubernetes.io/name') ?? '', labelOf(labels, 'app') ?? ''].some(text =>
      frontName.test(text)
    )
  )
}

function membersWhere(endpoints: readonly Endpoint[], holds: (endpoint: Endpoint) => boolean): readonly number[] {
  return [...endpoints.entries()].filter(([, endpoint]) => holds(endpoint)).map(([member]) => member)
}
