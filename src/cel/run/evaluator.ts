import type { Call, Comprehension, Expr, Select } from '../ast.ts'
import { perCallLimit } from '../environment.ts'
import { equal } from '../equality.ts'
import type { Program } from '../program.ts'
import { RegexTooExpensive } from '../regex/regex.ts'
import { type CelError, type CelValue, celError, isError, isKind, listOf, noSuchOverload } from '../values.ts'
import { callCost } from './call-costs.ts'
import type { Runtime } from './cel-function.ts'
import { Constants } from './constants.ts'
import { costLimitExceeded, type Evaluation, type EvaluationOptions } from './evaluation.ts'
import { functions } from './functions.ts'
import { isAttribute, isPath, loopVariables, notIterable } from './loops.ts'
import { mapOf } from './maps.ts'
import { unsupported } from './operand-types.ts'
import { qualify, qualifyIfPresent } from './select.ts'

class CostLimit extends Error {}

/** Evaluates a program with values for its variables. Mirrors cel-go interpreter with Kubernetes' cost tracking, v0.26. */
export function evaluate(program: Program, bindings: ReadonlyMap<string, CelValue>, options: EvaluationOptions = {}): Evaluation {
  const evaluator = new Evaluator(program, bindings, options.costLimit ?? perCallLimit)
  try {
    const value = evaluator.evaluate(program.root)
    if (!isError(value)) return { value, cost: evaluator.cost }
    return { error: value.message, cost: evaluator.cost, limit: false }
  } catch (error) {
    if (error instanceof CostLimit || error instanceof RegexTooExpensive)
      return { error: costLimitExceeded, cost: evaluator.cost, limit: true }
    throw error
  }
}

const searches = new Set(['matches', 'find', 'findAll'])
const collectionCosts = { list: 10, map: 30, struct: 40 }

class Evaluator {
  readonly #program: Program
  readonly #bindings: ReadonlyMap<string, CelValue>
  readonly #locals = new Map<string, CelValue[]>()
  readonly #limit: number
  readonly #constants: Constants
  readonly #runtime: Runtime = { reserve: cost => this.#reserve(cost) }
  cost = 0

  constructor(program: Program, bindings: ReadonlyMap<string, CelValue>, limit: number) {
    this.#program = program
    this.#bindings = bindings
    this.#limit = limit
    this.#constants = new Constants(program)
  }

  #spend(cost: number): void {
    this.cost += cost
    if (this.cost > this.#limit) throw new CostLimit()
  }

  /** Ends an evaluation before a step that it could not pay for. */
  #reserve(cost: number): void {
    if (this.cost + cost > this.#limit) throw new CostLimit()
  }

  evaluate(node: Expr): CelValue {
    const constant = this.#constants.valueOf(node)
    if (constant !== undefined) return constant
    switch (node.kind) {
      case 'literal':
        return node.value
      case 'ident':
        return this.#ident(this.#program.references.get(node) ?? node.name)
      case 'select':
        return this.#select(node)
      case 'call':
        return this.#call(node)
      case 'list':
        return this.#list(node)
      case 'map':
        return this.#map(node)
      case 'struct':
        return this.#struct(node)
      case 'comprehension':
        return this.#comprehension(node)
    }
  }

  #ident(name: string): CelValue {
    const local = this.#locals.get(name)?.at(-1)
    const value = local === undefined ? this.#bindings.get(name) : local
    this.#spend(1)
    return value === undefined ? celError(`no such attribute(s): ${name}`) : value
  }

  #select(node: Select): CelValue {
    const name = this.#program.references.get(node)
    if (name !== undefined) return this.#ident(name)
    const operand = this.#operand(node.operand)
    if (isError(operand)) {
      if (node.test && isAttribute(node.operand)) this.cost--
      return operand
    }
    if (node.test) return this.#present(operand, node.field)
    return this.#qualified(operand, node.field, false)
  }

  /** What a field or an element is taken of; of what is neither a name nor taken itself, that costs one more. */
  #operand(node: Expr): CelValue {
    const value = this.evaluate(node)
    if (!isAttribute(node)) this.#spend(1)
    return value
  }

  #present(operand: CelValue, field: string): CelValue {
    const inner = isKind(operand, 'optional') ? operand.value : operand
    if (inner === undefined) return false
    const found = qualifyIfPresent(inner, field)
    return found === undefined ? false : isError(found) ? found : true
  }

  /** A field or element; once optional, what is missing is no error but `optional.none()`. */
  #qualified(operand: CelValue, key: CelValue, optional: boolean, cost = 1): CelValue {
    if (!optional && !isKind(operand, 'optional')) {
      this.#spend(cost)
      return qualify(operand, key)
    }
    const inner = isKind(operand, 'optional') ? operand.value : operand
    const found = inner === undefined ? undefined : qualifyIfPresent(inner, key)
    if (found === undefined) return { kind: 'optional', value: undefined }
    this.#spend(cost)
    return isError(found) ? found : { kind: 'optional', value: found }
  }

  #call(node: Call): CelValue {
    const name = this.#program.references.get(node) ?? node.name
    switch (name) {
      case '_&&_':
        return this.#logic(node, false)
      case '_||_':
        return this.#logic(node, true)
      case '_?_:_':
        return this.#conditional(node)
      case '_[_]':
      case '_[?_]':
        return this.#index(node, name === '_[?_]')
      case '_?._': {
        const operand = this.#operand(node.args[0]!)
        return isError(operand) ? operand : this.#qualified(operand, (node.args[1] as Expr & { kind: 'literal' }).value, true)
      }
      case 'or':
      case 'orValue':
        if (node.target !== undefined) return this.#otherwise(node.target, node.args[0]!, name === 'orValue')
        break
      case '@in': {
        const members = this.#constants.membersOf(node.args[1]!)
        if (members !== undefined) return this.#isMember(node.args[0]!, members)
      }
    }
    return this.#function(node, name)
  }

  #isMember(node: Expr, members: readonly CelValue[]): CelValue {
    if (members.length === 0) return false
    const value = this.evaluate(node)
    return isError(value) ? value : members.some(member => equal(member, value))
  }

  #otherwise(target: Expr, other: Expr, unwraps: boolean): CelValue {
    const value = this.evaluate(target)
    if (isError(value)) return value
    if (!isKind(value, 'optional')) return noSuchOverload
    if (value.value === undefined) return this.evaluate(other)
    return unwraps ? value.value : value
  }

  #function(node: Call, name: string): CelValue {
    const member = node.target !== undefined && !this.#program.references.has(node)
    const args = member
      ? [this.evaluate(node.target!), ...node.args.map(arg => this.evaluate(arg))]
      : node.args.map(arg => this.evaluate(arg))
    const overloads = this.#program.overloadsOf.get(node) ?? []
    const overload = overloads.length === 1 ? overloads[0]! : ''
    const failed = name === '@not_strictly_false' ? undefined : args.find(isError)
    if (
      failed !== undefined &&
      (args.length > 2 || searches.has(name) || (args.length > 1 && overloads.length !== 1 && !/^[_!@-]/.test(name)))
    )
      return failed
    const result = failed ?? functions.get(name)?.(args, this.#runtime, overload) ?? unsupported(name, args[0])
    this.#spend(callCost(name, overload, args, result))
    return result
  }

  #logic(node: Call, decisive: boolean): CelValue {
    let failed: CelError | undefined
    for (const arg of node.args) {
      const value = this.evaluate(arg)
      if (value === decisive) return decisive
      if (typeof value !== 'boolean') failed ??= isError(value) ? value : noSuchOverload
    }
    return failed ?? !decisive
  }

  #conditional(node: Call): CelValue {
    const [condition, yes, no] = node.args as readonly [Expr, Expr, Expr]
    const value = this.evaluate(condition)
    if (typeof value !== 'boolean') return isError(value) ? value : noSuchOverload
    return this.#branch(value ? yes : no)
  }

  /** A name in a branch costs nothing. */
  #branch(node: Expr): CelValue {
    const value = this.evaluate(node)
    if (isPath(node) && this.#constants.valueOf(node) === undefined) this.cost--
    return value
  }

  #index(node: Call, optional: boolean): CelValue {
    const [container, index] = node.args as readonly [Expr, Expr]
    const operand = this.#operand(container)
    if (isError(operand)) return operand
    const key = this.evaluate(index)
    if (isError(key)) return key
    const found = this.#qualified(operand, key, optional, isPath(index) ? 0 : 1)
    // the name of what is missing costs nothing
    if (isPath(index) && this.#constants.valueOf(index) === undefined && isKind(found, 'optional') && found.value === undefined) this.cost--
    return found
  }

  #list(node: Expr & { kind: 'list' }): CelValue {
    const values: CelValue[] = []
    for (const [position, element] of node.elements.entries()) {
      const value = this.evaluate(element)
      if (isError(value)) return this.#collected(value, collectionCosts.list)
      if (!node.optionals.has(position)) values.push(value)
      else if (!isKind(value, 'optional')) return celError(`cannot initialize optional list element from non-optional value`)
      else if (value.value !== undefined) values.push(value.value)
    }
    return this.#collected(listOf(values), collectionCosts.list)
  }

  #map(node: Expr & { kind: 'map' }): CelValue {
    const entries: [CelValue, CelValue][] = []
    for (const entry of node.entries) {
      const key = this.evaluate(entry.key)
      if (isError(key)) return this.#collected(key, collectionCosts.map)
      const value = this.evaluate(entry.value)
      if (isError(value)) return this.#collected(value, collectionCosts.map)
      if (!entry.optional) entries.push([key, value])
      else if (!isKind(value, 'optional')) return celError(`cannot initialize optional entry from non-optional value`)
      else if (value.value !== undefined) entries.push([key, value.value])
    }
    return this.#collected(mapOf(entries), collectionCosts.map)
  }

  #collected(value: CelValue, cost: number): CelValue {
    this.#spend(cost)
    return value
  }

  #struct(node: Expr & { kind: 'struct' }): CelValue {
    const fields = new Map<string, CelValue>()
    for (const field of node.fields) {
      const value = this.evaluate(field.value)
      if (isError(value)) return value
      if (!field.optional) fields.set(field.name, value)
      else if (isKind(value, 'optional') && value.value !== undefined) fields.set(field.name, value.value)
    }
    this.#spend(collectionCosts.struct)
    const name = this.#program.references.get(node) ?? node.name
    return this.#program.environment.types?.construct?.(name, fields) ?? celError(`unknown type '${name}'`)
  }

  #comprehension(node: Comprehension): CelValue {
    const range = this.evaluate(node.range)
    if (isError(range)) return range
    if (!isKind(range, 'list') && !isKind(range, 'map')) return celError(notIterable(range, node.second !== undefined))
    let accumulated = this.evaluate(node.initial)
    const keys = isKind(range, 'map') ? range.keys() : undefined
    const count = keys?.length ?? range.size
    for (let index = 0; index < count; index++) {
      const variables = loopVariables(node, range, keys, index)
      const next = this.#within([[node.accumulator, accumulated], ...variables], () => {
        const going = this.evaluate(node.condition)
        return going === true || typeof going !== 'boolean' ? this.evaluate(node.step) : undefined
      })
      if (next === undefined) break
      accumulated = next
    }
    return this.#within([[node.accumulator, accumulated]], () => this.evaluate(node.result))
  }

  #within<T>(names: readonly (readonly [string, CelValue])[], look: () => T): T {
    for (const [name, value] of names) {
      const stack = this.#locals.get(name)
      if (stack === undefined) this.#locals.set(name, [value])
      else stack.push(value)
    }
    const found = look()
    for (const [name] of names) this.#locals.get(name)!.pop()
    return found
  }
}
