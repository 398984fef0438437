import { type FieldPath, formatFieldPath } from '../../k8s/field-path.ts'
import { goShown } from '../../k8s/go-json.ts'
import type { DecodeError } from '../decode-error.ts'
import type { Finding } from '../finding.ts'
import type { SchemaTable } from '../table.ts'
import { gotWords } from '../type-words.ts'
import { decodeMetadata } from './decode-metadata.ts'
import {
  additionalOf,
  hasAdditional,
  hasDefault,
  isObject,
  itemsOf,
  type JsonSchema,
  type PlainObject,
  propertyOf,
  setMember,
} from './json-schema.ts'
import { type SchemaOwner, suggestCustomField } from './suggest-custom-field.ts'

/** In place of a value that is left out. */
const dropped = Symbol('dropped')
/** Unknown fields of one object for which a better name is looked for. */
const suggestionLimit = 100
const identityFields = new Set(['apiVersion', 'kind', 'metadata'])

/**
 * Walks an object of a custom resource by its schema: leaves out unknown fields and nulls, decodes the metadata of objects in it.
 * Mirrors apiextensions-apiserver pkg/apiserver/schema pruning, defaulting/prunenulls.go and objectmeta, v1.36.
 */
export class CustomDecoder {
  /** About metadata of embedded objects. */
  readonly embedded: Finding[] = []
  /** Fields that no schema names. */
  readonly unknown: Finding[] = []
  readonly #table: SchemaTable
  readonly #path: (string | number)[] = []
  readonly #owners: SchemaOwner[] = []
  #suggestions = 0

  constructor(table: SchemaTable) {
    this.#table = table
  }

  /** The object without what its schema does not know; apiVersion, kind and metadata are left to others. */
  decode(object: PlainObject, schema: JsonSchema): Record<string, unknown> {
    const kept: Record<string, unknown> = {}
    this.#owners.push({ schema, value: object, depth: 0 })
    for (const key of Object.keys(object)) {
      this.#path.push(key)
      const value = identityFields.has(key) ? object[key] : this.#member(key, object[key], schema, isPreserving(schema))
      this.#path.pop()
      if (value !== dropped) setMember(kept, key, value)
    }
    this.#owners.pop()
    return kept
  }

  /** A value that is no object of its own. */
  decodeValue(value: unknown, schema: JsonSchema): unknown {
    return this.#value(value, schema, false)
  }

  /** `keeps`: unknown fields of this value stay, whatever its own schema says. */
  #value(value: unknown, schema: JsonSchema | undefined, keeps: boolean): unknown {
    if (Array.isArray(value)) return this.#list(value, schema, keeps)
    return isObject(value) ? this.#object(value, schema, keeps) : value
  }

  #list(value: readonly unknown[], schema: JsonSchema | undefined, keeps: boolean): unknown {
    const items = schema === undefined ? undefined : itemsOf(schema)
    const preserving = schema !== undefined && (keeps || isPreserving(schema))
    if (preserving && items === undefined) return value
    return value.map((item: unknown, index) => {
      this.#path.push(index)
      const kept = this.#value(item, items, preserving)
      this.#path.pop()
      return kept
    })
  }

  #object(value: PlainObject, schema: JsonSchema | undefined, keeps: boolean): unknown {
    const kept: Record<string, unknown> = {}
    if (schema === undefined) {
      for (const key of Object.keys(value)) this.#unknownField(key)
      return kept
    }
    const preserving = keeps || isPreserving(schema)
    const isEmbedded = schema['x-kubernetes-embedded-resource'] === true
    this.#owners.push({ schema, value, depth: this.#path.length })
    for (const key of Object.keys(value)) {
      this.#path.push(key)
      const isIdentity = isEmbedded && identityFields.has(key)
      const part = isIdentity ? this.#identity(key, value[key]) : this.#member(key, value[key], schema, preserving)
      this.#path.pop()
      if (part !== dropped) setMember(kept, key, part)
    }
    this.#owners.pop()
    return kept
  }

  #member(key: string, value: unknown, schema: JsonSchema, preserving: boolean): unknown {
    const property = propertyOf(schema, key)
    if (property === undefined && !hasAdditional(schema)) {
      if (preserving) return value
      this.#path.pop()
      this.#unknownField(key)
      this.#path.push(key)
      return dropped
    }
    const own = property ?? additionalOf(schema)
    if (value === null && own !== undefined && own.nullable !== true && !hasDefault(own)) return dropped
    return this.#value(value, own, false)
  }

  /** What every object has, of one inside another. */
  #identity(key: string, value: unknown): unknown {
    if (key === 'metadata') return this.#embeddedMetadata(value)
    if (typeof value === 'string') return value
    this.#refuseEmbedded([...this.#path], `Invalid value: ${goShown(value)}: must be a string`, 'string', value)
    return dropped
  }

  #embeddedMetadata(value: unknown): unknown {
    const path = [...this.#path]
    const { metadata, findings } = decodeMetadata(value, path, this.#table)
    for (const finding of findings) {
      const { gravity, error } = finding
      const sentence = `${formatFieldPath(path)}: Invalid value: ${goShown(value)}: ${error.sentence}`
      this.embedded.push(gravity === 'type' || gravity === 'abort' ? { gravity: 'abort', error: { ...error, sentence } } : finding)
    }
    return metadata
  }

  #refuseEmbedded(path: FieldPath, words: string, expected: string, value: unknown): void {
    const sentence = `${formatFieldPath(path)}: ${words}`
    const error: DecodeError = { code: 'wrong-type', path, target: 'value', expected, got: gotWords(value), sentence }
    this.embedded.push({ gravity: 'abort', error })
  }

  #unknownField(key: string): void {
    const path = [...this.#path, key]
    const owner = this.#owners.at(-1)
    const isOwned = owner !== undefined && owner.depth === this.#path.length
    const advice = isOwned && this.#suggestions++ < suggestionLimit ? suggestCustomField(key, this.#owners, path) : {}
    const sentence = `unknown field "${formatFieldPath(path)}"`
    this.unknown.push({ gravity: 'strict', error: { code: 'unknown-field', path, target: 'key', sentence, ...advice } })
  }
}

function isPreserving(schema: JsonSchema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true
}
