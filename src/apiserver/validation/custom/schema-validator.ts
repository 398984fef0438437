import { goJson, isInt64 } from '../../../k8s/go-json.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { Correlated } from '../../../schema/custom/correlated.ts'
import {
  additionalOf,
  isObject,
  itemsOf,
  type JsonSchema,
  type PlainObject,
  propertiesOf,
  propertyOf,
} from '../../../schema/custom/json-schema.ts'
import { formatOf } from './formats.ts'
import { patternOf } from './go-pattern.ts'
import { isNearlyWhole, numberResult } from './number-checks.ts'
import {
  additionalPlace,
  itemPlace,
  keyPlace,
  missingError,
  placedError,
  placelessError,
  type SchemaPlace,
  SchemaResult,
  tooLongError,
  tooManyError,
  unsupportedError,
} from './schema-result.ts'

/** First minor whose formats go by their types. */
const formatsOfTypesSince = 36

/** Checks values by the schemas of a definition. Mirrors kube-openapi pkg/validation/validate/schema.go SchemaValidator, of v1.36. */
export class SchemaValidator {
  readonly #version: KubernetesVersion
  readonly #asStructure: boolean

  /** `asStructure`: schemas are read as those of defaults are, which take formats as they are and leave open what is integer or string. */
  constructor(version: KubernetesVersion, asStructure = false) {
    this.#version = version
    this.#asStructure = asStructure
  }

  /** What is wrong with a value; errors of parts that an update leaves as they were do not count. */
  validate(value: unknown, schema: JsonSchema, place: SchemaPlace, before?: Correlated): SchemaResult {
    const result = this.#against(value, schema, place, before)
    if (result.isValid || before?.isUnchanged !== true) return result
    const excused = new SchemaResult()
    excused.matches = result.matches
    return excused
  }

  #against(value: unknown, schema: JsonSchema, place: SchemaPlace, before: Correlated | undefined): SchemaResult {
    const result = new SchemaResult()
    const types = typesOf(schema, this.#asStructure)
    const format = this.#asStructure ? (schema.format ?? '') : supportedFormat(schema, this.#version)
    if (value === null || value === undefined) {
      typeCheck(null, types, format, schema, place, result)
      enumCheck(null, schema, place, result)
      return result
    }
    if (types.length > 0 || format !== '') {
      typeCheck(value, types, format, schema, place, result)
      result.matches += 1
    }
    this.#conditions(value, schema, place, before, result)
    result.matches += 1
    if (typeof value === 'string') {
      textCheck(value, schema, place, result)
      result.matches += 1
      const isFormatted = format === '' ? undefined : formatOf(format)
      if (isFormatted !== undefined) {
        if (!isFormatted(value)) wrongType(format, value, place, result)
        result.matches += 1
      }
    } else if (typeof value === 'number' || typeof value === 'bigint') {
      result.merge(numberResult(value, schema, place, this.#version))
      result.matches += 1
    } else if (Array.isArray(value)) {
      this.#items(value, schema, place, before, result)
      result.matches += 1
    }
    enumCheck(value, schema, place, result)
    result.matches += 1
    if (isObject(value)) {
      this.#members(value, schema, place, before, result)
      result.matches += 1
    }
    result.matches += 1
    return result
  }

  #conditions(value: unknown, schema: JsonSchema, place: SchemaPlace, before: Correlated | undefined, result: SchemaResult): void {
    const of = (condition: JsonSchema): SchemaResult => this.#against(value, condition, place, before)
    const fail = (words: string): void => {
      const text = `${goQuote(place.name)} must ${words}`
      result.add(text, placelessError(place, text))
    }
    const { anyOf = [], oneOf = [], allOf = [], not } = schema
    if (anyOf.length > 0) {
      const { best, fitting } = firstFitting(anyOf, of)
      if (fitting === undefined) fail('validate at least one schema (anyOf)')
      result.merge(fitting ?? best!)
    }
    if (oneOf.length > 0) {
      const { fitting, count, best } = allFitting(oneOf, of)
      if (count === 1) result.merge(fitting!)
      else {
        fail(`validate one and only one schema (oneOf). ${count === 0 ? 'Found none valid' : `Found ${count} valid alternatives`}`)
        if (best !== undefined) result.merge(best)
      }
    }
    if (allOf.length > 0) {
      const results = allOf.map(of)
      for (const one of results) result.merge(one)
      const fitting = results.filter(one => one.isValid).length
      if (fitting < results.length) fail(`validate all the schemas (allOf)${fitting === 0 ? '. None validated' : ''}`)
    }
    if (not !== undefined && of(not).isValid) fail('not validate the schema (not)')
    result.matches += 1
  }

  #items(value: readonly unknown[], schema: JsonSchema, place: SchemaPlace, before: Correlated | undefined, result: SchemaResult): void {
    const items = itemsOf(schema)
    if (items !== undefined)
      for (const [index, item] of value.entries()) result.merge(this.validate(item, items, itemPlace(place, index), before?.index(index)))
    const { minItems, maxItems } = schema
    if (minItems !== undefined && value.length < minItems) invalidIn(`should have at least ${minItems} items`, value.length, place, result)
    if (maxItems !== undefined && value.length > maxItems) result.add(`${place.name} maxItems`, tooManyError(place, value.length, maxItems))
    result.matches += 1
  }

  #members(value: PlainObject, schema: JsonSchema, place: SchemaPlace, before: Correlated | undefined, result: SchemaResult): void {
    const keys = Object.keys(value)
    const { minProperties, maxProperties, required = [] } = schema
    if (minProperties !== undefined && keys.length < minProperties)
      invalidIn(`should have at least ${minProperties} properties`, keys.length, place, result)
    if (maxProperties !== undefined && keys.length > maxProperties)
      result.add(`${place.name} maxProperties`, tooManyError(place, keys.length, maxProperties))
    const ofChild = (key: string): Correlated | undefined =>
      place.path.length === 0 && (key === 'kind' || key === 'apiVersion') ? undefined : before?.key(key)
    const additional = additionalOf(schema)
    for (const key of keys) {
      if (propertyOf(schema, key) !== undefined) continue
      if (schema.additionalProperties === false) {
        const words = `${place.name}.${key} in body is a forbidden property`
        result.add(words, placedError('FieldValueInvalid', place, key, words))
      } else if (additional !== undefined) result.merge(this.validate(value[key], additional, additionalPlace(place, key), ofChild(key)))
    }
    for (const [name, property] of propertiesOf(schema))
      if (Object.hasOwn(value, name)) result.merge(this.validate(value[name], property, keyPlace(place, name), ofChild(name)))
    for (const name of required)
      if (!Object.hasOwn(value, name)) result.add(`${place.name}.${name} is required`, missingError(additionalPlace(place, name)))
  }
}

/** The first alternative that fits; of none, the one that comes nearest. */
function firstFitting(alternatives: readonly JsonSchema[], of: (schema: JsonSchema) => SchemaResult) {
  let best: SchemaResult | undefined
  for (const alternative of alternatives) {
    const result = of(alternative)
    if (result.isValid) return { fitting: result, best: undefined }
    if (best === undefined || result.matches > best.matches) best = result
  }
  return { fitting: undefined, best }
}

function allFitting(alternatives: readonly JsonSchema[], of: (schema: JsonSchema) => SchemaResult) {
  let best: SchemaResult | undefined
  let fitting: SchemaResult | undefined
  let count = 0
  for (const alternative of alternatives) {
    const result = of(alternative)
    if (result.isValid) {
      count += 1
      fitting ??= result
      best = undefined
    } else if (count === 0 && (best === undefined || result.matches > best.matches)) best = result
  }
  return { fitting, count, best }
}

function typesOf({ type, 'x-kubernetes-int-or-string': either }: JsonSchema, asStructure: boolean): readonly string[] {
  if (either === true && !asStructure) return ['integer', 'string']
  return type === undefined || type === '' ? [] : [type]
}

/** The format, where the server checks it. Mirrors apiextensions-apiserver pkg/apiserver/validation/formats.go StripUnsupportedFormatsPostProcess, v1.36. */
function supportedFormat(
  { type = '', format = '', 'x-kubernetes-int-or-string': either }: JsonSchema,
  { minor }: KubernetesVersion
): string {
  if (format === '') return ''
  const isString = formatOf(format, minor) !== undefined
  if (minor < formatsOfTypesSince) return isString ? format : ''
  const own = either === true ? '' : type
  if (own === 'integer') return format === 'int32' || format === 'int64' ? format : ''
  if (own === 'number') return format === 'float' || format === 'double' ? format : ''
  return (own === '' || own === 'string') && isString ? format : ''
}

/** Mirrors kube-openapi pkg/validation/validate/type.go typeValidator. */
function typeCheck(
  value: unknown,
  types: readonly string[],
  format: string,
  { nullable }: JsonSchema,
  place: SchemaPlace,
  result: SchemaResult
): void {
  if (value === null) {
    if (types.length > 0 && nullable !== true) wrongType(types.join(','), 'null', place, result)
    else result.matches += 1
    return
  }
  const [type, ownFormat] = jsonType(value)
  const isNumber = type === 'number'
  const isWholeFloat = isNumber && types.includes('integer') && isNearlyWhole(Number(value))
  const fits = types.includes(type) || isWholeFloat || (type === 'integer' && types.includes('number'))
  const isTextOrList = typeof value === 'string' || Array.isArray(value)
  if (!isTextOrList && format !== '' && !fits && format !== ownFormat) wrongType(format, ownFormat, place, result)
  else if (!(types.includes('number') || types.includes('integer')) && format !== '' && isTextOrList) result.matches += 1
  else if (!fits) wrongType(types.join(','), type, place, result)
  else result.matches += 1
}

function jsonType(value: unknown): readonly [type: string, format: string] {
  switch (typeof value) {
    case 'string':
      return ['string', '']
    case 'boolean':
      return ['boolean', '']
    case 'number':
    case 'bigint':
      return isInt64(value) ? ['integer', 'int64'] : ['number', 'float64']
    default:
      return [Array.isArray(value) ? 'array' : 'object', '']
  }
}

function wrongType(wanted: string, shown: string, place: SchemaPlace, result: SchemaResult): void {
  const words = `${place.name} in body must be of type ${wanted}: ${goQuote(shown)}`
  result.add(words, placedError('FieldValueTypeInvalid', place, shown, words))
}

function invalidIn(detail: string, shown: unknown, place: SchemaPlace, result: SchemaResult): void {
  const words = `${place.name} in body ${detail}`
  result.add(words, placedError('FieldValueInvalid', place, shown, words))
}

/** Only the first thing that is wrong with a text is told. */
function textCheck(value: string, { minLength, maxLength, pattern }: JsonSchema, place: SchemaPlace, result: SchemaResult): void {
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length
  if (maxLength !== undefined && length > maxLength) result.add(`${place.name} maxLength`, tooLongError(place, maxLength))
  else if (minLength !== undefined && length < minLength) invalidIn(`should be at least ${minLength} chars long`, value, place, result)
  else if (pattern !== undefined && pattern !== '') {
    const compiled = patternOf(pattern)
    if (typeof compiled === 'string') invalidIn(`should match '${pattern}, but pattern is invalid: ${compiled}'`, value, place, result)
    else if (!compiled.test(value)) invalidIn(`should match '${pattern}'`, value, place, result)
  }
}

function enumCheck(value: unknown, schema: JsonSchema, place: SchemaPlace, result: SchemaResult): void {
  const { enum: allowed } = schema
  if (allowed === undefined || allowed.length === 0 || allowed.some(one => isSame(value, one))) return
  const values = allowed.map(one => (typeof one === 'string' ? one : goJson(one)))
  result.add(`${place.name} enum`, unsupportedError(place, value, values))
}

/** Go converts the value to the type of what is allowed before it compares them. */
function isSame(value: unknown, allowed: unknown): boolean {
  if (value === null || allowed === null || allowed === undefined) return false
  const isNumeric = typeof value === 'number' || typeof value === 'bigint'
  if (isNumeric && (typeof allowed === 'number' || typeof allowed === 'bigint')) {
    if (!isInt64(allowed)) return Number(value) === Number(allowed)
    return isInt64(value) ? BigInt(value) === BigInt(allowed) : BigInt(Math.trunc(Number(value))) === BigInt(allowed)
  }
  if (typeof value !== typeof allowed || Array.isArray(value) !== Array.isArray(allowed)) return false
  return typeof value === 'object' ? goJson(value) === goJson(allowed) : value === allowed
}
