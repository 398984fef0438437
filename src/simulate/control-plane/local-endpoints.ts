import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { aftermath } from './aftermath.ts'
import { Simulation } from './simulation.ts'

/** The fields that keep traffic on the node where it arrives, or begins. */
const policies = ['externalTrafficPolicy', 'internalTrafficPolicy'] as const

/** A Service that keeps traffic on its node, and the nodes on which it has nothing to send it to. */
export interface LocalService {
  readonly service: Resource
  readonly field: (typeof policies)[number]
  readonly without: readonly Resource[]
  readonly nodes: number
}

/** The Services with a `Local` traffic policy that have ready endpoints on some of the nodes and not on others. */
export function localServices(cluster: Cluster, environment: Environment): readonly LocalService[] {
  const nodes = cluster.ofKind('', 'Node').filter(({ object }) => valueAt(object, ['spec', 'unschedulable']) !== true)
  const services = cluster.ofKind('', 'Service').flatMap(service => {
    const field = policies.find(each => valueAt(service.object, ['spec', each]) === 'Local')
    return field === undefined ? [] : [{ service, field }]
  })
  if (services.length === 0 || nodes.length < 2) return []
  const options = { arrival: 'one-by-one', pick: 'first' } as const
  const { endpoints } = aftermath(cluster, environment, new Simulation(cluster, environment, options).run(), options)
  return services.flatMap(({ service, field }) => {
    const own = endpoints.filter(slice => slice.namespace === service.namespace && slice.service === service.name)
    const reached = new Set(own.flatMap(slice => slice.endpoints).flatMap(({ ready, node }) => (ready === true && node ? [node] : [])))
    const without = nodes.filter(({ name }) => name === null || !reached.has(name))
    return reached.size === 0 || without.length === 0 ? [] : [{ service, field, without, nodes: nodes.length }]
  })
}
