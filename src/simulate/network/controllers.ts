import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import type { Universe } from './universe.ts'

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

/** Members that routes are served by: all, and by what their IngressClass names. */
interface Known {
  readonly controllers: Map<string | undefined, readonly number[]>
  fronts?: readonly number[]
}

const known = new WeakMap<Universe, Known>()

function knownOf(universe: Universe): Known {
  const found = known.get(universe) ?? { controllers: new Map() }
  known.set(universe, found)
  return found
}

/** The pods of the input that serve what an Ingress or a route of Gateway API asks for; none where they are not in the input. */
export function controllersOf({ cluster, universe }: Network, route: Resource): readonly number[] {
  if (route.type.kind !== 'Ingress') return []
  const name = valueAt(route.object, ['spec', 'ingressClassName'])
  const found = typeof name === 'string' ? cluster.find('networking.k8s.io', 'IngressClass', null, name) : undefined
  const written = valueAt(found?.object, ['spec', 'controller'])
  const controller = typeof written === 'string' ? written : undefined
  const { controllers } = knownOf(universe)
  let members = controllers.get(controller)
  if (members === undefined) {
    const own = controller === undefined ? families : families.filter(family => family.controller.test(controller))
    members = membersWhere(universe.endpoints, ({ spec }) =>
      (spec.containers ?? []).some(({ image = '' }) => own.some(family => family.image.test(image)))
    )
    controllers.set(controller, members)
  }
  return members
}

/** Pods that may pass on what comes from outside, by what they are called. */
export function frontsOf({ universe }: Network): readonly number[] {
  const own = knownOf(universe)
  own.fronts ??= membersWhere(universe.endpoints, ({ workload, namespace, labels }) =>
    [workload.name, namespace, labelOf(labels, 'app.kubernetes.io/name') ?? '', labelOf(labels, 'app') ?? ''].some(text =>
      frontName.test(text)
    )
  )
  return own.fronts
}

function membersWhere(endpoints: readonly Endpoint[], holds: (endpoint: Endpoint) => boolean): readonly number[] {
  const members: number[] = []
  for (const [member, endpoint] of endpoints.entries()) if (holds(endpoint)) members.push(member)
  return members
}
