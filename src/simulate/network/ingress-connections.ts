import { valueAt } from '../../k8s/field-path.ts'
import type { ListedConnection } from './connection-list.ts'
import { verdictWords } from './connection-list.ts'
import { nothing } from './connections.ts'
import { routedServices } from './ingress-routes.ts'
import type { Network } from './network.ts'
import { unlabelledPod } from './outsiders.ts'
import { noReasons } from './reasons.ts'
import { portsOf, type ServicePort, selectedMembers, targetPort } from './service-targets.ts'

/**
 * What a controller that is not in the input, as a pod without labels, may send to the pods behind Ingresses and Routes, by the ports
 * that their containers declare.
 */
export function ingressConnections(network: Network): readonly ListedConnection[] {
  const { universe, connections, verdicts } = network
  const controller = universe.firstOutsider + universe.outsiders.indexOf(unlabelledPod)
  const wanted = new Map<string, { readonly member: number; readonly ports: Set<number> }>()
  for (const { namespace, service, port } of routedServices(network.cluster)) {
    const found = network.cluster.find('', 'Service', namespace, service)
    const selector = valueAt(found?.object, ['spec', 'selector'])
    if (found === undefined || typeof selector !== 'object' || selector === null) continue
    for (const member of selectedMembers(network, namespace, selector as Readonly<Record<string, string>>)) {
      const { workload, ports: declared } = universe.endpoints[member]!
      const entry = wanted.get(workload.id) ?? { member, ports: new Set<number>() }
      wanted.set(workload.id, entry)
      for (const each of portsNamed(portsOf(found), port)) {
        const target = targetPort(each, 'TCP', declared)
        if (target !== undefined && declared.some(own => own.protocol === 'TCP' && own.port === target)) entry.ports.add(target)
      }
    }
  }
  const wordsOf = verdictWords(network)
  return [...wanted.keys()].sort().flatMap(id => {
    const { member, ports } = wanted.get(id)!
    const { workload } = universe.endpoints[member]!
    const routed = connections.of([...ports].map(port => ({ protocol: 'TCP', from: port, to: port })))
    const own = verdicts.at(network.oneSided('ingress', member, controller))
    const allowed = connections.intersection(routed, own.sure)
    const words = allowed === nothing ? undefined : wordsOf(verdicts.of(allowed, allowed, noReasons))
    return words === undefined ? [] : [{ src: { id: unlabelledPod.name }, dst: { id, workload }, words }]
  })
}

/** The ports that a route means: all, or the first whose name, number or target it is. */
function portsNamed(ports: readonly ServicePort[], wanted: number | string | undefined): readonly ServicePort[] {
  if (wanted === undefined) return ports
  const found = ports.find(({ name, port, targetPort: target }) => name === wanted || port === wanted || target === wanted)
  return found === undefined ? [] : [found]
}
