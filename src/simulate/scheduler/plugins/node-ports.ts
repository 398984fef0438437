import type { FieldRef } from '../../../cluster/field-ref.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import type { FilterPlugin } from '../framework.ts'
import { type HostPort, hostPortsConflict } from '../host-ports.ts'
import type { NodeInfo } from '../node-info.ts'
import { unschedulable } from '../status.ts'

const taken = unschedulable("node(s) didn't have free ports for the requested pod ports")
const namedClaimants = 3

const countsSidecarsSince = 33

/** Refuses nodes on which another pod has one of the pod's host ports. Mirrors pkg/scheduler/framework/plugins/nodeports, v1.36. */
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  preFilter(pod, { version }) {
    const countsSidecars = isAtLeast(version, countsSidecarsSince)
    const counted = (ports: readonly HostPort[]): readonly HostPort[] =>
      countsSidecars ? ports : ports.filter(({ path }) => path[0] === 'containers')
    const hostPorts = counted(pod.hostPorts)
    if (hostPorts.length === 0) return 'skip'
    const isTaken = (port: HostPort, node: NodeInfo): boolean =>
      node.ports.conflicts(port) && (countsSidecars || claimantsOf(port, node, counted).length > 0)
    return {
      local: hostPorts.map(({ ip, protocol, port }) => `${ip} ${protocol} ${port}`).join(),
      filter: node => (hostPorts.some(port => isTaken(port, node)) ? taken : undefined),
      explain(node, status) {
        const port = hostPorts.find(wanted => isTaken(wanted, node))!
        const subject = `${port.protocol} ${port.port}`
        return [{ text: status.reasons[0]!, subject, at: pod.template.specAt.child(...port.path), by: claimantsOf(port, node, counted) }]
      },
    }
  },
}

function claimantsOf(wanted: HostPort, node: NodeInfo, counted: (ports: readonly HostPort[]) => readonly HostPort[]): readonly FieldRef[] {
  const found: FieldRef[] = []
  for (const { info } of node.pods) {
    const port = counted(info.hostPorts).find(own => hostPortsConflict(own, wanted))
    if (port !== undefined) found.push(info.template.specAt.child(...port.path))
    if (found.length === namedClaimants) break
  }
  return found
}
