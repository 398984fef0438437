import type { FieldError } from '../../k8s/field-error.ts'
import { isStruct, type Struct } from '../defaults/fill.ts'
import { madeUpNodePort } from '../made-up-values.ts'
import { invalid } from '../validation/error-of.ts'
import { Field } from '../validation/field.ts'

const taken = 'provided port is already allocated'

/** What giving out ports of the nodes comes to: the spec with them, or why one cannot be had. */
export interface NodePortAllocation {
  readonly spec: Struct
  readonly error?: FieldError
  /** Why no port for health checks can be had, which the server takes for a mistake of its own. */
  readonly failure?: string
}

/**
 * Ports of the nodes for a Service that is reached from outside: what is asked for, and something for the rest.
 * Mirrors pkg/registry/core/service/storage/alloc.go txnAllocNodePorts, v1.36, as a dry run does it: there any number is in range.
 */
export function allocateNodePorts(spec: Struct, isTaken: (port: number) => boolean): NodePortAllocation {
  const { type, externalTrafficPolicy } = spec
  if (type !== 'NodePort' && type !== 'LoadBalancer') return { spec }
  const own = new Set<number>()
  const claim = (port: number): boolean => {
    if (isTaken(port) || own.has(port)) return false
    own.add(port)
    return true
  }
  const ports = Array.isArray(spec['ports']) ? (spec['ports'] as readonly unknown[]) : []
  const allocated = allocatePorts(ports, spec['allocateLoadBalancerNodePorts'] !== false, claim)
  if (typeof allocated === 'number') {
    const field = Field.root({ spec }).at('spec.ports').item(allocated).child('nodePort')
    return { spec, error: invalid(field, taken) }
  }
  const withPorts = ports.length === 0 ? spec : { ...spec, ports: allocated }
  if (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local') return { spec: withPorts }
  const { healthCheckNodePort } = spec
  if (typeof healthCheckNodePort !== 'number' || healthCheckNodePort === 0)
    return { spec: { ...withPorts, healthCheckNodePort: madeUpNodePort } }
  if (claim(healthCheckNodePort)) return { spec: withPorts }
  return { spec: withPorts, failure: `failed to allocate requested HealthCheck NodePort ${healthCheckNodePort}: ${taken}` }
}

/** The ports with their ports of the nodes, or the index of the one that cannot have its own. Mirrors initNodePorts. */
function allocatePorts(ports: readonly unknown[], fillIn: boolean, claim: (port: number) => boolean): readonly unknown[] | number {
  const byPort = new Map<unknown, unknown>()
  const allocated: unknown[] = []
  for (const [index, port] of ports.entries()) {
    const struct = isStruct(port) ? port : {}
    const wanted = wantedNodePort(struct)
    const number = struct['port'] ?? 0
    const known = byPort.get(number)
    if (wanted === 0 && !fillIn) allocated.push(port)
    else if (known === undefined) {
      const requested = ports.find(other => isStruct(other) && (other['port'] ?? 0) === number && wantedNodePort(other) !== 0)
      const nodePort = requested === undefined ? madeUpNodePort : wantedNodePort(requested as Struct)
      if (typeof nodePort === 'number' && !claim(nodePort)) return index
      byPort.set(number, nodePort)
      allocated.push({ ...struct, nodePort: wanted === 0 ? madeUpNodePort : wanted })
    } else if (wanted === 0) allocated.push({ ...struct, nodePort: madeUpNodePort })
    else {
      if (wanted !== known && !claim(wanted)) return index
      allocated.push(port)
    }
  }
  return allocated
}

function wantedNodePort({ nodePort }: Struct): number {
  return typeof nodePort === 'number' ? nodePort : 0
}
