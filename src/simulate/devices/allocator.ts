import type { DeviceSelectors } from '../../apiserver/expressions/device-selector.ts'
import type { SelectableNode } from '../../k8s/node-selector.ts'
import { toleratesTaint } from '../../k8s/taint.ts'
import { allocationOf, type Chosen } from './allocation.ts'
import { ConsumedCapacities, consumedBy, hasCapacity } from './capacity.ts'
import { type Constraint, constraintOf } from './constraints.ts'
import { CounterLedger } from './counters.ts'
import type { Allocation, DeviceClaim } from './device-claim.ts'
import type { DeviceClassObject, DeviceRequestObject, DeviceSelector } from './objects.ts'
import { type Device, isSelected, type Pool, type Pools } from './pools.ts'

/** Mirrors resource.k8s.io AllocationResultsMaxSize, v1.36. */
const mostDevices = 32
/** Steps of the search, which upstream bounds by time. */
const mostSteps = 100_000

/** What devices there are, and which are taken. */
export interface DeviceSupply {
  readonly pools: Pools
  readonly classes: ReadonlyMap<string, DeviceClassObject>
  readonly selectors: DeviceSelectors
  /** Taken as a whole. */
  readonly taken: ReadonlySet<string>
  /** Of which a part is taken. */
  readonly shared: ConsumedCapacities
}

/** The devices for a pod's claims on a node, or why there are none: `fatal` ends the pod's attempt. */
export type AllocationResult = { readonly allocations: readonly Allocation[] } | { readonly refusal: string } | { readonly fatal: string }

/** A request, or one of its alternatives. */
interface Alternative {
  /** `request`, or `request/alternative`. */
  readonly name: string
  readonly request: DeviceRequestObject
  /** Present where all are wanted. */
  readonly all?: readonly Candidate[]
  readonly count: number
  /** What is known of devices. */
  readonly selected: Map<Device, boolean>
}

interface Candidate {
  readonly pool: Pool
  readonly device: Device
}

class Fatal extends Error {}

/** Looks for devices for claims that have none, the first solution in the order of pools and devices. Mirrors dynamic-resource-allocation structured/internal/incubating Allocate, v1.36. */
export function allocate(claims: readonly DeviceClaim[], node: SelectableNode, supply: DeviceSupply): AllocationResult {
  try {
    return new Search(claims, node, supply).run()
  } catch (error) {
    if (error instanceof Fatal) return { fatal: error.message }
    throw error
  }
}

class Search {
  readonly #claims: readonly DeviceClaim[]
  readonly #node: SelectableNode
  readonly #supply: DeviceSupply
  readonly #pools: readonly Pool[]
  /** The devices that may be chosen, in the order in which they are tried. */
  readonly #candidates: readonly Candidate[]
  /** By claim and request. */
  readonly #wanted: readonly (readonly (readonly Alternative[])[])[]
  readonly #constraints: readonly (readonly Constraint[])[]
  readonly #chosen: readonly Chosen[][]
  /** The claims for which a device is chosen as a whole. */
  readonly #inUse = new Map<string, Set<number>>()
  readonly #shared = new ConsumedCapacities()
  readonly #counters: CounterLedger
  #steps = 0

  constructor(claims: readonly DeviceClaim[], node: SelectableNode, supply: DeviceSupply) {
    this.#claims = claims
    this.#node = node
    this.#supply = supply
    this.#pools = supply.pools.on(node)
    this.#candidates = this.#pools.flatMap(pool => pool.devices.map(device => ({ pool, device })))
    this.#counters = new CounterLedger(({ id }) => supply.taken.has(id) || supply.shared.of(id) !== undefined)
    this.#chosen = claims.map(() => [])
    this.#constraints = claims.map(({ spec }) => (spec.devices?.constraints ?? []).map(constraintOf))
    this.#wanted = claims.map(claim => this.#requestsOf(claim))
  }

  run(): AllocationResult {
    if (this.#request(0, 0)) return { allocations: this.#chosen.map(chosen => allocationOf(chosen, this.#node)) }
    const isInvalid = this.#pools.some(({ isValid }) => !isValid)
    return { refusal: isInvalid ? 'invalid resource pools were encountered' : 'cannot allocate all claims' }
  }

  #requestsOf(claim: DeviceClaim): readonly (readonly Alternative[])[] {
    const wanted = (claim.spec.devices?.requests ?? []).map(({ name = '', exactly, firstAvailable = [] }) =>
      exactly === undefined
        ? firstAvailable.map(request => this.#alternative(claim, `${name}/${request.name ?? ''}`, request))
        : [this.#alternative(claim, name, exactly)]
    )
    const least = wanted.reduce((sum, alternatives) => sum + Math.min(...alternatives.map(({ count }) => count)), 0)
    if (least > mostDevices)
      throw new Fatal(`${nameOf(claim)}: number of requested devices ${least} exceeds the claim limit of ${mostDevices}`)
    return wanted
  }

  /** Mirrors validateDeviceRequest, v1.36. */
  #alternative(claim: DeviceClaim, name: string, request: DeviceRequestObject): Alternative {
    const selected = new Map<Device, boolean>()
    if (request.allocationMode !== 'All') return { name, request, count: request.count ?? 1, selected }
    const all: Candidate[] = []
    for (const pool of this.#pools) {
      const state = pool.isComplete ? (pool.isValid ? undefined : 'invalid') : 'being updated'
      if (state !== undefined) {
        const about = `${nameOf(claim)}, request ${request.name ?? name}`
        throw new Fatal(`${about}: asks for all devices, but resource pool ${pool.id} is currently ${state}`)
      }
      for (const device of pool.devices)
        if (this.#isSelectable(claim, { request, selected }, device) && this.#hasCapacity(request, device)) all.push({ pool, device })
    }
    return { name, request, all, count: all.length, selected }
  }

  /** Serves one request of a claim, and then those that follow. */
  #request(claim: number, index: number): boolean {
    if (claim === this.#claims.length) return true
    const alternatives = this.#wanted[claim]![index]
    if (alternatives === undefined) return this.#request(claim + 1, 0)
    return alternatives.some(alternative => this.#devices(claim, index, alternative, 0, 0))
  }

  /** Chooses one more device for a request, of those from `first` on. */
  #devices(claim: number, index: number, alternative: Alternative, nth: number, first: number): boolean {
    if (++this.#steps > mostSteps) throw new Fatal(`node ${this.#node.name}: timed out trying to allocate devices`)
    const { all, count } = alternative
    if (all?.length === 0) return false
    if (nth >= count) return this.#request(claim, index + 1)
    if (this.#chosen[claim]!.length + count - nth > mostDevices) return false
    const candidates = all ?? this.#candidates
    const end = all === undefined ? candidates.length : nth + 1
    for (let i = all === undefined ? first : nth; i < end; i++) {
      const { pool, device } = candidates[i]!
      if (all === undefined && !this.#isSuitable(claim, alternative, device)) continue
      if (!this.#take(claim, alternative, pool, device)) continue
      if (this.#devices(claim, index, alternative, nth + 1, i + 1)) return true
      this.#giveBack(claim, alternative, pool, device)
    }
    return false
  }

  #isSuitable(claim: number, alternative: Alternative, device: Device): boolean {
    const { request } = alternative
    return (
      this.#isFree(claim, request, device) &&
      this.#isSelectable(this.#claims[claim]!, alternative, device) &&
      this.#hasCapacity(request, device)
    )
  }

  #isFree(claim: number, { adminAccess }: DeviceRequestObject, { id }: Device): boolean {
    const users = this.#inUse.get(id)
    if (adminAccess === true) return users?.has(claim) !== true
    return !this.#supply.taken.has(id) && (users === undefined || users.size === 0)
  }

  #hasCapacity(request: DeviceRequestObject, device: Device): boolean {
    return hasCapacity(request, device, this.#supply.shared.of(device.id), this.#shared.of(device.id))
  }

  /** Mirrors allocateDevice, v1.36: what a device that is refused in the end has taken of counters stays taken. */
  #take(claim: number, { name, request, all }: Alternative, pool: Pool, device: Device): boolean {
    const { id, isShareable } = device
    if (!(isShareable && request.adminAccess === true) && !this.#isFree(claim, request, device)) return false
    const isPartOfUsed = isShareable && (this.#supply.shared.of(id) ?? this.#shared.of(id)) !== undefined
    if (!isPartOfUsed && !this.#counters.take(pool, device)) return false
    if (isRepelled(device, request)) return false
    const constraints = this.#constraints[claim]!
    for (const [index, constraint] of constraints.entries()) {
      if (constraint.add(name, device)) continue
      for (const earlier of constraints.slice(0, index)) earlier.remove(name)
      if (all === undefined) return false
      const about = `${nameOf(this.#claims[claim]!)}, request ${request.name ?? name}`
      throw new Fatal(`${about}: cannot add device ${id} because a claim constraint would not be satisfied`)
    }
    if (!this.#hasCapacity(request, device)) return false
    const consumed = isShareable ? consumedBy(request, device) : undefined
    if (consumed !== undefined) this.#shared.add(id, consumed)
    else this.#inUse.set(id, (this.#inUse.get(id) ?? new Set()).add(claim))
    const isAdmin = request.adminAccess === true
    this.#chosen[claim]!.push({ device, request: name, isShared: isAdmin, ...(consumed !== undefined && { consumed }) })
    return true
  }

  #giveBack(claim: number, { name }: Alternative, pool: Pool, device: Device): void {
    for (const constraint of this.#constraints[claim]!) constraint.remove(name)
    const { consumed } = this.#chosen[claim]!.pop()!
    if (consumed !== undefined) this.#shared.subtract(device.id, consumed)
    else {
      this.#inUse.get(device.id)?.delete(claim)
      this.#counters.giveBack(pool, device)
    }
  }

  #isSelectable(claim: DeviceClaim, { request, selected }: Pick<Alternative, 'request' | 'selected'>, device: Device): boolean {
    const known = selected.get(device)
    if (known !== undefined) return known
    const { deviceClassName = '', selectors = [] } = request
    const ofClass = this.#supply.classes.get(deviceClassName)?.spec?.selectors ?? []
    const result =
      this.#matches(`class ${deviceClassName}`, ofClass, device) &&
      this.#matches(nameOf(claim), selectors, device) &&
      (!device.choosesNodes || isSelected(device.nodes, this.#node))
    selected.set(device, result)
    return result
  }

  #matches(whose: string, selectors: readonly DeviceSelector[], { selectable }: Device): boolean {
    for (const [index, { cel }] of selectors.entries()) {
      const result = this.#supply.selectors.matches(cel?.expression ?? '', selectable)
      if (typeof result === 'object') throw new Fatal(`${whose}: selector #${index}: ${result.error}`)
      if (!result) return false
    }
    return true
  }
}

function nameOf({ namespace, name }: DeviceClaim): string {
  return `claim ${namespace}/${name}`
}

/** Mirrors taintPreventsAllocation, v1.36: the effect `None` repels nobody. */
function isRepelled({ object: { taints = [] } }: Device, { tolerations = [] }: DeviceRequestObject): boolean {
  return taints.some(
    taint =>
      (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !tolerations.some(toleration => toleratesTaint(toleration, taint))
  )
}
