import { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'

const none: readonly PodGroup[] = []

/** Every pod that there is or was, and whose it is. */
export class PodTable {
  /** Those that are gone among them. */
  readonly groups: PodGroup[] = []
  readonly #byController = new Map<object, Set<PodGroup>>()
  readonly #orphans = new Map<string, Set<PodGroup>>()
  #order = 0

  /** The place in time of the next pod. */
  get nextOrder(): number {
    return this.#order
  }

  add(source: PodSource, count: number, controlledBy?: object): PodGroup {
    const group = new PodGroup(source, this.#order, count)
    group.controlledBy = controlledBy
    this.#order += count
    this.#enter(group)
    return group
  }

  /** Takes the first pods out of a group. */
  take(group: PodGroup, count: number): PodGroup {
    const taken = group.take(count)
    if (taken !== group) this.#enter(taken)
    return taken
  }

  remove(group: PodGroup): void {
    group.state = 'gone'
    this.#setOf(group).delete(group)
  }

  adopt(group: PodGroup, controlledBy: object, owner: { readonly kind: string; readonly name: string }): void {
    this.#setOf(group).delete(group)
    group.controlledBy = controlledBy
    group.owner = owner
    this.#setOf(group).add(group)
  }

  /** Its controller lets a pod go. */
  release(group: PodGroup): void {
    this.#setOf(group).delete(group)
    group.controlledBy = undefined
    group.owner = undefined
    this.#setOf(group).add(group)
  }

  /** The pods of a controller, in order of creation. */
  of(controller: object): readonly PodGroup[] {
    const groups = this.#byController.get(controller)
    if (groups === undefined || groups.size === 0) return none
    return groups.size === 1 ? [...groups] : [...groups].sort((a, b) => a.order - b.order)
  }

  /** The pods of a namespace that nobody controls. */
  orphansIn(namespace: string): Iterable<PodGroup> {
    return this.#orphans.get(namespace) ?? []
  }

  #enter(group: PodGroup): void {
    this.groups.push(group)
    this.#setOf(group).add(group)
  }

  #setOf({ controlledBy, owner, source }: PodGroup): Set<PodGroup> {
    if (controlledBy !== undefined) return entryOf(this.#byController, controlledBy)
    return owner === undefined ? entryOf(this.#orphans, source.info.namespace) : new Set()
  }
}

function entryOf<Key>(map: Map<Key, Set<PodGroup>>, key: Key): Set<PodGroup> {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = new Set<PodGroup>()
  map.set(key, created)
  return created
}
