import { type CelValue, type Evaluation, evaluate, type Program, perCallLimit, requestCostBudget } from '../../../../cel/index.ts'
import type { FieldError } from '../../../../k8s/field-error.ts'
import { goShown } from '../../../../k8s/go-json.ts'
import { goQuote } from '../../../../k8s/go-quote.ts'
import type { KubernetesVersion } from '../../../../k8s/version.ts'
import type { Correlated } from '../../../../schema/custom/correlated.ts'
import { hasRules } from '../../../../schema/custom/has-rules.ts'
import { additionalOf, isObject, itemsOf, type JsonSchema, type PlainObject, propertyOf } from '../../../../schema/custom/json-schema.ts'
import { itemPlace, keyPlace, type SchemaPlace } from '../schema-result.ts'
import { escapeName } from './cel-names.ts'
import { celValue } from './cel-values.ts'
import { type CompiledRule, compileRules, selfType } from './compile-rules.ts'
import { declaredType, withIdentity } from './declared-type.ts'
import { keyedItems } from './keyed-items.ts'

/** A value on the way through an object. */
interface Node {
  readonly value: unknown
  readonly schema: JsonSchema
  /** Whether it is a whole object of the API. */
  readonly isResource: boolean
  readonly place: SchemaPlace
  /** What it was before an update. */
  readonly old?: unknown
  readonly before?: Correlated | undefined
  /** The nearest value around it of which the past is known. */
  readonly around?: Correlated | undefined
}

const outOfBudget = 'validation failed due to running out of cost budget, no further validation rules will be run'
const mostMessageBytes = 5 * 1024

/** What the rules of a schema and of its parts say of a value. Mirrors apiextensions-apiserver pkg/apiserver/schema/cel/validation.go Validator, v1.36. */
export function ruleErrors(
  value: unknown,
  schema: JsonSchema,
  version: KubernetesVersion,
  { isResource = false, old, before }: { readonly isResource?: boolean; readonly old?: unknown; readonly before?: Correlated } = {}
): readonly FieldError[] {
  const run = new RuleRun(version)
  run.visit({ value, schema, isResource, place: { name: '', path: [] }, old, before })
  return run.errors
}

class RuleRun {
  readonly errors: FieldError[] = []
  readonly #version: KubernetesVersion
  #budget = requestCostBudget

  constructor(version: KubernetesVersion) {
    this.#version = version
  }

  visit(node: Node): void {
    const { value, schema } = node
    if (value === null || value === undefined || this.#budget < 0 || !hasRules(schema)) return
    this.#rules(node)
    if (Array.isArray(value)) this.#items(node, value)
    else if (isObject(value)) this.#members(node, value)
  }

  #items(node: Node, value: readonly unknown[]): void {
    const items = itemsOf(node.schema)
    if (items === undefined) return
    const oldItem = keyedItems(node.schema, Array.isArray(node.old) ? node.old : [])
    for (const [index, item] of value.entries())
      this.visit(childOf(node, item, items, itemPlace(node.place, index), oldItem(item), node.before?.index(index)))
  }

  #members(node: Node, value: PlainObject): void {
    const { schema, place } = node
    const old = isObject(node.old) ? node.old : {}
    const additional = additionalOf(schema)
    for (const key of Object.keys(value)) {
      const property = propertyOf(schema, key)
      const own = property ?? additional
      if (own === undefined || (property !== undefined && !isVisible(key, property))) continue
      const below = property === undefined ? { name: `${place.name}[${key}]`, path: [...place.path, key] } : keyPlace(place, key)
      const isIdentity = place.path.length === 0 && (key === 'apiVersion' || key === 'kind')
      const child = childOf(node, value[key], own, below, Object.hasOwn(old, key) ? old[key] : undefined, node.before?.key(key))
      this.visit(isIdentity ? { ...child, before: undefined, around: undefined } : child)
    }
  }

  #rules(node: Node): void {
    const { value, schema, isResource, old } = node
    const compiled = compiledRules(schema, isResource, this.#version)
    if (compiled.length === 0) return
    if (this.#budget === 0) {
      this.#end(node, outOfBudget)
      return
    }
    const shown = isResource ? withIdentity(schema) : schema
    const self = celValue(value, shown)
    const hasOld = old !== undefined && old !== null
    const oldSelf = hasOld ? celValue(old, shown) : undefined
    for (const rule of compiled) {
      const isOptional = rule.rule.optionalOldSelf === true
      if (rule.error !== undefined) this.#fail(node, `rule compile error: ${rule.error}`)
      if (rule.program === undefined || (rule.usesOldSelf && !hasOld && !isOptional)) continue
      const bindings = new Map<string, CelValue>([['self', self]])
      if (isOptional) bindings.set('oldSelf', { kind: 'optional', value: oldSelf })
      else if (oldSelf !== undefined) bindings.set('oldSelf', oldSelf)
      this.#evaluate(node, rule, rule.program, bindings)
      if (this.#budget < 0) return
    }
  }

  #evaluate(node: Node, rule: CompiledRule, program: Program, bindings: ReadonlyMap<string, CelValue>): void {
    const outcome = evaluate(program, bindings, { costLimit: perCallLimit })
    if (outcome.cost > this.#budget) {
      this.#end(node, outOfBudget)
      return
    }
    this.#budget -= outcome.cost
    if ('error' in outcome) this.#broken(node, rule, outcome)
    else if (outcome.value !== true) this.#refuse(node, rule, bindings)
  }

  #refuse(node: Node, rule: CompiledRule, bindings: ReadonlyMap<string, CelValue>): void {
    const detail = this.#message(rule, bindings)
    const isExcused = !rule.usesOldSelf && (node.before ?? node.around)?.isUnchanged === true
    if (detail === undefined) this.#end(node, messageOutOfBudget)
    else if (!isExcused) this.errors.push(refusal(node, rule, detail))
  }

  #broken(node: Node, rule: CompiledRule, { error, limit }: Extract<Evaluation, { error: string }>): void {
    const named = ruleName(rule)
    const mismatch = `'${error}': call arguments did not match a supported operator, function or macro signature for rule: ${named}`
    if (limit) this.#end(node, `'${error}': no further validation rules will be run due to call cost exceeds limit for rule: ${named}`)
    else this.#fail(node, error.startsWith('no such overload') ? mismatch : `${error} evaluating rule: ${named}`)
  }

  /** What a failed rule says; undefined where finding it out costs too much. */
  #message(rule: CompiledRule, bindings: ReadonlyMap<string, CelValue>): string | undefined {
    const { message = '' } = rule.rule
    const fallback = message === '' ? `failed rule: ${ruleName(rule)}` : message.trim()
    if (rule.message === undefined) return fallback
    const outcome = evaluate(rule.message, bindings, { costLimit: perCallLimit })
    if (outcome.cost > this.#budget || ('error' in outcome && outcome.limit)) return undefined
    this.#budget -= outcome.cost
    if ('error' in outcome || typeof outcome.value !== 'string') return fallback
    const text = outcome.value.trim()
    return text === '' || text.includes('\n') || new TextEncoder().encode(text).length > mostMessageBytes ? fallback : text
  }

  /** An error that shows the type in place of the value. */
  #fail({ schema, place }: Node, detail: string): void {
    const message = `Invalid value: ${goQuote(schema.type ?? '')}: ${detail}`
    this.errors.push({ reason: 'FieldValueInvalid', field: fieldName(place.name), path: place.path, message })
  }

  #end(node: Node, detail: string): void {
    this.#fail(node, detail)
    this.#budget = -1
  }
}

const messageOutOfBudget = 'messageExpression evaluation failed due to running out of cost budget, no further validation rules will be run'
const known = new WeakMap<JsonSchema, Map<string, readonly CompiledRule[]>>()

/** The rules of one schema, compiled once. */
function compiledRules(schema: JsonSchema, isResource: boolean, version: KubernetesVersion): readonly CompiledRule[] {
  if ((schema['x-kubernetes-validations'] ?? []).length === 0) return []
  const ofSchema = known.get(schema) ?? new Map<string, readonly CompiledRule[]>()
  known.set(schema, ofSchema)
  const key = `${version.minor} ${isResource}`
  const type = ofSchema.has(key) ? undefined : declaredType(schema, isResource, selfType)
  const compiled = ofSchema.get(key) ?? (type === undefined ? [] : compileRules(schema, type, version))
  ofSchema.set(key, compiled)
  return compiled
}

/** Fields that rules cannot see are not looked into, unless only their names are in the way. */
function isVisible(name: string, schema: JsonSchema): boolean {
  return escapeName(name) === undefined || declaredType(schema, schema['x-kubernetes-embedded-resource'] === true, selfType) !== undefined
}

function childOf(node: Node, value: unknown, schema: JsonSchema, place: SchemaPlace, old: unknown, before: Correlated | undefined): Node {
  const around = node.before ?? node.around
  return { value, schema, isResource: schema['x-kubernetes-embedded-resource'] === true, place, old, before, around }
}

/** Objects and lists are not shown. */
function refusal({ value, schema, place }: Node, { rule, fieldPath }: CompiledRule, detail: string): FieldError {
  const isShown = schema.type !== 'object' && schema.type !== 'array'
  const name = fieldPath === undefined ? place.name : place.name === '' ? fieldPath.text : `${place.name}.${fieldPath.text}`
  const path = fieldPath === undefined ? place.path : [...place.path, ...fieldPath.path]
  const where = { field: fieldName(name), path }
  const shown = isShown ? `: ${goShown(value)}` : ''
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return { reason: 'FieldValueForbidden', ...where, message: `Forbidden: ${detail}` }
    case 'FieldValueRequired':
      return { reason: 'FieldValueRequired', ...where, message: `Required value: ${detail}` }
    case 'FieldValueDuplicate':
      return { reason: 'FieldValueDuplicate', ...where, message: `Duplicate value${shown}` }
    default:
      return { reason: 'FieldValueInvalid', ...where, message: `Invalid value${shown}: ${detail}` }
  }
}

function ruleName({ rule: { message = '', rule = '' } }: CompiledRule): string {
  return (message === '' ? rule : message).trim()
}

function fieldName(name: string): string {
  return name === '' ? '<nil>' : name
}
