/** Things by the labels that they have or want. */
export class ByLabel<Item> {
  readonly #byKey = new Map<string, Map<string, Item[]>>()

  add(key: string, value: string, item: Item): void {
    let byValue = this.#byKey.get(key)
    if (byValue === undefined) {
      byValue = new Map()
      this.#byKey.set(key, byValue)
    }
    const list = byValue.get(value)
    if (list === undefined) byValue.set(value, [item])
    else list.push(item)
  }

  of(key: string, value: string): readonly Item[] {
    return this.#byKey.get(key)?.get(value) ?? none
  }
}

const none: readonly never[] = []

/** Things by their namespace, and there by their labels. */
export class ByPlacedLabel<Item> {
  readonly #byNamespace = new Map<string, ByLabel<Item>>()

  add(namespace: string, key: string, value: string, item: Item): void {
    let own = this.#byNamespace.get(namespace)
    if (own === undefined) {
      own = new ByLabel()
      this.#byNamespace.set(namespace, own)
    }
    own.add(key, value, item)
  }

  of(namespace: string, key: string, value: string): readonly Item[] {
    return this.#byNamespace.get(namespace)?.of(key, value) ?? none
  }
}
