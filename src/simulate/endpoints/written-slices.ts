import type { KubernetesObject } from '../../k8s/types.ts'
import type { Endpoint, EndpointPort, EndpointSlice } from './endpoint-slice.ts'
import { familyOf } from './selected-slices.ts'

interface WrittenPort {
  readonly name?: string
  readonly protocol?: string
  readonly port?: number
  readonly appProtocol?: string
}

interface WrittenSlice extends KubernetesObject {
  readonly addressType?: string
  readonly ports?: readonly WrittenPort[]
  readonly endpoints?: readonly {
    readonly addresses?: readonly string[]
    readonly conditions?: { readonly ready?: boolean }
    readonly nodeName?: string
    readonly hostname?: string
    readonly targetRef?: { readonly kind?: string; readonly name?: string }
  }[]
}

interface EndpointAddress {
  readonly ip?: string
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef?: { readonly kind?: string; readonly name?: string }
}

interface WrittenEndpoints extends KubernetesObject {
  readonly subsets?: readonly {
    readonly addresses?: readonly EndpointAddress[]
    readonly notReadyAddresses?: readonly EndpointAddress[]
    readonly ports?: readonly WrittenPort[]
  }[]
}

const serviceNameLabel = 'kubernetes.io/service-name'
const skipMirrorLabel = 'endpointslice.kubernetes.io/skip-mirror'
const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader'
/** Mirrors the endpointslicemirroring controller's flag --mirroring-max-endpoints-per-subset. */
const maxMirroredPerSubset = 1000

/** A slice that is declared as such; undefined where it belongs to no Service. */
export function writtenSlice(object: WrittenSlice, namespace: string): EndpointSlice | undefined {
  const service = object.metadata?.labels?.[serviceNameLabel]
  if (service === undefined || service === '') return undefined
  const endpoints = (object.endpoints ?? []).map(({ addresses = [], conditions, nodeName, hostname, targetRef }) => ({
    ...podName(targetRef),
    addresses,
    ...(conditions?.ready !== undefined && { ready: conditions.ready }),
    ...(nodeName !== undefined && { node: nodeName }),
    ...(hostname !== undefined && { hostname }),
  }))
  return { namespace, service, addressType: object.addressType ?? 'IPv4', ports: (object.ports ?? []).map(portOf), endpoints }
}

/** Whether the slices of an Endpoints object are made for a Service that has no selector. Mirrors pkg/controller/endpointslicemirroring shouldMirror, v1.36. */
export function isMirrored({ metadata = {} }: KubernetesObject): boolean {
  return metadata.labels?.[skipMirrorLabel] !== 'true' && metadata.annotations?.[leaderAnnotation] === undefined
}

/** The slices that are made for an Endpoints object: one for each address family and set of ports. Mirrors pkg/controller/endpointslicemirroring reconciler, v1.36. */
export function mirroredSlices(object: WrittenEndpoints, namespace: string, service: string): readonly EndpointSlice[] {
  const slices = new Map<string, EndpointSlice & { readonly endpoints: Endpoint[] }>()
  for (const { addresses = [], notReadyAddresses = [], ports: written = [] } of object.subsets ?? []) {
    const ports = written.map(portOf)
    const all = [...addresses.map(address => ({ address, ready: true })), ...notReadyAddresses.map(address => ({ address, ready: false }))]
    for (const { address, ready } of all.slice(0, maxMirroredPerSubset)) {
      const { ip = '', nodeName, hostname, targetRef } = address
      const addressType = familyOf(ip)
      const key = JSON.stringify([addressType, ports])
      const slice = slices.get(key) ?? { namespace, service, addressType, ports, endpoints: [] }
      slices.set(key, slice)
      slice.endpoints.push({
        ...podName(targetRef),
        addresses: [ip],
        ready,
        ...(nodeName !== undefined && { node: nodeName }),
        ...(hostname !== undefined && hostname !== '' && { hostname }),
      })
    }
  }
  return [...slices.values()]
}

function podName(target: { readonly kind?: string; readonly name?: string } | undefined): { readonly pod?: string } {
  return target?.kind === 'Pod' && target.name !== undefined ? { pod: target.name } : {}
}

function portOf({ name = '', protocol = 'TCP', port, appProtocol }: WrittenPort): EndpointPort {
  return { name, protocol, ...(port !== undefined && { port }), ...(appProtocol !== undefined && { appProtocol }) }
}
