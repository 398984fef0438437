import type { FieldPath } from '../../k8s/field-path.ts'
import { isSidecar } from '../../k8s/pod-requests.ts'
import type { Container, PodSpec } from '../../k8s/types.ts'

/** A port of the node that a pod takes. */
export interface HostPort {
  readonly ip: string
  readonly protocol: string
  readonly port: number
  /** Where in the pod's spec it is written. */
  readonly path: FieldPath
}

const anyAddress = '0.0.0.0'

/** The host ports of containers and sidecars. Mirrors pkg/scheduler/util/utils.go GetHostPorts, v1.36. */
export function hostPortsOf(spec: PodSpec): readonly HostPort[] {
  const ports: HostPort[] = []
  const collect = (containers: readonly Container[], field: string, wanted: (container: Container) => boolean): void => {
    containers.forEach((container, c) => {
      if (!wanted(container)) return
      container.ports?.forEach(({ hostIP, protocol, hostPort }, p) => {
        if (hostPort === undefined || hostPort <= 0) return
        ports.push({ ip: hostIP || anyAddress, protocol: protocol || 'TCP', port: hostPort, path: [field, c, 'ports', p, 'hostPort'] })
      })
    })
  }
  collect(spec.initContainers ?? [], 'initContainers', isSidecar)
  collect(spec.containers ?? [], 'containers', () => true)
  return ports
}

/** Whether two pods could not both have the port on one node. */
export function hostPortsConflict(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === anyAddress || b.ip === anyAddress)
}

/** The ports taken on a node, counted. Mirrors kube-scheduler/framework HostPortInfo, v1.36. */
export class HostPortUsage {
  readonly #byPort = new Map<string, Map<string, number>>()

  add(ports: readonly HostPort[], sign: 1 | -1): void {
    for (const { ip, protocol, port } of ports) {
      const key = `${protocol} ${port}`
      const ips = this.#byPort.get(key) ?? new Map<string, number>()
      const count = (ips.get(ip) ?? 0) + sign
      if (count > 0) ips.set(ip, count)
      else ips.delete(ip)
      if (ips.size > 0) this.#byPort.set(key, ips)
      else this.#byPort.delete(key)
    }
  }

  conflicts({ ip, protocol, port }: HostPort): boolean {
    const ips = this.#byPort.get(`${protocol} ${port}`)
    return ips !== undefined && (ip === anyAddress || ips.has(anyAddress) || ips.has(ip))
  }
}
