import { type FieldPath, formatFieldPath } from '../k8s/field-path.ts'
import { goQuote } from '../k8s/go-quote.ts'
import type { DecodeError } from './decode-error.ts'
import type { Finding, Gravity } from './finding.ts'
import { byteFailure, type ScalarFailure, scalarFailure } from './scalar-failure.ts'
import { type FieldOwner, suggestField } from './suggest-field.ts'
import { suggestValue } from './suggest-value.ts'
import { type FieldType, nodeKinds, type SchemaTable, type TypeNode } from './table.ts'
import { expectedWords, gotWords, goValueName } from './type-words.ts'
import { zeroValue } from './zero-value.ts'

/** In place of a value that cannot be kept. */
const refused = Symbol('refused')
/** Unknown fields of one object for which a better name is looked for. */
const suggestionLimit = 100

type PlainObject = Readonly<Record<string, unknown>>

/** Walks a value that is not all right: collects every error and copies the parts that can stay. */
export class Decoder {
  readonly findings: Finding[] = []
  readonly #table: SchemaTable
  readonly #path: (string | number)[] = []
  /** The same with the right name of each misspelt field. */
  readonly #meantPath: (string | number)[] = []
  /** Structs from the root to here. */
  readonly #owners: FieldOwner[] = []
  /** What Go's decoder would print of where it is. */
  #goStruct = ''
  readonly #goFields: string[] = []
  /** Inside a JSON schema that the outer schema's own decoder reads: unknown fields are dropped, every error ends it. */
  #nested = false
  /** How many unknown fields this is inside. */
  #unknown = 0
  #suggestions = 0

  /** `at` is where the value is, where that is not the root of an object. */
  constructor(table: SchemaTable, at: FieldPath = []) {
    this.#table = table
    this.#path.push(...at)
    this.#meantPath.push(...at)
  }

  /** The value without its wrong parts; undefined where nothing of it can be kept. */
  decode(value: unknown, type: TypeNode): unknown {
    const kept = this.#value(value, type)
    return kept === refused ? undefined : kept
  }

  #value(value: unknown, type: TypeNode): unknown {
    switch (type.kind) {
      case nodeKinds.list:
        return Array.isArray(value) ? this.#list(value, type.of!) : this.#wrongShape(value, type)
      case nodeKinds.map:
        return isObject(value) ? this.#map(value, type.of!) : this.#wrongShape(value, type)
      case nodeKinds.struct:
        return isObject(value) ? this.#struct(value, type) : this.#wrongShape(value, type)
      case nodeKinds.schemaOrBoolean:
        return typeof value === 'boolean' || isObject(value) ? this.#schemaOr(value) : this.#noBooleanOrSchema(value, type)
      case nodeKinds.schemaOrList:
      case nodeKinds.schemaOrStrings:
        return isObject(value) || Array.isArray(value) ? this.#schemaOr(value, type) : refused
      case nodeKinds.bytes:
        if (Array.isArray(value)) return this.#byteList(value, type)
    }
    const failure = scalarFailure(value, type)
    return failure === undefined ? value : this.#refuse(failure, value, type)
  }

  #struct(value: PlainObject, type: TypeNode): unknown {
    const definition = this.#table.definition(type.definition)
    const kept: Record<string, unknown> = {}
    this.#owners.push({ definition, value, depth: this.#path.length })
    for (const key of Object.keys(value)) {
      const field = definition.fields.get(key)
      this.#enter(key)
      if (field === undefined) this.#unknownField(key, value[key])
      else if (value[key] !== null) {
        const part = this.#field(field, value[key])
        if (part !== refused) setOwn(kept, key, part)
      }
      this.#leave()
    }
    this.#owners.pop()
    return kept
  }

  #field(field: FieldType, value: unknown): unknown {
    const outerStruct = this.#goStruct
    if (!this.#nested || outerStruct === '') this.#goStruct = this.#owners.at(-1)!.definition.name
    const named = !this.#nested || this.#table.wholeGoPaths
    if (named) this.#goFields.push(field.goPath)
    const part = this.#value(value, field.type)
    if (named) this.#goFields.pop()
    this.#goStruct = outerStruct
    return part
  }

  #enter(step: string | number): void {
    this.#path.push(step)
    this.#meantPath.push(step)
  }

  #leave(): void {
    this.#path.pop()
    this.#meantPath.pop()
  }

  #map(value: PlainObject, of: TypeNode): unknown {
    const kept: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      this.#enter(key)
      const part = value[key] === null ? zeroValue(of) : this.#value(value[key], of)
      if (part !== refused) setOwn(kept, key, part)
      this.#leave()
    }
    return kept
  }

  /** A refused item leaves a zero one behind, so that the others keep their index. */
  #list(value: readonly unknown[], of: TypeNode): unknown {
    return value.map((item, index) => {
      this.#enter(index)
      const part = item === null ? zeroValue(of) : this.#value(item, of)
      this.#leave()
      return part === refused ? zeroValue(of) : part
    })
  }

  /** Mirrors UnmarshalJSON of JSONSchemaPropsOrBool, …OrArray and …OrStringArray, apiextensions v1, v1.36. */
  #schemaOr(value: unknown, type?: TypeNode): unknown {
    if (typeof value === 'boolean') return value
    const outer = this.#nested
    this.#nested = true
    const schema = this.#table.jsonSchema
    const kept = Array.isArray(value)
      ? this.#list(value, type?.kind === nodeKinds.schemaOrList ? schema : this.#table.text)
      : this.#value(value, schema)
    this.#nested = outer
    return kept
  }

  #noBooleanOrSchema(value: unknown, type: TypeNode): unknown {
    const words = 'boolean or JSON schema expected'
    return this.#refuse({ gravity: 'abort', code: 'wrong-type', words, goValue: goValueName(value), goType: type.goType }, value, type)
  }

  #wrongShape(value: unknown, type: TypeNode): unknown {
    return this.#refuse({ gravity: 'type', code: 'wrong-type', goValue: goValueName(value), goType: type.goType }, value, type)
  }

  /** Go reads a list of numbers from 0 to 255 as bytes. */
  #byteList(value: readonly unknown[], type: TypeNode): unknown {
    const wrong = value.findIndex(item => byteFailure(item) !== undefined)
    if (wrong === -1) return btoa(value.map(item => String.fromCharCode(Number(item))).join(''))
    this.#enter(wrong)
    this.#refuse(byteFailure(value[wrong])!, value[wrong], type)
    this.#leave()
    return refused
  }

  #unknownField(key: string, value: unknown): void {
    if (this.#nested) return
    const sentence = `unknown field ${goQuote(formatFieldPath(this.#meantPath))}`
    const advice = this.#suggestions++ < suggestionLimit ? suggestField(key, this.#owners, this.#path, this.#table) : {}
    this.#add('strict', { code: 'unknown-field', path: [...this.#path], target: 'key', sentence, ...advice })
    if (advice.suggestion !== undefined) this.#meantField(advice.suggestion, value)
  }

  /** One wrong name does not hide the errors below it: the value is decoded as that of the field that was meant. */
  #meantField(name: string, value: unknown): void {
    const owner = this.#owners.at(-1)!
    const field = owner.definition.fields.get(name)
    if (field === undefined || Object.hasOwn(owner.value, name) || !hasShapeOf(value, field.type)) return
    this.#meantPath[this.#meantPath.length - 1] = name
    this.#unknown++
    this.#field(field, value)
    this.#unknown--
  }

  #refuse(failure: ScalarFailure, value: unknown, type: TypeNode): typeof refused {
    const suggestion = suggestValue(value, type)
    this.#add(failure.gravity, {
      code: failure.code,
      path: [...this.#path],
      target: 'value',
      expected: failure.expected ?? expectedWords(type),
      got: gotWords(value),
      sentence: failure.words ?? this.#cannotUnmarshal(failure.goValue, failure.goType),
      ...(suggestion === undefined ? {} : { suggestion }),
    })
    return refused
  }

  #add(gravity: Gravity, error: DecodeError): void {
    this.findings.push({ gravity: this.#unknown > 0 ? 'later' : this.#nested ? 'abort' : gravity, error })
  }

  #cannotUnmarshal(name: string, goType: string): string {
    const target = this.#goStruct === '' ? 'value' : `struct field ${this.#goStruct}.${this.#goFields.join('.')}`
    return `json: cannot unmarshal ${name} into Go ${target} of type ${goType}`
  }
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a list, an object or a scalar as the type is. */
function hasShapeOf(value: unknown, type: TypeNode): boolean {
  if (type.kind === nodeKinds.list) return Array.isArray(value)
  if (type.kind === nodeKinds.map || type.kind === nodeKinds.struct) return isObject(value)
  return typeof value !== 'object'
}

/** Also for a key such as `__proto__`. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}
