import type { FieldPath } from '../../k8s/field-path.ts'

/** A value of an object together with where it is; the names are put together only when an error needs them. */
export class Field {
  readonly value: unknown
  readonly parent: Field | undefined
  readonly #step: string | number
  readonly #printed: string

  private constructor(value: unknown, parent: Field | undefined, step: string | number, printed: string) {
    this.value = value
    this.parent = parent
    this.#step = step
    this.#printed = printed
  }

  static root(value: unknown): Field {
    return new Field(value, undefined, '', '')
  }

  /** A member of a struct; `printed` where the server calls it otherwise. */
  child(name: string, printed: string = name): Field {
    return new Field(this.member(name), this, name, `.${printed}`)
  }

  /** The field below that `names` lead to: `spec.template.spec`; the field itself for `''`. */
  at(names: string): Field {
    return names === '' ? this : this.down(names.split('.'))
  }

  /** The field below that the names lead to. */
  down(names: readonly string[]): Field {
    let field: Field = this
    for (const name of names) field = field.child(name)
    return field
  }

  /** An item of a list. */
  item(index: number): Field {
    return new Field(this.member(index), this, index, `[${index}]`)
  }

  /** A value of a map. */
  entry(key: string): Field {
    return new Field(this.member(key), this, key, `[${key}]`)
  }

  /** The same place, printed by the server as `name`. */
  printedAs(name: string): Field {
    return new Field(this.value, this.parent, this.#step, `\u0000${name}`)
  }

  /** The same place with another value: what an absent field counts as. */
  withValue(value: unknown): Field {
    return new Field(value, this.parent, this.#step, this.#printed)
  }

  /** The items of a list; none of what is no list. */
  get items(): readonly Field[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.item(index)) : []
  }

  /** The values of a map; none of what is no map. */
  get entries(): readonly Field[] {
    return this.keys.map(key => this.entry(key))
  }

  /** The keys of a map. */
  get keys(): readonly string[] {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value) ? Object.keys(this.value) : []
  }

  /** The key or index under which the parent holds it. */
  get key(): string {
    return String(this.#step)
  }

  /** Whether nothing is there: null counts as absent everywhere in the API. */
  get absent(): boolean {
    return this.value === undefined || this.value === null
  }

  /** Whether it is absent or the zero value of its type in Go: `''`, 0, false, an empty list or map. */
  get empty(): boolean {
    const { value } = this
    if (value === undefined || value === null || value === '' || value === 0 || value === false) return true
    return typeof value === 'object' && Object.keys(value).length === 0
  }

  /** The text, or `''` where none is. */
  get text(): string {
    return typeof this.value === 'string' ? this.value : ''
  }

  /** Where it really is, from the root of the object. */
  get path(): FieldPath {
    return this.parent === undefined ? [] : [...this.parent.path, this.#step]
  }

  /** The path as the server prints it. */
  get name(): string {
    if (this.parent === undefined) return ''
    if (this.#printed.startsWith('\u0000')) return this.#printed.slice(1)
    const name = `${this.parent.name}${this.#printed}`
    return name.startsWith('.') ? name.slice(1) : name
  }

  private member(key: string | number): unknown {
    const { value } = this
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Readonly<Record<string | number, unknown>>)[key]
  }
}
