import type { FieldType, NodeKind, TableKind, TypeNode } from './table.ts'

/** A type whose Go name is put together when it is asked for. */
export class Node implements TypeNode {
  readonly kind: NodeKind
  readonly of: TypeNode | undefined
  readonly definition: number
  readonly #readGoType: () => string

  constructor(kind: NodeKind, of: TypeNode | undefined, definition: number, readGoType: () => string) {
    this.kind = kind
    this.of = of
    this.definition = definition
    this.#readGoType = readGoType
  }

  get goType(): string {
    return this.#readGoType()
  }
}

/** What a field's text means beyond itself. */
export interface FieldReader {
  /** The type that begins at an offset of the text. */
  readonly typeAt: (text: string, from: number) => TypeNode
  /** What the path of the embedded struct with this index puts before a field's name. */
  readonly pathPrefix: (index: string) => string
  /** The list of values with this index. */
  readonly choices: (index: string) => readonly string[]
}

/** What follows an attribute's letter in a field's text. */
export function attributeOf(text: string, letter: string): string | undefined {
  const at = text.indexOf(`;${letter}`)
  if (at === -1) return undefined
  const end = text.indexOf(';', at + 2)
  return text.slice(at + 2, end === -1 ? undefined : end)
}

/** A field, `name:type;attribute…`, whose type and attributes are read when they are asked for: most fields of most objects are not there. */
export class Field implements FieldType {
  readonly name: string
  readonly required: boolean
  private readonly text: string
  private readonly reader: FieldReader
  private ownType: TypeNode | undefined

  constructor(text: string, reader: FieldReader) {
    const colon = text.indexOf(':')
    const mark = text.indexOf('!')
    this.required = mark !== -1 && (colon === -1 || mark < colon)
    this.name = text.slice(0, this.required ? mark : colon)
    this.text = text
    this.reader = reader
    this.ownType = undefined
  }

  get type(): TypeNode {
    this.ownType ??= this.reader.typeAt(this.text, this.name.length + 1)
    return this.ownType
  }

  get goPath(): string {
    const embedded = attributeOf(this.text, 'e')
    return embedded === undefined ? this.name : this.reader.pathPrefix(embedded) + this.name
  }

  get defaultJson(): string | undefined {
    return attributeOf(this.text, 'd')
  }

  get enum(): readonly string[] | undefined {
    const choices = attributeOf(this.text, 'n')
    return choices === undefined ? undefined : this.reader.choices(choices)
  }

  get listType(): 'map' | 'set' | 'atomic' | undefined {
    if (attributeOf(this.text, 'k') !== undefined) return 'map'
    const list = attributeOf(this.text, 'l')
    return list === undefined ? undefined : list === 's' ? 'set' : 'atomic'
  }

  get listMapKeys(): readonly string[] | undefined {
    return attributeOf(this.text, 'k')?.split(',')
  }
}

/** A kind whose type is read when it is asked for. */
export class KindEntry implements TableKind {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly namespaced: boolean
  readonly #readType: () => TypeNode
  #type: TypeNode | undefined

  constructor(apiVersion: string, kind: string, plural: string, namespaced: boolean, readType: () => TypeNode) {
    this.apiVersion = apiVersion
    this.kind = kind
    this.plural = plural
    this.namespaced = namespaced
    this.#readType = readType
  }

  get type(): TypeNode {
    this.#type ??= this.#readType()
    return this.#type
  }
}
