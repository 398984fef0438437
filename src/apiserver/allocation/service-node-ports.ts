import type { FieldError } from '../../k8s/field-error.ts'
import { isStruct, type Struct } from '../defaults/fill.ts'
import { madeUpNodePort } from '../made-up-values.ts'
import { invalid } from '../validation/error-of.ts'
import { Field } from '../validation/field.ts'

/** What a server gives out where its flags say nothing else. */
const lowest = 30_000
const highest = 32_767
const taken = 'provided port is already allocated'
const none: ReadonlySet<number> = new Set()
const outOfRange = `provided port is not in the valid range. The range of valid ports is ${lowest}-${highest}`

/** What giving out ports of the nodes comes to: the spec with them, or why one cannot be had. */
export interface NodePortAllocation {
  readonly spec: Struct
  readonly error?: FieldError
  /** Why no port for health checks can be had, which the server takes for a mistake of its own. */
  readonly failure?: string
}

/**
 * Ports of the nodes for a Service that is reached from outside: what is asked for, and something for the rest.
 * Mirrors pkg/registry/core/service/storage/alloc.go txnAllocNodePorts, v1.36; in a dry run, any number is in range. Those that the Service has had are `kept`.
 */
export function allocateNodePorts(
  spec: Struct,
  isTaken: (port: number) => boolean,
  isDryRun = true,
  kept: ReadonlySet<number> = none
): NodePortAllocation {
  const { type, externalTrafficPolicy } = spec
  if (type !== 'NodePort' && type !== 'LoadBalancer') return { spec }
  const own = new Set<number>()
  const claim = (port: number): string | undefined => {
    if (kept.has(port)) return undefined
    if (!isDryRun && (port < lowest || port > highest)) return outOfRange
    if (isTaken(port) || own.has(port)) return taken
    own.add(port)
    return undefined
  }
  const ports = Array.isArray(spec['ports']) ? (spec['ports'] as readonly unknown[]) : []
  const allocated = allocatePorts(ports, spec['allocateLoadBalancerNodePorts'] !== false, claim)
  if ('why' in allocated) {
    const field = Field.root({ spec }).at('spec.ports').item(allocated.index).child('nodePort')
    return { spec, error: invalid(field, allocated.why) }
  }
  const withPorts = ports.length === 0 ? spec : { ...spec, ports: allocated }
  if (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local') return { spec: withPorts }
  const { healthCheckNodePort } = spec
  if (typeof healthCheckNodePort !== 'number' || healthCheckNodePort === 0)
    return { spec: { ...withPorts, healthCheckNodePort: madeUpNodePort } }
  const why = claim(healthCheckNodePort)
  if (why === undefined) return { spec: withPorts }
  return { spec: withPorts, failure: `failed to allocate requested HealthCheck NodePort ${healthCheckNodePort}: ${why}` }
}

/** A port that cannot have its own. */
interface Failed {
  readonly index: number
  readonly why: string
}

/** The ports with their ports of the nodes, or the one that cannot have its own. Mirrors initNodePorts. */
function allocatePorts(
  ports: readonly unknown[],
  fillIn: boolean,
  claim: (port: number) => string | undefined
): readonly unknown[] | Failed {
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
      const why = typeof nodePort === 'number' ? claim(nodePort) : undefined
      if (why !== undefined) return { index, why }
      byPort.set(number, nodePort)
      allocated.push({ ...struct, nodePort: wanted === 0 ? madeUpNodePort : wanted })
    } else if (wanted === 0) allocated.push({ ...struct, nodePort: madeUpNodePort })
    else {
      const why = wanted === known ? undefined : claim(wanted)
      if (why !== undefined) return { index, why }
      allocated.push(port)
    }
  }
  return allocated
}

function wantedNodePort({ nodePort }: Struct): number {
  return typeof nodePort === 'number' ? nodePort : 0
}
