import type { Placement } from './outcome.ts'

/** The node that was really chosen for a pod; null where it was left pending. */
export interface RecordedChoice {
  readonly node: string | null
  /** It is one of an owner's pods, of which only those are recorded that are there in the end: one that was evicted is not. */
  readonly ofOwner?: true
}

/** Recorded placements, looked up by pod or counted off by owner. */
export class Placements {
  readonly #byPod = new Map<string, RecordedChoice>()
  readonly #byOwner = new Map<string, { readonly nodes: readonly (string | null)[]; next: number }>()

  constructor(placements: readonly Placement[]) {
    for (const placement of placements)
      if ('owner' in placement) {
        const { kind, namespace, name } = placement.owner
        this.#byOwner.set(`${kind}/${namespace}/${name}`, { nodes: placement.nodes, next: 0 })
      } else if (placement.node !== undefined) this.#byPod.set(`${placement.namespace}/${placement.pod}`, { node: placement.node })
  }

  /** The choice for the next new pod of that name or owner; undefined where none is recorded. */
  take(namespace: string, name: string, owner: { readonly kind: string; readonly name: string }): RecordedChoice | undefined {
    const ofPod = this.#byPod.get(`${namespace}/${name}`)
    if (ofPod !== undefined) return ofPod
    const ofOwner = this.#byOwner.get(`${owner.kind}/${namespace}/${owner.name}`)
    const node = ofOwner?.nodes[ofOwner.next]
    if (ofOwner === undefined || node === undefined) return undefined
    ofOwner.next++
    return { node, ofOwner: true }
  }

  /** Whether further choices are recorded for an owner's pods. */
  hasMore(namespace: string, owner: { readonly kind: string; readonly name: string }): boolean {
    const ofOwner = this.#byOwner.get(`${owner.kind}/${namespace}/${owner.name}`)
    return ofOwner !== undefined && ofOwner.next < ofOwner.nodes.length
  }
}
