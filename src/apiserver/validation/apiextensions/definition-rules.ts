import type { FieldError } from '../../../k8s/field-error.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { JsonSchema } from '../../../schema/custom/json-schema.ts'
import { escapeName } from '../custom/rules/cel-names.ts'
import { type CompiledRule, compileRules, selfType } from '../custom/rules/compile-rules.ts'
import { type DeclaredType, declaredType } from '../custom/rules/declared-type.ts'
import { ruleErrors } from '../custom/rules/rule-errors.ts'
import { forbidden, invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import { goRule } from './go-schema.ts'
import { isSchema } from './open-api-schema.ts'
import type { DefinitionRuleChecks } from './schema-places.ts'

/** A schema on the way through a definition. Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/cel_validation.go CELSchemaContext, v1.36. */
interface Node {
  readonly schema: Field
  readonly parent?: Node
  /** The type of this node from that of its parent; `undefined` in it for a parent whose own type has no such part. */
  readonly fromParent?: (parent: DeclaredType | undefined) => { readonly type: DeclaredType | undefined } | undefined
  /** Whether this schema or one around it has rules. */
  readonly inScope: boolean
  /** How many values of this schema an object can hold; Infinity for any number. */
  readonly cardinality: number
  /** Where the part begins whose old values nobody can tell apart. */
  readonly uncorrelatable?: string
}

interface TypeInfo {
  readonly type?: DeclaredType | undefined
  readonly error?: string
}

const ruleLimit = 10_000_000
const totalLimit = 100_000_000
const mostTold = 4
const maxRequestBytes = 3 * 1024 * 1024
const advice = '(try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)'
const noType = 'unable to convert structural schema to CEL declarations'

/** What is wrong with the rules of a schema whose structure is right; parts that other errors are about are left alone. */
function definitionRuleErrors(root: Field, schemaErrors: readonly FieldError[], version: KubernetesVersion): readonly FieldError[] {
  const walk = new DefinitionRules(schemaErrors, version)
  walk.visit({ schema: root, inScope: rulesOf(root).length > 0, cardinality: 1 })
  return [...walk.errors, ...walk.totalErrors(root)]
}

/** Checks of rules, for whom they concern. */
export const definitionRuleChecks: DefinitionRuleChecks = { errors: definitionRuleErrors, ofDefault: defaultRuleErrors }

/** A default must hold as what stays as it is, and as what is new. */
function defaultRuleErrors(value: unknown, schema: JsonSchema, isRoot: boolean, version: KubernetesVersion): readonly FieldError[] {
  const unchanged = ruleErrors(value, schema, version, { isResource: isRoot, old: value })
  return unchanged.length > 0 ? unchanged : ruleErrors(value, schema, version, { isResource: isRoot })
}

class DefinitionRules {
  readonly errors: FieldError[] = []
  readonly #schemaErrors: readonly FieldError[]
  readonly #version: KubernetesVersion
  readonly #types = new Map<Node, TypeInfo>()
  readonly #costs: { readonly field: Field; readonly cost: number }[] = []
  #total = 0

  constructor(schemaErrors: readonly FieldError[], version: KubernetesVersion) {
    this.#schemaErrors = schemaErrors
    this.#version = version
  }

  visit(node: Node): void {
    const { schema } = node
    const additional = schema.child('additionalProperties')
    if (isSchema(additional)) this.visit(childOf(node, additional, type => ({ type: type?.element })))
    const mapType = schema.child('x-kubernetes-map-type')
    const isCorrelatable = mapType.absent || mapType.text === 'granular' || mapType.text === 'atomic'
    for (const property of schema.child('properties').entries)
      if (isSchema(property)) this.visit(childOf(node, property, fieldAccess(property.key), !isCorrelatable))
    const items = schema.child('items')
    const isMapList = schema.child('x-kubernetes-list-type').text === 'map'
    if (isSchema(items)) this.visit(childOf(node, items, type => ({ type: type?.element }), !isMapList))
    if (rulesOf(schema).length > 0 && !this.#schemaErrors.some(({ path }) => isWithin(path, schema.path))) this.#check(node)
  }

  /** What all rules together cost. */
  totalErrors(root: Field): readonly FieldError[] {
    if (this.#total <= totalLimit) return []
    const told = this.#costs.filter(({ cost }) => cost >= totalLimit / 100).sort((a, b) => b.cost - a.cost)
    const words = 'contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema'
    const whole = 'x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema'
    return [
      ...told.slice(0, mostTold).map(({ field }) => forbidden(field, words)),
      forbidden(root, costWords(whole, this.#total, totalLimit)),
    ]
  }

  #check(node: Node): void {
    const { schema } = node
    const field = schema.child('x-kubernetes-validations')
    const info = this.#typeInfo(node)
    const fail = (words: string): void => {
      this.errors.push({ reason: 'InternalError', field: field.name, path: field.path, message: `Internal error: ${words}` })
    }
    if (info?.error !== undefined)
      fail(`internal error: failed to construct type information for x-kubernetes-validations rules: ${info.error}`)
    else if (info?.type === undefined) fail('failed to convert to declType for CEL validation rules')
    else this.#compile(node)
  }

  #compile(node: Node): void {
    const { schema } = node
    const field = schema.child('x-kubernetes-validations')
    const value = schema.value as JsonSchema
    const type = declaredType(value, isResource(node), selfType)!
    const cardinality = Number.isFinite(node.cardinality) ? node.cardinality : Math.trunc(maxRequestBytes / (type.minSize + 1))
    for (const [index, rule] of compileRules(value, type, this.#version).entries())
      this.#checkRule(rule, field.item(index), cardinality, node.uncorrelatable)
  }

  #checkRule(compiled: CompiledRule, field: Field, cardinality: number, uncorrelatable: string | undefined): void {
    const expression = field.child('rule')
    const cost = compiled.cost === 0 ? 0 : compiled.cost * cardinality
    if (cost > ruleLimit) this.errors.push(forbidden(expression, costWords('estimated rule cost', cost, ruleLimit)))
    this.#observe(expression, cost)
    const { error, messageError, message, messageCost, usesOldSelf } = compiled
    if (error !== undefined) this.errors.push(ruleError(expression, field, error))
    const messageExpression = field.child('messageExpression')
    if (messageError !== undefined) this.errors.push(ruleError(messageExpression, field, messageError))
    else if (message !== undefined) {
      if (messageCost > ruleLimit)
        this.errors.push(forbidden(messageExpression, costWords('estimated messageExpression cost', messageCost, ruleLimit)))
      this.#observe(messageExpression, messageCost)
    }
    const optional = field.child('optionalOldSelf')
    if (usesOldSelf && uncorrelatable !== undefined)
      this.errors.push(invalid(expression, `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelatable}`))
    else if (!usesOldSelf && !optional.absent) this.errors.push(invalid(optional, 'may not be set if oldSelf is not used in rule'))
  }

  #observe(field: Field, cost: number): void {
    this.#total += cost
    this.#costs.push({ field, cost })
  }

  #typeInfo(node: Node): TypeInfo | undefined {
    if (!node.inScope) return undefined
    const known = this.#types.get(node) ?? this.#findType(node)
    this.#types.set(node, known)
    return known
  }

  #findType(node: Node): TypeInfo {
    const { parent, fromParent, schema } = node
    const above = parent === undefined ? undefined : this.#typeInfo(parent)
    if (above?.error !== undefined) return above
    const accessed = above === undefined ? undefined : fromParent?.(above.type)
    if (accessed !== undefined) return accessed
    const type = declaredType(schema.value as JsonSchema, isResource(node), selfType)
    return type === undefined ? { error: noType } : { type }
  }
}

function childOf(parent: Node, schema: Field, fromParent: NonNullable<Node['fromParent']>, losesPast = false): Node {
  const inScope = parent.inScope || rulesOf(schema).length > 0
  const factors = [parent.cardinality, mostElements(parent.schema)] as const
  const cardinality = factors.includes(Number.POSITIVE_INFINITY) ? Number.POSITIVE_INFINITY : factors[0] * factors[1]
  const uncorrelatable = parent.uncorrelatable ?? (losesPast ? parent.schema.name : undefined)
  return { schema, parent, fromParent, inScope, cardinality, ...(uncorrelatable === undefined ? {} : { uncorrelatable }) }
}

function fieldAccess(name: string): NonNullable<Node['fromParent']> {
  return parent => {
    const escaped = escapeName(name)
    const type = escaped === undefined ? undefined : parent?.fields?.get(escaped)
    return type === undefined ? undefined : { type }
  }
}

/** By how much a schema multiplies its parts. */
function mostElements(schema: Field): number {
  const most = (name: string): number => {
    const limit = schema.child(name).value
    return typeof limit === 'number' ? Math.max(0, limit) : Number.POSITIVE_INFINITY
  }
  if (schema.child('type').text === 'array') return most('maxItems')
  return schema.child('type').text === 'object' && !schema.child('additionalProperties').absent ? most('maxProperties') : 1
}

function rulesOf(schema: Field): readonly Field[] {
  return schema.child('x-kubernetes-validations').items
}

function isResource({ schema, parent }: Node): boolean {
  return parent === undefined || schema.child('x-kubernetes-embedded-resource').value === true
}

function isWithin(path: FieldPath, outer: FieldPath): boolean {
  return path.length >= outer.length && outer.every((step, index) => path[index] === step)
}

/** The whole rule is shown. */
function ruleError(field: Field, rule: Field, detail: string): FieldError {
  return invalid(field, detail, goRule(rule.value))
}

/** Mirrors getCostErrorMessage. */
function costWords(what: string, cost: number, limit: number): string {
  const factor = cost / limit
  const times = factor > 100 ? 'more than 100x' : factor < 1.5 ? `${factor.toFixed(6)}x` : `${factor.toFixed(1)}x`
  return `${what} exceeds budget by factor of ${times} ${advice}`
}
