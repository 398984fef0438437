import type { SelectableDevice } from '../../apiserver/expressions/device-selector.ts'
import { matchesNodeSelectorTerms, type SelectableNode } from '../../k8s/node-selector.ts'
import { parseQuantity, type Quantity, zeroQuantity } from '../../k8s/quantity.ts'
import type { NodeSelectorTerm, QuantityText } from '../../k8s/types.ts'
import type { DeviceObject, ResourceSliceObject } from './objects.ts'

/** A device that a node may use. */
export interface Device {
  readonly driver: string
  readonly pool: Pool
  readonly name: string
  /** Its own among all devices. */
  readonly id: string
  readonly object: DeviceObject
  readonly selectable: SelectableDevice
  /** From where it can be used; absent: from every node. */
  readonly nodes?: readonly NodeSelectorTerm[]
  /** By counter set and counter. */
  readonly consumes: readonly Counter[]
}

/** An amount of a counter that devices share. */
export interface Counter {
  readonly key: string
  readonly amount: Quantity
}

/** Devices of one driver that belong together. */
export interface Pool {
  readonly name: string
  readonly isComplete: boolean
  readonly isValid: boolean
  readonly devices: readonly Device[]
  readonly counters: ReadonlyMap<string, Quantity>
}

/** All devices that drivers publish, of each pool the newest generation. Mirrors dynamic-resource-allocation structured GatherPools, v1.36. */
export function gatherPools(slices: Iterable<ResourceSliceObject>): readonly Pool[] {
  const newest = new Map<string, ResourceSliceObject[]>()
  for (const slice of slices) {
    const { driver = '', pool } = slice.spec ?? {}
    const key = `${driver}/${pool?.name ?? ''}`
    const known = newest.get(key)
    const difference = known === undefined ? 1 : generationOf(slice) - generationOf(known[0]!)
    if (known === undefined || difference > 0) newest.set(key, [slice])
    else if (difference === 0) known.push(slice)
  }
  return [...newest.values()].map(poolOf)
}

/** Whether a node can use a device. */
export function isUsableFrom(node: SelectableNode, { nodes }: Pick<Device, 'nodes'>): boolean {
  return nodes === undefined || matchesNodeSelectorTerms(nodes, node)
}

function generationOf({ spec }: ResourceSliceObject): number {
  return spec?.pool?.generation ?? 0
}

function poolOf(slices: readonly ResourceSliceObject[]): Pool {
  const { pool: { name = '', resourceSliceCount = 1 } = {} } = slices[0]?.spec ?? {}
  const names = new Set<string>()
  const devices: Device[] = []
  const counters = new Map<string, Quantity>()
  const pool = { name, isComplete: slices.length === resourceSliceCount, isValid: true, devices, counters }
  for (const { spec = {} } of slices) {
    for (const { name: set = '', counters: amounts } of spec.sharedCounters ?? [])
      for (const { key, amount } of countersOf(set, amounts)) counters.set(key, amount)
    for (const object of spec.devices ?? []) {
      if (names.has(object.name ?? '')) pool.isValid = false
      names.add(object.name ?? '')
      devices.push(deviceOf(spec.driver ?? '', pool, object, spec))
    }
  }
  return pool
}

function deviceOf(driver: string, pool: Pool, object: DeviceObject, slice: NonNullable<ResourceSliceObject['spec']>): Device {
  const { name = '', attributes = {}, capacity = {}, allowMultipleAllocations, consumesCounters = [] } = object
  const nodes = nodesOf(slice.perDeviceNodeSelection === true ? object : slice)
  return {
    driver,
    pool,
    name,
    id: `${driver}/${pool.name}/${name}`,
    object,
    selectable: { driver, attributes, capacity, ...(allowMultipleAllocations !== undefined && { allowMultipleAllocations }) },
    ...(nodes !== undefined && { nodes }),
    consumes: consumesCounters.flatMap(({ counterSet = '', counters }) => countersOf(counterSet, counters)),
  }
}

function nodesOf({ nodeName, allNodes, nodeSelector }: DeviceObject): readonly NodeSelectorTerm[] | undefined {
  if (nodeName !== undefined && nodeName !== '') return [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }] }]
  return allNodes === true ? undefined : (nodeSelector?.nodeSelectorTerms ?? [])
}

function countersOf(set: string, counters: Readonly<Record<string, { readonly value?: QuantityText }>> = {}): readonly Counter[] {
  return Object.entries(counters).map(([name, { value = 0 }]) => {
    const amount = parseQuantity(value)
    return { key: `${set}/${name}`, amount: typeof amount === 'string' ? zeroQuantity : amount }
  })
}
