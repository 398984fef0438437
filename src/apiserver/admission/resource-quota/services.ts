import type { KubernetesObject } from '../../../k8s/types.ts'
import type { CountedService } from '../objects.ts'
import { count } from './amounts.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'

const resources = new Set(['count/services', 'services', 'services.nodeports', 'services.loadbalancers'])

/** Mirrors pkg/quota/v1/evaluator/core/services.go, v1.36. */
export const serviceEvaluator: QuotaEvaluator = {
  handles: () => true,
  tracks: resource => resources.has(resource),
  matchesScope: () => false,
  usage(object: KubernetesObject) {
    const { type, ports = [], allocateLoadBalancerNodePorts } = (object as CountedService).spec ?? {}
    const balanced = type === 'LoadBalancer'
    const given = ports.filter(({ nodePort }) => nodePort !== undefined && nodePort !== null && nodePort !== 0).length
    const nodePorts = balanced && allocateLoadBalancerNodePorts === false ? given : balanced || type === 'NodePort' ? ports.length : 0
    return new Map([
      ['count/services', count(1)],
      ['services', count(1)],
      ['services.loadbalancers', count(balanced ? 1 : 0)],
      ['services.nodeports', count(nodePorts)],
    ])
  },
  fieldOf(resource) {
    return resource.startsWith('services.') ? ['spec', 'type'] : ['metadata', 'name']
  },
}
