import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Refusal } from '../answer.ts'
import { isStruct, type Struct } from '../defaults/fill.ts'
import { madeUpClusterIp } from '../made-up-values.ts'
import type { ServerRequest } from '../request.ts'
import { internalError, invalid } from '../status.ts'
import type { StageContext } from '../strategy.ts'
import { nodePortsOf } from './node-ports.ts'
import { allocateFamilies, type ClusterFamilies } from './service-families.ts'
import { allocateNodePorts } from './service-node-ports.ts'

/** What a cluster has where nothing says otherwise. */
const singleStack: ClusterFamilies = ['IPv4']

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
  const cluster = { version, isClosed: view.world === 'closed', taken, isDryRun: request.stores !== true }
  return settleService(object, withBothFields(written), object.metadata?.name ?? '', cluster)
}

/** What giving out addresses and ports goes by. */
export interface ServiceCluster {
  readonly version: KubernetesVersion
  /** Whether the cluster's families of addresses are known. */
  readonly isClosed: boolean
  /** The ports of the nodes that other Services have. */
  readonly taken: () => ReadonlySet<number>
  /** Nothing is stored, and no port given out for good. */
  readonly isDryRun?: boolean
}

/** The Service with this spec and what it gets of addresses and ports, or why it cannot have what it asks for. */
export function settleService(
  object: KubernetesObject,
  written: Struct,
  name: string,
  { version, isClosed, taken, isDryRun = true }: ServiceCluster
): { object: KubernetesObject; refusal?: Refusal } {
  let spec = written
  const result = (refusal?: Refusal) => ({ object: { ...object, spec }, ...(refusal === undefined ? {} : { refusal }) })
  if (spec['type'] !== 'ExternalName') {
    const families = allocateFamilies(spec, isClosed ? singleStack : undefined, version)
    if (families.errors.length > 0) return result(invalid(serviceType, name, families.errors))
    spec = withAddresses(families.spec)
  }
  let stored: ReadonlySet<number> | undefined
  const isTaken = (port: number): boolean => {
    stored ??= taken()
    return stored.has(port)
  }
  const ports = allocateNodePorts(spec, isTaken, isDryRun)
  spec = ports.spec
  if (ports.error !== undefined) return result(invalid(serviceType, name, [ports.error]))
  return result(ports.failure === undefined ? undefined : internalError(ports.failure, ['spec', 'healthCheckNodePort']))
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
