import type { DeviceSelectors } from '../../apiserver/expressions/device-selector.ts'
import type { SelectableNode } from '../../k8s/node-selector.ts'
import { addQuantities, compareQuantities, type Quantity, subtractQuantities, zeroQuantity } from '../../k8s/quantity.ts'
import { toleratesTaint } from '../../k8s/taint.ts'
import type { Allocation, DeviceClaim } from './device-claim.ts'
import { AttributeConstraint, commonNodes } from './match-attribute.ts'
import type { DeviceClassObject, DeviceRequestObject, DeviceSelector } from './objects.ts'
import { type Device, isUsableFrom, type Pool } from './pools.ts'

/** Mirrors resource.k8s.io AllocationResultsMaxSize, v1.36. */
const mostDevices = 32
/** Steps of the search, which upstream bounds by time. */
const mostSteps = 100_000
/** Mirrors resource.k8s.io FirstAvailableDeviceRequestMaxSize, v1.36. */
const mostAlternatives = 8

/** What devices there are, and which are taken. */
export interface DeviceSupply {
  readonly pools: readonly Pool[]
  readonly classes: ReadonlyMap<string, DeviceClassObject>
  readonly selectors: DeviceSelectors
  readonly taken: ReadonlySet<string>
}

/** The devices for a pod's claims on a node, or why there are none: `fatal` ends the pod's attempt. */
export type AllocationResult =
  | { readonly allocations: readonly Allocation[]; readonly score: number }
  | { readonly refusal: string }
  | { readonly fatal: string }

interface Alternative {
  /** `request`, or `request/alternative`. */
  readonly name: string
  readonly rank: number
  readonly request: DeviceRequestObject
  readonly candidates: readonly Device[]
  readonly wantsAll: boolean
  readonly count: number
}

interface Chosen {
  readonly device: Device
  readonly request: string
  readonly isShared: boolean
}

class Fatal extends Error {}
class TimedOut extends Error {}

/** Looks for devices for claims that have none, the first solution in the order of pools and devices. Mirrors dynamic-resource-allocation structured Allocate, v1.36. */
export function allocate(claims: readonly DeviceClaim[], node: SelectableNode, supply: DeviceSupply): AllocationResult {
  try {
    return new Search(claims, node, supply).run()
  } catch (error) {
    if (error instanceof Fatal) return { fatal: error.message }
    if (error instanceof TimedOut) return { refusal: 'timed out trying to allocate devices' }
    throw error
  }
}

class Search {
  readonly #claims: readonly DeviceClaim[]
  readonly #supply: DeviceSupply
  readonly #pools: readonly Pool[]
  readonly #usable: readonly Device[]
  /** By claim and request. */
  readonly #wanted: readonly (readonly (readonly Alternative[])[])[]
  readonly #constraints: readonly (readonly AttributeConstraint[])[]
  readonly #chosen: Chosen[][]
  /** The claims for which a device is chosen. */
  readonly #inUse = new Map<string, Set<number>>()
  readonly #consumed = new Map<Pool, Map<string, Quantity>>()
  #score = 0
  #steps = 0

  constructor(claims: readonly DeviceClaim[], node: SelectableNode, supply: DeviceSupply) {
    this.#claims = claims
    this.#supply = supply
    this.#pools = supply.pools.filter(({ devices }) => devices.some(device => isUsableFrom(node, device)))
    this.#usable = this.#pools.flatMap(({ devices }) => devices.filter(device => isUsableFrom(node, device)))
    this.#chosen = claims.map(() => [])
    this.#constraints = claims.map(({ spec }) => (spec.devices?.constraints ?? []).map(constraint => new AttributeConstraint(constraint)))
    this.#wanted = claims.map(claim => this.#requestsOf(claim))
  }

  run(): AllocationResult {
    const isDone = this.#request(0, 0)
    if (!isDone)
      return {
        refusal: this.#pools.some(({ isValid }) => !isValid) ? 'invalid resource pools were encountered' : 'cannot allocate all claims',
      }
    const allocations = this.#chosen.map((chosen): Allocation => {
      const nodes = commonNodes(chosen.map(({ device }) => device))
      const devices = chosen.map(({ device: { driver, pool, name }, request, isShared }) => ({
        ...{ request, driver, pool: pool.name, device: name },
        isShared,
      }))
      return { devices, ...(nodes !== undefined && { nodes }) }
    })
    return { allocations, score: this.#score }
  }

  #requestsOf(claim: DeviceClaim): readonly (readonly Alternative[])[] {
    return (claim.spec.devices?.requests ?? []).map(({ name = '', exactly, firstAvailable = [] }) =>
      exactly === undefined
        ? firstAvailable.map((request, rank) => this.#alternative(claim, `${name}/${request.name ?? ''}`, request, rank))
        : [this.#alternative(claim, name, exactly, mostAlternatives)]
    )
  }

  #alternative(claim: DeviceClaim, name: string, request: DeviceRequestObject, rank: number): Alternative {
    const wantsAll = request.allocationMode === 'All'
    const doubtful = wantsAll ? this.#pools.find(({ isComplete, isValid }) => !isComplete || !isValid) : undefined
    if (doubtful !== undefined) {
      const state = doubtful.isComplete ? 'invalid' : 'being updated'
      const pool = `${doubtful.devices[0]?.driver ?? ''}/${doubtful.name}`
      throw new Fatal(
        `${nameOf(claim)}, request ${request.name ?? name}: asks for all devices, but resource pool ${pool} is currently ${state}`
      )
    }
    const usable = this.#usable.filter(
      ({ pool, object }) => pool.isComplete && pool.isValid && (object.bindingConditions ?? []).length === 0
    )
    if (!wantsAll) return { name, rank, request, candidates: usable, wantsAll, count: request.count ?? 1 }
    const candidates = usable.filter(device => this.#isSelected(claim, request, device))
    return { name, rank, request, candidates, wantsAll, count: candidates.length }
  }

  /** Serves one request of a claim, and then those that follow. */
  #request(claim: number, index: number): boolean {
    if (claim === this.#claims.length) return true
    const alternatives = this.#wanted[claim]![index]
    if (alternatives === undefined) return this.#request(claim + 1, 0)
    for (const alternative of alternatives) {
      const { rank, wantsAll, candidates, count } = alternative
      if (wantsAll && candidates.length === 0) continue
      if (this.#chosen[claim]!.length + count > mostDevices) continue
      const gain = mostAlternatives - rank
      this.#score += gain
      if (this.#device(claim, index, alternative, 0)) return true
      this.#score -= gain
    }
    return false
  }

  /** Chooses one more device for a request. */
  #device(claim: number, index: number, alternative: Alternative, nth: number): boolean {
    if (++this.#steps > mostSteps) throw new TimedOut()
    const { candidates, wantsAll, count } = alternative
    if (nth >= count) return this.#request(claim, index + 1)
    for (const device of wantsAll ? candidates.slice(nth, nth + 1) : candidates) {
      if (!wantsAll && !this.#isFree(claim, alternative.request, device)) continue
      if (!wantsAll && !this.#isSelected(this.#claims[claim]!, alternative.request, device)) continue
      if (!this.#take(claim, alternative, device)) continue
      if (this.#device(claim, index, alternative, nth + 1)) return true
      this.#giveBack(claim, alternative, device)
    }
    return false
  }

  #isFree(claim: number, { adminAccess }: DeviceRequestObject, { id }: Device): boolean {
    const users = this.#inUse.get(id)
    if (adminAccess === true) return users?.has(claim) !== true
    return !this.#supply.taken.has(id) && (users === undefined || users.size === 0)
  }

  #take(claim: number, { name, request, wantsAll }: Alternative, device: Device): boolean {
    if (!this.#isFree(claim, request, device) || isRepelled(device, request) || !this.#hasCounters(device)) return false
    const constraints = this.#constraints[claim]!
    const failing = constraints.findIndex(constraint => !constraint.add(name, device))
    if (failing !== -1) {
      for (const constraint of constraints.slice(0, failing)) constraint.remove(name)
      if (!wantsAll) return false
      const about = `${nameOf(this.#claims[claim]!)}, request ${request.name ?? name}`
      throw new Fatal(`${about}: cannot add device ${device.id} because a claim constraint would not be satisfied`)
    }
    this.#inUse.set(device.id, (this.#inUse.get(device.id) ?? new Set()).add(claim))
    this.#consume(device, addQuantities)
    this.#chosen[claim]!.push({ device, request: name, isShared: request.adminAccess === true })
    return true
  }

  #giveBack(claim: number, { name }: Alternative, device: Device): void {
    for (const constraint of this.#constraints[claim]!) constraint.remove(name)
    this.#inUse.get(device.id)?.delete(claim)
    this.#consume(device, subtractQuantities)
    this.#chosen[claim]!.pop()
  }

  #hasCounters({ consumes, pool }: Device): boolean {
    if (consumes.length === 0) return true
    const consumed = this.#consumedOf(pool)
    return consumes.every(({ key, amount }) => {
      const available = pool.counters.get(key)
      return available === undefined || compareQuantities(addQuantities(consumed.get(key) ?? zeroQuantity, amount), available) <= 0
    })
  }

  #consume({ consumes, pool }: Device, change: (a: Quantity, b: Quantity) => Quantity): void {
    if (consumes.length === 0) return
    const consumed = this.#consumedOf(pool)
    for (const { key, amount } of consumes) consumed.set(key, change(consumed.get(key) ?? zeroQuantity, amount))
  }

  /** What devices that are taken use of the counters, and those chosen so far. */
  #consumedOf(pool: Pool): Map<string, Quantity> {
    const known = this.#consumed.get(pool)
    if (known !== undefined) return known
    const consumed = new Map<string, Quantity>()
    for (const { id, consumes } of pool.devices)
      if (this.#supply.taken.has(id))
        for (const { key, amount } of consumes) consumed.set(key, addQuantities(consumed.get(key) ?? zeroQuantity, amount))
    this.#consumed.set(pool, consumed)
    return consumed
  }

  #isSelected(claim: DeviceClaim, { deviceClassName = '', selectors = [] }: DeviceRequestObject, device: Device): boolean {
    const classSelectors = this.#supply.classes.get(deviceClassName)?.spec?.selectors ?? []
    return this.#matches(`class ${deviceClassName}`, classSelectors, device) && this.#matches(nameOf(claim), selectors, device)
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

/** Mirrors taintPreventsAllocation: the effect `None` repels nobody. */
function isRepelled({ object: { taints = [] } }: Device, { tolerations = [] }: DeviceRequestObject): boolean {
  return taints.some(
    taint =>
      (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !tolerations.some(toleration => toleratesTaint(toleration, taint))
  )
}
