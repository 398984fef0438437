import type { KubernetesObject } from '../../k8s/types.ts'
import { isStruct } from '../defaults/fill.ts'

/** The ports of the nodes that Services have for sure; made up ones are not among them. */
export function nodePortsOf(services: readonly KubernetesObject[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const service of services) {
    const { spec } = service as { spec?: unknown }
    if (!isStruct(spec)) continue
    const { ports, healthCheckNodePort } = spec
    for (const port of Array.isArray(ports) ? ports : []) if (isStruct(port)) add(found, port['nodePort'])
    add(found, healthCheckNodePort)
  }
  return found
}

function add(ports: Set<number>, port: unknown): void {
  if (typeof port === 'number' && port !== 0) ports.add(port)
}
