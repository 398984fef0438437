import type { DeviceAttribute } from '../../apiserver/expressions/device-selector.ts'
import type { DeviceClaimSpec } from './objects.ts'
import type { Device } from './pools.ts'

type ConstraintObject = NonNullable<NonNullable<DeviceClaimSpec['devices']>['constraints']>[number]

/** What the devices of a claim must have in common, or not. */
export interface Constraint {
  /** Takes a device in; false where it may not be. `name` is `request`, or `request/alternative`. */
  add(name: string, device: Device): boolean
  /** Takes the device out again that was added last. */
  remove(name: string): void
}

/** The constraint that a claim writes. */
export function constraintOf({ requests = [], matchAttribute, distinctAttribute }: ConstraintObject): Constraint {
  const names = new Set(requests)
  const concerns = (name: string): boolean => names.size === 0 || names.has(name) || names.has(baseOf(name))
  return matchAttribute === undefined
    ? new DistinctAttribute(distinctAttribute ?? '', concerns)
    : new MatchAttribute(matchAttribute, concerns)
}

/** Mirrors dynamic-resource-allocation structured matchAttributeConstraint, v1.36. */
class MatchAttribute implements Constraint {
  readonly #attribute: string
  readonly #concerns: (name: string) => boolean
  #value = ''
  #count = 0

  constructor(attribute: string, concerns: (name: string) => boolean) {
    this.#attribute = attribute
    this.#concerns = concerns
  }

  add(name: string, device: Device): boolean {
    if (!this.#concerns(name)) return true
    const value = attributeOf(device, this.#attribute)
    if (value === undefined || (this.#count > 0 && value !== this.#value)) return false
    if (this.#count === 0) this.#value = value
    this.#count++
    return true
  }

  remove(name: string): void {
    if (this.#concerns(name)) this.#count--
  }
}

/** Mirrors distinctAttributeConstraint, v1.36, which knows one device of each request: that which was added last. */
class DistinctAttribute implements Constraint {
  readonly #attribute: string
  readonly #concerns: (name: string) => boolean
  readonly #values = new Map<string, string>()
  #count = 0

  constructor(attribute: string, concerns: (name: string) => boolean) {
    this.#attribute = attribute
    this.#concerns = concerns
  }

  add(name: string, device: Device): boolean {
    if (!this.#concerns(name)) return true
    const value = attributeOf(device, this.#attribute)
    if (value === undefined) return false
    if (this.#count > 0 && [...this.#values.values()].includes(value)) return false
    this.#values.set(baseOf(name), value)
    this.#count++
    return true
  }

  remove(name: string): void {
    if (!this.#concerns(name)) return
    this.#values.delete(baseOf(name))
    this.#count--
  }
}

function baseOf(name: string): string {
  const slash = name.indexOf('/')
  return slash === -1 ? name : name.slice(0, slash)
}

/** Type and value. Mirrors lookupAttribute, v1.36. */
function attributeOf({ driver, object }: Device, name: string): string | undefined {
  const attributes = object.attributes ?? {}
  const own = name.startsWith(`${driver}/`) ? name.slice(driver.length + 1) : name
  const key = [name, own].find(candidate => Object.hasOwn(attributes, candidate))
  if (key === undefined) return undefined
  const { string, int, bool, version }: DeviceAttribute = attributes[key]!
  const [type, value] = Object.entries({ string, int, bool, version }).find(([, of]) => of !== undefined) ?? []
  return type === undefined ? undefined : `${type} ${value}`
}
