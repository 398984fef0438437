import type { FieldError } from '../../k8s/field-error.ts'
import { cidrContains, isEdgeOf, parseCidr } from '../../k8s/names/cidr.ts'
import { parseIp } from '../../k8s/names/ip-address.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Refusal } from '../answer.ts'
import { isStruct, type Struct } from '../defaults/fill.ts'
import { madeUpClusterIp } from '../made-up-values.ts'
import type { ServerRequest } from '../request.ts'
import { internalError, invalid } from '../status.ts'
import type { StageContext } from '../strategy.ts'
import { Field } from '../validation/field.ts'
import { fieldError } from '../validation/field-errors.ts'
import { nodePortsOf } from './node-ports.ts'
import { allocateFamilies, type ClusterFamilies } from './service-families.ts'
import { allocateNodePorts } from './service-node-ports.ts'

/** What a cluster has where nothing says otherwise. */
const singleStack: ClusterFamilies = ['IPv4']

/** What a server gives addresses of Services out of where its flags say nothing else. */
const serviceRange = '10.96.0.0/16'

const serviceType = { kind: 'Service', group: '' }

/**
 * Gives a new Service its addresses and ports, before anything else of it is validated.
 * Mirrors pkg/registry/core/service/storage/storage.go beginCreate and alloc.go allocateCreate, v1.36.
 */
export function allocateService(request: ServerRequest, { view, version }: StageContext): { object: KubernetesObject; refusal?: Refusal } {
  const { object } = request
  const { spec: written } = object as { spec?: unknown }
  if (request.operation !== 'create' || !isStruct(written)) return { object }
  const taken = (): ReadonlySet<number> => nodePortsOf(view.list('', 'Service'))
  const isClosed = view.world === 'closed'
  const hasOwnRanges = isClosed && view.list('networking.k8s.io', 'ServiceCIDR').length > 0
  const cluster = {
    version,
    isClosed,
    taken,
    isDryRun: request.stores !== true,
    ...(isClosed && !hasOwnRanges && { ranges: [serviceRange] }),
  }
  return settleService(object, withBothFields(written), object.metadata?.name ?? '', cluster)
}

/** What giving out addresses and ports goes by. */
export interface ServiceCluster {
  readonly version: KubernetesVersion
  /** Whether the cluster's families of addresses are known. */
  readonly isClosed: boolean
  /** The ports of the nodes that other Services have. */
  readonly taken: () => ReadonlySet<number>
  /** The ports of the nodes that the Service itself has had. */
  readonly kept?: ReadonlySet<number>
  /** The networks that addresses are given out of, where they are known. */
  readonly ranges?: readonly string[]
  /** Nothing is stored, and no port given out for good. */
  readonly isDryRun?: boolean
}

/** The Service with this spec and what it gets of addresses and ports, or why it cannot have what it asks for. */
export function settleService(
  object: KubernetesObject,
  written: Struct,
  name: string,
  { version, isClosed, taken, isDryRun = true, kept, ranges }: ServiceCluster
): { object: KubernetesObject; refusal?: Refusal } {
  let spec = written
  const result = (refusal?: Refusal) => ({ object: { ...object, spec }, ...(refusal === undefined ? {} : { refusal }) })
  if (spec['type'] !== 'ExternalName') {
    const families = allocateFamilies(spec, isClosed ? singleStack : undefined, version)
    if (families.errors.length > 0) return result(invalid(serviceType, name, families.errors))
    const outside = addressOutside(families.spec, ranges)
    if (outside !== undefined) return result(invalid(serviceType, name, [outside]))
    spec = withAddresses(families.spec)
  }
  let stored: ReadonlySet<number> | undefined
  const isTaken = (port: number): boolean => {
    stored ??= taken()
    return stored.has(port)
  }
  const ports = allocateNodePorts(spec, isTaken, isDryRun, kept)
  spec = ports.spec
  if (ports.error !== undefined) return result(invalid(serviceType, name, [ports.error]))
  return result(ports.failure === undefined ? undefined : internalError(ports.failure, ['spec', 'healthCheckNodePort']))
}

/** An address that is asked for and cannot be had. Mirrors alloc.go allocIPs and ipallocator ErrNotInRange. */
function addressOutside(spec: Struct, ranges: readonly string[] | undefined): FieldError | undefined {
  const addresses = Field.root({ spec }).at('spec.clusterIPs')
  if (ranges === undefined || addresses.items[0]?.text === 'None') return undefined
  const outside = addresses.items.find(
    ({ text }) => text !== '' && text !== madeUpClusterIp && !ranges.some(range => givesOut(range, text))
  )
  if (outside === undefined) return undefined
  const valid = `The range of valid IPs is ${ranges.join(', ')}`
  const words = `failed to allocate IP ${outside.text}: the provided IP (${outside.text}) is not in the valid range. ${valid}`
  return fieldError('FieldValueInvalid', addresses, words)
}

/** Neither the first nor the last address of a network is given out. */
function givesOut(range: string, address: string): boolean {
  const cidr = parseCidr(range)
  const ip = parseIp(address)
  return cidr !== undefined && ip !== undefined && cidrContains(cidr, ip) && !isEdgeOf(cidr, ip)
}

/** An address in the older field alone stands in the newer one too. Mirrors normalizeClusterIPs. */
function withBothFields(spec: Struct): Struct {
  const { clusterIP, clusterIPs } = spec
  const several = Array.isArray(clusterIPs) && clusterIPs.length > 0
  return clusterIP && !several ? { ...spec, clusterIPs: [clusterIP] } : spec
}

/** An address of each family, of those that are asked for by name none in particular. Mirrors allocClusterIPs. */
function withAddresses(spec: Struct): Struct {
  const families = spec['ipFamilies'] as readonly string[]
  const given = Array.isArray(spec['clusterIPs']) ? (spec['clusterIPs'] as readonly unknown[]) : []
  if (given[0] === 'None') return spec
  const clusterIPs = families.map((_, index) => given[index] || madeUpClusterIp)
  return { ...spec, clusterIP: clusterIPs[0] ?? spec['clusterIP'], clusterIPs }
}
