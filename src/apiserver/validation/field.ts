import type { FieldPath } from '../../k8s/field-path.ts'
import { isEmptyValue, memberOf } from './value-check.ts'

/** How a step prints after its parent: `.name`, `[key]`, another name of a member, a whole path, or a part of a path below another field. */
type Print = 'member' | 'key' | 'name' | 'path' | 'below'

const none: readonly Field[] = []
const noKeys: readonly string[] = []

/** A value of an object together with where it is; the names are put together only when an error needs them. */
export class Field {
  readonly value: unknown
  readonly parent: Field | undefined
  readonly #step: string | number
  readonly #print: Print
  readonly #printed: string
  readonly #base: Field | undefined

  private constructor(
    value: unknown,
    parent: Field | undefined,
    step: string | number,
    print: Print,
    printed: string,
    base: Field | undefined
  ) {
    this.value = value
    this.parent = parent
    this.#step = step
    this.#print = print
    this.#printed = printed
    this.#base = base
  }

  static root(value: unknown): Field {
    return new Field(value, undefined, '', 'path', '', undefined)
  }

  /** A member of a struct; `printed` where the server calls it otherwise. */
  child(name: string, printed?: string): Field {
    return new Field(memberOf(this.value, name), this, name, printed === undefined ? 'member' : 'name', printed ?? '', undefined)
  }

  /** The field below that `names` lead to: `spec.template.spec`; the field itself for `''`. */
  at(names: string): Field {
    return names === '' ? this : this.down(stepsOf(names))
  }

  /** The field below that the names lead to. */
  down(names: readonly string[]): Field {
    let field: Field = this
    for (const name of names) field = field.child(name)
    return field
  }

  /** Whether a member is there. */
  has(name: string): boolean {
    const member = memberOf(this.value, name)
    return member !== undefined && member !== null
  }

  /** An item of a list. */
  item(index: number): Field {
    return new Field(this.member(index), this, index, 'key', '', undefined)
  }

  /** A value of a map. */
  entry(key: string): Field {
    return new Field(this.member(key), this, key, 'key', '', undefined)
  }

  /** The same place, printed by the server as `name`. */
  printedAs(name: string): Field {
    return new Field(this.value, this.parent, this.#step, 'path', name, undefined)
  }

  /** The same place, printed by the server as another field and what comes after it. */
  printedBelow(base: Field, after: string): Field {
    return new Field(this.value, this.parent, this.#step, 'below', after, base)
  }

  /** The same place with another value: what an absent field counts as. */
  withValue(value: unknown): Field {
    return new Field(value, this.parent, this.#step, this.#print, this.#printed, this.#base)
  }

  /** The items of a list; none of what is no list. */
  get items(): readonly Field[] {
    const { value } = this
    if (!Array.isArray(value) || value.length === 0) return none
    return value.map((_, index) => this.item(index))
  }

  /** The values of a map; none of what is no map. */
  get entries(): readonly Field[] {
    const keys = this.keys
    return keys.length === 0 ? none : keys.map(key => this.entry(key))
  }

  /** The keys of a map. */
  get keys(): readonly string[] {
    const { value } = this
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : noKeys
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
    return isEmptyValue(this.value)
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
    switch (this.#print) {
      case 'path':
        return this.#printed
      case 'below':
        return `${this.#base!.name}${this.#printed}`
      case 'key':
        return `${this.parent!.name}[${this.#step}]`
      default: {
        const own = this.#print === 'name' ? this.#printed : this.#step
        const above = this.parent!.name
        return above === '' ? String(own) : `${above}.${own}`
      }
    }
  }

  private member(key: string | number): unknown {
    const { value } = this
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Readonly<Record<string | number, unknown>>)[key]
  }
}

const knownSteps = new Map<string, readonly string[]>()

/** The steps of a path that the program itself names. */
function stepsOf(names: string): readonly string[] {
  let steps = knownSteps.get(names)
  if (steps === undefined) {
    steps = names.split('.')
    knownSteps.set(names, steps)
  }
  return steps
}
