import { kubernetesTable } from '../../schemas/kubernetes.generated.ts'
import { kubernetesRareTable } from '../../schemas/kubernetes-rare.generated.ts'
import { newestMinor, oldestMinor } from '../k8s/version.ts'
import { attributeOf, Field, type FieldReader, KindEntry, Node } from './table-entries.ts'

/** What the decoder does with a value. The order is that of the letters in `nodeLetters`. */
export const nodeKinds = {
  text: 0,
  int32: 1,
  int64: 2,
  boolean: 3,
  float64: 4,
  intOrString: 5,
  quantity: 6,
  time: 7,
  microTime: 8,
  bytes: 9,
  anything: 10,
  schemaOrList: 11,
  schemaOrBoolean: 12,
  schemaOrStrings: 13,
  list: 14,
  map: 15,
  struct: 16,
} as const
export type NodeKind = (typeof nodeKinds)[keyof typeof nodeKinds]

/** A type of the API. */
export interface TypeNode {
  readonly kind: NodeKind
  /** Of a list's items or a map's values. */
  readonly of: TypeNode | undefined
  /** Which definition a struct is; -1 for all else. */
  readonly definition: number
  /** As Go's reflection prints it: `[]v1.Container`. */
  readonly goType: string
}

/** One field of a struct. */
export interface FieldType {
  readonly name: string
  readonly type: TypeNode
  /** By the OpenAPI document; the decoder does not ask. */
  readonly required: boolean
  /** The names that a decode error's path has for the field: those of the embedded structs that hold it, then its own. */
  readonly goPath: string
  /** Declared default, as JSON. */
  readonly defaultJson?: string | undefined
  readonly enum?: readonly string[] | undefined
  readonly listType?: 'map' | 'set' | 'atomic' | undefined
  readonly listMapKeys?: readonly string[] | undefined
}

/** One struct of the API. */
export interface Definition {
  /** The Go struct's name without its package. */
  readonly name: string
  readonly fields: ReadonlyMap<string, FieldType>
}

/** One kind of the table. */
export interface TableKind {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly namespaced: boolean
  readonly type: TypeNode
}

const nodeLetters = 'sjibnxqtuBoAOS'
const goTypes = [
  'string',
  'int32',
  'int64',
  'bool',
  'float64',
  'intstr.IntOrString',
  'resource.Quantity',
  'v1.Time',
  'v1.MicroTime',
  '[]uint8',
  'v1.JSON',
  'v1.JSONSchemaPropsOrArray',
  'v1.JSONSchemaPropsOrBool',
  'v1.JSONSchemaPropsOrStringArray',
]
/** First minor whose errors name embedded structs and the fields that a type's own decoder was at: sigs.k8s.io/json of 2025-07. */
const firstMinorWithWholePaths = 35
/** Lines before the definitions: of the table, embedded structs and the kinds; of the rare one, Go types and the values of enums. */
const firstLine = 2

/** The built-in types of one minor version. Everything is read from the table's text on first use. */
export class SchemaTable {
  /** Whether errors name embedded structs and the fields that a type's own decoder was at. */
  readonly wholeGoPaths: boolean
  readonly #minor: number
  readonly #lines: readonly string[]
  readonly #definitions: (Definition | undefined)[] = []
  readonly #rareWords: (readonly string[] | undefined)[] = []
  #embeddedWords: readonly string[] | undefined
  readonly #scalars: (TypeNode | undefined)[] = []
  readonly #fieldReader: FieldReader = {
    typeAt: (text, from) => this.#readNode(text, from),
    pathPrefix: index => (this.wholeGoPaths ? `${this.#embedded(index)}.` : ''),
    choices: index => this.#rareWord(1, index).split(','),
  }
  #kinds: readonly TableKind[] | undefined
  /** Those that were found, by apiVersion, then by kind. */
  readonly #kindsByName = new Map<string, Map<string, TableKind>>()
  /** By what the table says, so that each is one object however it is found. */
  readonly #kindEntries = new Map<string, TableKind>()
  #jsonSchema: TypeNode | undefined

  constructor(minor: number, lines: readonly string[]) {
    this.#minor = minor
    this.wholeGoPaths = minor >= firstMinorWithWholePaths
    this.#lines = lines
  }

  /** All kinds that the version serves, by apiVersion and kind. */
  get kinds(): readonly TableKind[] {
    this.#kinds ??= this.#readKinds()
    return this.#kinds
  }

  kind(apiVersion: string, kind: string): TableKind | undefined {
    const known = this.#kindsByName.get(apiVersion)?.get(kind)
    if (known !== undefined) return known
    const found = this.#findKind(apiVersion, kind)
    if (found === undefined) return undefined
    const ofVersion = this.#kindsByName.get(apiVersion)
    if (ofVersion === undefined) this.#kindsByName.set(apiVersion, new Map([[kind, found]]))
    else ofVersion.set(kind, found)
    return found
  }

  /** The struct with the number `index`. */
  definition(index: number): Definition {
    const known = this.#definitions[index]
    if (known !== undefined) return known
    const definition = this.#readDefinition(index)
    this.#definitions[index] = definition
    return definition
  }

  get text(): TypeNode {
    return this.#scalar(nodeKinds.text)
  }

  /** JSONSchemaProps of apiextensions.k8s.io/v1. */
  get jsonSchema(): TypeNode {
    if (this.#jsonSchema === undefined) {
      const rareIndex = rareLines().findIndex(text => text.startsWith('v1.JSONSchemaProps|')) - firstLine
      this.#jsonSchema = this.#struct(this.#lines.length - firstLine + rareIndex)
    }
    return this.#jsonSchema
  }

  /** Reads no more than what is like it: most inputs have a few kinds. */
  #findKind(apiVersion: string, kind: string): TableKind | undefined {
    const line = this.#lines[1]!
    const words = `${apiVersion} ${kind} `
    for (let at = line.indexOf(words); at !== -1; at = line.indexOf(words, at + 1)) {
      if (at > 0 && line[at - 1] !== '\t') continue
      const end = line.indexOf('\t', at)
      const [entry] = this.#readKind(line.slice(at, end === -1 ? undefined : end))
      if (entry?.apiVersion === apiVersion && entry.kind === kind) return entry
    }
    return undefined
  }

  #readKinds(): readonly TableKind[] {
    return this.#lines[1]!.split('\t').flatMap(text => this.#readKind(text))
  }

  #readKind(text: string): readonly TableKind[] {
    const [apiVersion, kind, plural, scope, index, range] = text.split(' ')
    if (range !== undefined && !this.#includes(range)) return []
    const known = this.#kindEntries.get(text)
    if (known !== undefined) return [known]
    const entry = new KindEntry(apiVersion!, kind!, plural!, scope === 'n', () => this.#struct(Number.parseInt(index!, 36)))
    this.#kindEntries.set(text, entry)
    return [entry]
  }

  #readDefinition(index: number): Definition {
    const line = this.#definitionLine(index)
    const fields = new Map<string, FieldType>()
    let end = line.indexOf('|')
    const goName = end === -1 ? line : line.slice(0, end)
    while (end !== -1) {
      const start = end + 1
      end = line.indexOf('|', start)
      const text = line.slice(start, end === -1 ? undefined : end)
      const range = attributeOf(text, 'v')
      if (range !== undefined && !this.#includes(range)) continue
      const field = new Field(text, this.#fieldReader)
      fields.set(field.name, field)
    }
    return { name: goName.slice(goName.indexOf('.') + 1), fields }
  }

  #readNode(text: string, from: number): TypeNode {
    let at = from
    let goType: (() => string) | undefined
    if (text[at] === '~') {
      const word = text.slice(at + 1, at + 3)
      goType = () => this.#rareWord(0, word)
      at += 3
    }
    const letter = text[at]!
    if (letter === '[' || letter === '{') {
      const pointer = text[at + 1] === '&'
      const of = this.#readNode(text, at + (pointer ? 2 : 1))
      const derived = (): string => `${letter === '[' ? '[]' : 'map[string]'}${pointer ? '*' : ''}${of.goType}`
      return new Node(letter === '[' ? nodeKinds.list : nodeKinds.map, of, -1, goType ?? derived)
    }
    if (letter === '#') return this.#struct(Number.parseInt(text.slice(at + 1, text.indexOf('.', at)), 36))
    const kind = nodeLetters.indexOf(letter) as NodeKind
    return goType === undefined ? this.#scalar(kind) : new Node(kind, undefined, -1, goType)
  }

  #scalar(kind: NodeKind): TypeNode {
    this.#scalars[kind] ??= new Node(kind, undefined, -1, () => goTypes[kind]!)
    return this.#scalars[kind]
  }

  #struct(index: number): TypeNode {
    return new Node(nodeKinds.struct, undefined, index, () => {
      const line = this.#definitionLine(index)
      const end = line.indexOf('|')
      return end === -1 ? line : line.slice(0, end)
    })
  }

  #definitionLine(index: number): string {
    const line = firstLine + index
    return line < this.#lines.length ? this.#lines[line]! : rareLines()[firstLine + line - this.#lines.length]!
  }

  #embedded(index: string): string {
    this.#embeddedWords ??= this.#lines[0]!.split('\t')
    return this.#embeddedWords[Number.parseInt(index, 36)]!
  }

  #rareWord(line: number, index: string): string {
    this.#rareWords[line] ??= rareLines()[line]!.split('\t')
    return this.#rareWords[line][Number.parseInt(index, 36)]!
  }

  /** Whether `31-`, `-30` or `31-34` holds the version. */
  #includes(range: string): boolean {
    const [first, last] = range.split('-')
    return (first === '' || this.#minor >= Number(first)) && (last === '' || this.#minor <= Number(last))
  }
}

const tables = new Map<number, SchemaTable>()
let lines: readonly string[] | undefined
let rare: readonly string[] | undefined

function rareLines(): readonly string[] {
  const read = rare ?? kubernetesRareTable.split('\n')
  rare = read
  return read
}

/** The table of a minor version; of the nearest one that is bundled, for any other. */
export function schemaTable(minor: number): SchemaTable {
  const bundled = Math.min(Math.max(minor, oldestMinor), newestMinor)
  const known = tables.get(bundled)
  if (known !== undefined) return known
  lines ??= kubernetesTable.split('\n')
  const table = new SchemaTable(bundled, lines)
  tables.set(bundled, table)
  return table
}
