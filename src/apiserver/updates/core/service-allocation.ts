import type { FieldError } from '../../../k8s/field-error.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { nodePortsOf } from '../../allocation/node-ports.ts'
import { settleService } from '../../allocation/service.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { madeUpClusterIp } from '../../made-up-values.ts'
import { invalid as invalidObject } from '../../status.ts'
import type { StageContext } from '../../strategy.ts'
import { invalid } from '../../validation/error-of.ts'
import { Field } from '../../validation/field.ts'
import type { Allocated, AllocationRequest } from '../strategy.ts'

/**
 * What a Service was given stays its own, where the new text asks for nothing else.
 * Mirrors pkg/registry/core/service/storage/storage.go beginUpdate, v1.36.
 */
export function allocateServiceUpdate(
  object: KubernetesObject,
  old: KubernetesObject,
  { view, version }: StageContext,
  { name }: AllocationRequest
): Allocated {
  const { spec } = object as { spec?: unknown }
  const { spec: before } = old as { spec?: unknown }
  if (!isStruct(spec) || !isStruct(before)) return { object }
  const { namespace } = object.metadata ?? {}
  const isOther = ({ metadata }: KubernetesObject): boolean => metadata?.name !== name || metadata?.namespace !== namespace
  const taken = (): ReadonlySet<number> => nodePortsOf(view.list('', 'Service').filter(isOther))
  const patched = withOldFamilyPolicy(inSync(withOldValues(spec, before), before), before)
  const errors = familyErrors(patched, before)
  if (errors.length > 0) return { object, refusal: invalidObject({ kind: 'Service', group: '' }, name, errors) }
  return settleService(object, patched, name, { version, isClosed: view.world === 'closed', taken, kept: nodePortsOf([old]) })
}

/** An address that the server gave out is of the family that it had then. Mirrors ValidateServiceClusterIPsRelatedFields. */
function familyErrors(spec: Struct, before: Struct): readonly FieldError[] {
  if (!hasAddress(spec)) return []
  const old = listOf(before['ipFamilies'])
  const families = listOf(spec['ipFamilies'])
  const addresses = Field.root({ spec }).at('spec.clusterIPs')
  return addresses.items.flatMap((address, index) => {
    const family = families[index]
    if (address.text !== madeUpClusterIp || family === undefined || old[index] === undefined || family === old[index]) return []
    return [invalid(address, `expected an ${family} value as indicated by \`ipFamilies[${index}]\``)]
  })
}

/** Mirrors patchAllocatedValues. */
function withOldValues(spec: Struct, before: Struct): Struct {
  let patched = spec
  if (hasAddress(before) && hasAddress(spec)) {
    if (!spec['clusterIP']) patched = { ...patched, clusterIP: before['clusterIP'] }
    if (listOf(spec['clusterIPs']).length === 0 && listOf(before['clusterIPs']).length > 0)
      patched = { ...patched, clusterIPs: before['clusterIPs'] }
  }
  if (hasNodePorts(before) && hasNodePorts(spec))
    patched = { ...patched, ports: withOldPorts(listOf(spec['ports']), listOf(before['ports'])) }
  if (hasHealthPort(before) && hasHealthPort(spec) && !spec['healthCheckNodePort'] && before['healthCheckNodePort'] !== undefined)
    patched = { ...patched, healthCheckNodePort: before['healthCheckNodePort'] }
  return patched
}

/** A port without a port of the nodes gets the one that the port of its name had, unless another one has taken it over. */
function withOldPorts(ports: readonly unknown[], before: readonly unknown[]): readonly unknown[] {
  const given = before.filter(isStruct)
  const old = new Map<unknown, unknown>(given.map(port => [port['name'] ?? '', port['nodePort']]))
  const had = new Set<unknown>(given.map(port => port['nodePort']))
  const used = new Set<unknown>(ports.filter(isStruct).flatMap(({ nodePort }) => (nodePort && had.has(nodePort) ? [nodePort] : [])))
  return ports.map(port => {
    if (!isStruct(port) || port['nodePort']) return port
    const nodePort = old.get(port['name'] ?? '')
    return nodePort === undefined || used.has(nodePort) ? port : { ...port, nodePort }
  })
}

/** The older and the newer field of the addresses say the same. Mirrors normalizeClusterIPs. */
function inSync(spec: Struct, before: Struct): Struct {
  const { clusterIP = '', clusterIPs } = spec
  const { clusterIP: old = '' } = before
  const same = listOf(clusterIPs).join() === listOf(before['clusterIPs']).join()
  if (old === clusterIP || !same) return spec
  return { ...spec, clusterIPs: clusterIP === '' ? [] : [clusterIP] }
}

function withOldFamilyPolicy(spec: Struct, before: Struct): Struct {
  const { ipFamilyPolicy } = before
  return hasAddress(spec) && (spec['ipFamilyPolicy'] ?? undefined) === undefined && ipFamilyPolicy !== undefined
    ? { ...spec, ipFamilyPolicy }
    : spec
}

/** What the old type had and the new one cannot have goes with it. Mirrors pkg/registry/core/service/strategy.go dropTypeDependentFields, v1.36. */
export function withoutFieldsOfOldType(spec: Struct, before: Struct): Struct {
  const dropped = new Set<string>()
  const drop = (had: boolean, has: boolean, ...names: readonly string[]): void => {
    if (had && !has) for (const name of names) if (String(spec[name] ?? '') === String(before[name] ?? '')) dropped.add(name)
  }
  const addresses = String(spec['clusterIPs'] ?? '') === String(before['clusterIPs'] ?? '')
  if (addresses) drop(hasAddress(before), hasAddress(spec), 'clusterIP', 'clusterIPs')
  drop(hasAddress(before), hasAddress(spec), 'ipFamilies', 'ipFamilyPolicy')
  drop(hasHealthPort(before), hasHealthPort(spec), 'healthCheckNodePort')
  drop(isBalanced(before), isBalanced(spec), 'allocateLoadBalancerNodePorts', 'loadBalancerClass')
  drop(isExternal(before), isExternal(spec), 'externalTrafficPolicy')
  const old = new Set(listOf(before['ports']).flatMap(port => (isStruct(port) ? [port['nodePort']] : [])))
  const ports = listOf(spec['ports'])
  const samePorts = ports.every(port => !isStruct(port) || !port['nodePort'] || old.has(port['nodePort']))
  const released = hasNodePorts(before) && !hasNodePorts(spec) && samePorts
  if (dropped.size === 0 && !released) return spec
  const kept = Object.fromEntries(Object.entries(spec).filter(([name]) => !dropped.has(name)))
  return released ? { ...kept, ports: ports.map(withoutNodePort) } : kept
}

function withoutNodePort(port: unknown): unknown {
  if (!isStruct(port)) return port
  const { nodePort: _released, ...rest } = port
  return rest
}

function hasAddress({ type }: Struct): boolean {
  return type !== 'ExternalName'
}

function hasNodePorts({ type }: Struct): boolean {
  return type === 'NodePort' || type === 'LoadBalancer'
}

function isBalanced({ type }: Struct): boolean {
  return type === 'LoadBalancer'
}

function isExternal(spec: Struct): boolean {
  return hasNodePorts(spec) || (spec['type'] === 'ClusterIP' && listOf(spec['externalIPs']).length > 0)
}

/** Whether a port of every node answers whether the node has endpoints. Mirrors pkg/api/service/util.go NeedsHealthCheck, v1.36. */
export function hasHealthPort(spec: Struct): boolean {
  return isBalanced(spec) && spec['externalTrafficPolicy'] === 'Local'
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
