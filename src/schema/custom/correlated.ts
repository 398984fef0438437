import { goJson } from '../../k8s/go-json.ts'
import { additionalOf, isObject, itemsOf, type JsonSchema, propertyOf } from './json-schema.ts'

/**
 * A value together with what it was before an update, as far as schemas tell which old part is that of a new one.
 * Mirrors apiserver pkg/cel/common/equality.go CorrelatedObject, v1.36.
 */
export class Correlated {
  readonly value: unknown
  readonly old: unknown
  readonly schema: JsonSchema
  readonly #children = new Map<string | number, Correlated | undefined>()
  #byKeys: ReadonlyMap<string, unknown> | undefined
  #isUnchanged: boolean | undefined

  constructor(value: unknown, old: unknown, schema: JsonSchema) {
    this.value = value
    this.old = old
    this.schema = schema
  }

  /** The value of a key; undefined where it is new or no schema describes it. */
  key(name: string): Correlated | undefined {
    const known = this.#children.get(name)
    if (known !== undefined || this.#children.has(name)) return known
    const schema = propertyOf(this.schema, name) ?? additionalOf(this.schema)
    const { value, old } = this
    const both = isObject(value) && isObject(old) && Object.hasOwn(value, name) && Object.hasOwn(old, name)
    const child = both && schema !== undefined ? new Correlated(value[name], old[name], schema) : undefined
    this.#children.set(name, child)
    return child
  }

  /** The item of an index; undefined where nothing tells which old one it was: only lists of the type map do. */
  index(index: number): Correlated | undefined {
    const known = this.#children.get(index)
    if (known !== undefined || this.#children.has(index)) return known
    const items = itemsOf(this.schema)
    const { value, old } = this
    const before = Array.isArray(value) && Array.isArray(old) && items !== undefined ? this.#oldItem(value[index], old) : undefined
    const child =
      before === undefined || items === undefined ? undefined : new Correlated((value as readonly unknown[])[index], before, items)
    this.#children.set(index, child)
    return child
  }

  /** Whether nothing has changed; never so of what no schema describes. */
  get isUnchanged(): boolean {
    this.#isUnchanged ??= this.#compare()
    return this.#isUnchanged
  }

  #compare(): boolean {
    const { value, old } = this
    if (Array.isArray(value) && Array.isArray(old)) {
      if (value.length !== old.length) return false
      if (this.schema['x-kubernetes-list-type'] !== 'map') return goJson(value) === goJson(old)
      return value.every((_, index) => this.index(index)?.isUnchanged === true)
    }
    if (isObject(value) && isObject(old)) {
      const keys = Object.keys(value)
      return keys.length === Object.keys(old).length && keys.every(key => this.key(key)?.isUnchanged === true)
    }
    return goJson(value) === goJson(old) && typeof value === typeof old
  }

  #oldItem(item: unknown, old: readonly unknown[]): unknown {
    if (this.schema['x-kubernetes-list-type'] !== 'map') return undefined
    this.#byKeys ??= new Map(old.map(oldItem => [this.#keysOf(oldItem), oldItem]))
    return this.#byKeys.get(this.#keysOf(item))
  }

  #keysOf(item: unknown): string {
    const names = this.schema['x-kubernetes-list-map-keys'] ?? []
    const values = names.map(name => (isObject(item) && Object.hasOwn(item, name) ? item[name] : undefined))
    return goJson(values)
  }
}
