import type { NodeSelectorTerm } from '../../k8s/types.ts'
import type { DeviceClaimSpec } from './objects.ts'
import type { Device } from './pools.ts'

type Constraint = NonNullable<NonNullable<DeviceClaimSpec['devices']>['constraints']>[number]

/** What the devices of a claim must have in common, or not. Mirrors dynamic-resource-allocation structured matchAttributeConstraint and distinctAttributeConstraint, v1.36. */
export class AttributeConstraint {
  readonly #requests: ReadonlySet<string>
  readonly #attribute: string
  readonly #isDistinct: boolean
  readonly #values: string[] = []

  constructor({ requests = [], matchAttribute, distinctAttribute }: Constraint) {
    this.#requests = new Set(requests)
    this.#attribute = matchAttribute ?? distinctAttribute ?? ''
    this.#isDistinct = matchAttribute === undefined
  }

  /** Takes a device in; false where it may not be. */
  add(request: string, device: Device): boolean {
    if (!this.#concerns(request)) return true
    const value = attributeOf(device, this.#attribute)
    if (value === undefined) return false
    const known = this.#values
    if (this.#isDistinct ? known.includes(value) : known.length > 0 && known[0] !== value) return false
    known.push(value)
    return true
  }

  /** Takes out the device that was added last. */
  remove(request: string): void {
    if (this.#concerns(request)) this.#values.pop()
  }

  #concerns(request: string): boolean {
    return this.#requests.size === 0 || this.#requests.has(request) || this.#requests.has(request.split('/')[0]!)
  }
}

/** The terms that all of the devices' nodes must meet; absent where every node can use them. Mirrors createNodeSelector. */
export function commonNodes(devices: readonly Pick<Device, 'nodes'>[]): readonly NodeSelectorTerm[] | undefined {
  const restricted = devices.flatMap(({ nodes }) => nodes ?? [])
  const local = restricted.find(({ matchFields = [], matchExpressions = [] }) => matchFields.length === 1 && matchExpressions.length === 0)
  if (local !== undefined) return [local]
  if (restricted.length === 0) return undefined
  return [
    {
      matchExpressions: restricted.flatMap(({ matchExpressions = [] }) => matchExpressions),
      matchFields: restricted.flatMap(({ matchFields = [] }) => matchFields),
    },
  ]
}

function attributeOf({ driver, object }: Device, name: string): string | undefined {
  const attributes = object.attributes ?? {}
  const own = name.startsWith(`${driver}/`) ? name.slice(driver.length + 1) : name
  const key = [name, own].find(candidate => Object.hasOwn(attributes, candidate))
  return key === undefined ? undefined : JSON.stringify(attributes[key])
}
