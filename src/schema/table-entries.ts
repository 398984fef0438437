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

/** A field whose values are read when they are asked for. */
export class Field implements FieldType {
  readonly name: string
  readonly type: TypeNode
  readonly required: boolean
  goPath: string
  defaultJson?: string
  listType?: 'map' | 'set' | 'atomic'
  listMapKeys?: readonly string[]
  readEnum: (() => readonly string[]) | undefined

  constructor(name: string, type: TypeNode, required: boolean) {
    this.name = name
    this.type = type
    this.required = required
    this.goPath = name
  }

  get enum(): readonly string[] | undefined {
    return this.readEnum?.()
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
