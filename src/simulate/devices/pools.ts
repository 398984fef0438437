import type { SelectableDevice } from '../../apiserver/expressions/device-selector.ts'
import { matchesNodeSelectorTerms, type SelectableNode } from '../../k8s/node-selector.ts'
import { parseQuantity, type Quantity, zeroQuantity } from '../../k8s/quantity.ts'
import type { QuantityText } from '../../k8s/types.ts'
import type { CounterSetObject, DeviceObject, NodeSelection, ResourceSliceObject } from './objects.ts'

/** A device that a node may use. */
export interface Device {
  readonly driver: string
  readonly pool: string
  readonly name: string
  /** Its own among all devices. */
  readonly id: string
  readonly object: DeviceObject
  readonly selectable: SelectableDevice
  /** From where it can be used. */
  readonly nodes: NodeSelection
  /** Its slice leaves it to each device from where it can be used. */
  readonly choosesNodes: boolean
  /** By counter set and counter. */
  readonly consumes: readonly Counter[]
  /** Several requests may share it, as far as its capacity goes. */
  readonly isShareable: boolean
}

/** An amount of a counter that devices share. */
export interface Counter {
  readonly set: string
  readonly name: string
  readonly amount: Quantity
}

/** Devices of one driver that belong together, as one node sees them. */
export interface Pool {
  /** `driver/pool`. */
  readonly id: string
  readonly isComplete: boolean
  readonly isValid: boolean
  /** Those of the slices that concern the node. */
  readonly devices: readonly Device[]
  /** Those of other slices, which use the same counters. */
  readonly elsewhere: readonly Device[]
  /** By counter set and counter. */
  readonly counters: ReadonlyMap<string, ReadonlyMap<string, Quantity>>
}

interface Slice {
  readonly name: string
  readonly poolId: string
  readonly generation: number
  readonly expected: number
  readonly nodes: NodeSelection
  readonly choosesNodes: boolean
  readonly counterSets: readonly CounterSetObject[]
  readonly devices: readonly Device[]
}

/** All devices that drivers publish, as they look from each node. Mirrors dynamic-resource-allocation structured/internal/incubating GatherPools, v1.36. */
export class Pools {
  readonly #slices: readonly Slice[]
  readonly #byNode = new WeakMap<SelectableNode, readonly Pool[]>()

  constructor(slices: Iterable<ResourceSliceObject>) {
    this.#slices = [...slices].map(sliceOf).sort((a, b) => compare(a.name, b.name))
  }

  /** In the order in which they are searched: those with devices that are bound on conditions last. */
  on(node: SelectableNode): readonly Pool[] {
    const known = this.#byNode.get(node)
    if (known !== undefined) return known
    const newest = new Map<string, Slice[]>()
    for (const slice of this.#slices) {
      if (!concerns(slice, node)) continue
      const present = newest.get(slice.poolId)
      const difference = present === undefined ? 1 : slice.generation - present[0]!.generation
      if (difference > 0) newest.set(slice.poolId, [slice])
      else if (difference === 0) present!.push(slice)
    }
    const pools = [...newest].sort(([a], [b]) => compare(a, b)).flatMap(([id, slices]) => this.#poolOf(id, slices) ?? [])
    const isConditional = ({ devices }: Pool): boolean => devices.some(({ object }) => object.bindingConditions !== undefined)
    const ordered = [...pools.filter(pool => !isConditional(pool)), ...pools.filter(isConditional)]
    this.#byNode.set(node, ordered)
    return ordered
  }

  /** Undefined where newer slices are elsewhere. */
  #poolOf(id: string, slices: readonly Slice[]): Pool | undefined {
    const { generation, expected } = slices[0]!
    if (slices.length === expected) return builtPool(id, slices, [])
    const all = this.#slices.filter(({ poolId }) => poolId === id)
    if (all.some(slice => slice.generation > generation)) return undefined
    const others = all.filter(slice => slice.generation === generation && !slices.includes(slice))
    if (slices.length + others.length === expected) return builtPool(id, slices, others)
    return { id, isComplete: false, isValid: true, devices: [], elsewhere: [], counters: new Map() }
  }
}

/** Whether a node is among those of a selection. Mirrors NodeMatches, v1.36. */
export function isSelected({ nodeName = '', allNodes, nodeSelector }: NodeSelection, node: SelectableNode): boolean {
  if (nodeName !== '') return node.name === nodeName
  return allNodes === true || (nodeSelector !== undefined && matchesNodeSelectorTerms(nodeSelector.nodeSelectorTerms ?? [], node))
}

function concerns({ counterSets, nodes, choosesNodes, devices }: Slice, node: SelectableNode): boolean {
  if (counterSets.length > 0) return true
  return choosesNodes ? devices.some(device => isSelected(device.nodes, node)) : isSelected(nodes, node)
}

/** Mirrors buildPool, v1.36. */
function builtPool(id: string, slices: readonly Slice[], others: readonly Slice[]): Pool {
  const devices = slices.flatMap(slice => (slice.counterSets.length > 0 ? [] : slice.devices))
  const elsewhere = others.flatMap(slice => slice.devices)
  const sets = slices.flatMap(({ counterSets }) => counterSets)
  const counters = new Map(sets.map(({ name = '', counters: amounts }) => [name, amountsOf(amounts)]))
  const isValid =
    new Set(devices.map(({ name }) => name)).size === devices.length &&
    counters.size === sets.length &&
    [...devices, ...elsewhere].every(({ consumes }) => consumes.every(({ set, name }) => counters.get(set)?.has(name) === true))
  return isValid
    ? { id, isComplete: true, isValid, devices, elsewhere, counters }
    : { id, isComplete: true, isValid, devices: [], elsewhere: [], counters: new Map() }
}

function sliceOf({ metadata, spec = {} }: ResourceSliceObject): Slice {
  const { driver = '', pool: { name: pool = '', generation = 0, resourceSliceCount: expected = 1 } = {} } = spec
  const choosesNodes = spec.perDeviceNodeSelection === true
  return {
    name: metadata?.name ?? '',
    poolId: `${driver}/${pool}`,
    generation,
    expected,
    nodes: spec,
    choosesNodes,
    counterSets: spec.sharedCounters ?? [],
    devices: (spec.devices ?? []).map(object => deviceOf(driver, pool, object, choosesNodes ? object : spec, choosesNodes)),
  }
}

function deviceOf(driver: string, pool: string, object: DeviceObject, nodes: NodeSelection, choosesNodes: boolean): Device {
  const { name = '', attributes = {}, capacity = {}, allowMultipleAllocations, consumesCounters = [] } = object
  return {
    driver,
    pool,
    name,
    id: `${driver}/${pool}/${name}`,
    object,
    selectable: { driver, attributes, capacity, ...(allowMultipleAllocations !== undefined && { allowMultipleAllocations }) },
    nodes,
    choosesNodes,
    consumes: consumesCounters.flatMap(({ counterSet: set = '', counters }) =>
      [...amountsOf(counters)].map(([counter, amount]) => ({ set, name: counter, amount }))
    ),
    isShareable: allowMultipleAllocations === true,
  }
}

function amountsOf(counters: CounterSetObject['counters'] = {}): ReadonlyMap<string, Quantity> {
  return new Map(Object.entries(counters).map(([name, { value }]) => [name, quantityOf(value)]))
}

/** An amount that the server has checked. */
export function quantityOf(text: QuantityText | undefined): Quantity {
  const amount = parseQuantity(text ?? 0)
  return typeof amount === 'string' ? zeroQuantity : amount
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
