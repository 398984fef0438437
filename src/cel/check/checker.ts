import type { Call, Comprehension, Expr, Select } from '../ast.ts'
import { functionsOf } from '../declarations/libraries.ts'
import type { Functions, Overload } from '../declarations/read.ts'
import type { CelEnvironment } from '../environment.ts'
import type { PlacedMessage } from '../syntax/issues.ts'
import { bool, type CelType, dyn, errorType, formatType, int, isOptional, list, map, optional, param, sameType } from '../types.ts'
import { checkFields, elementType, fieldType, qualifiedName } from './fields.ts'
import { Scopes } from './scopes.ts'
import { mostGeneral, Substitutions } from './unification.ts'

/** What checking says of each node of an expression. */
export interface Checked {
  readonly messages: readonly PlacedMessage[]
  readonly typesOf: ReadonlyMap<Expr, CelType>
  readonly overloadsOf: ReadonlyMap<Expr, readonly string[]>
  readonly references: ReadonlyMap<Expr, string>
}

/** Gives every node its type. Mirrors cel-go checker/checker.go Check, v0.26. */
export function check(root: Expr, environment: CelEnvironment): Checked {
  const checker = new Checker(environment)
  checker.check(root)
  return checker.result()
}

const mostRepeated = 200

/** The state of one check. */
export class Checker {
  readonly environment: CelEnvironment
  readonly #functions: Functions
  readonly #substitutions = new Substitutions()
  readonly #scopes: Scopes
  readonly #types = new Map<Expr, CelType>()
  readonly #overloads = new Map<Expr, readonly string[]>()
  readonly #references = new Map<Expr, string>()
  readonly #messages: PlacedMessage[] = []
  /** Nodes with messages: a macro that uses one twice has them twice. */
  readonly #faulty = new Set<Expr>()
  #variables = 0

  constructor(environment: CelEnvironment) {
    this.environment = environment
    this.#functions = functionsOf(environment)
    this.#scopes = new Scopes(environment)
  }

  result(): Checked {
    const typesOf = new Map([...this.#types].map(([node, type]) => [node, this.#substitutions.substitute(type, 'dyn')]))
    return { messages: this.#messages, typesOf, overloadsOf: this.#overloads, references: this.#references }
  }

  report(at: number, message: string): void {
    this.#messages.push({ at, message })
  }

  assignable(from: CelType, to: CelType): boolean {
    return this.#substitutions.assignable([from], [to])
  }

  check(node: Expr): CelType {
    const known = this.#types.get(node)
    if (known !== undefined && (!this.#faulty.has(node) || this.#messages.length > mostRepeated)) return known
    const before = this.#messages.length
    const type = this.#typeOf(node)
    this.#types.set(node, type)
    if (this.#messages.length > before) this.#faulty.add(node)
    return type
  }

  #typeOf(node: Expr): CelType {
    switch (node.kind) {
      case 'literal':
        return node.type
      case 'ident':
        return this.#named(node, node.name) ?? this.#undeclared(node.at, node.name)
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

  #named(node: Expr, name: string): CelType | undefined {
    const found = this.#scopes.find(name)
    if (found === undefined) return undefined
    if (node.kind !== 'ident' || found.name !== node.name) this.#references.set(node, found.name)
    return found.type
  }

  #undeclared(at: number, name: string): CelType {
    this.report(at, `undeclared reference to '${name}' (in container '')`)
    return errorType
  }

  #select(node: Select): CelType {
    const name = qualifiedName(node)
    const named = name === undefined ? undefined : this.#named(node, name)
    if (named !== undefined) return named
    const type = this.#field(node.at, node.operand, node.field, false)
    return node.test ? bool : this.#substitutions.substitute(type, 'keep')
  }

  #field(at: number, operand: Expr, field: string, wantsOptional: boolean): CelType {
    const operandType = this.#substitutions.substitute(this.check(operand), 'keep')
    const wasOptional = isOptional(operandType)
    const type = fieldType(this, at, wasOptional ? operandType.parameters[0]! : operandType, field)
    return wasOptional || wantsOptional ? optional(type) : type
  }

  #call(node: Call): CelType {
    if (node.name === '_?._') return this.#optionalSelect(node)
    const args = node.args.map(arg => this.check(arg))
    if (node.target === undefined) {
      const name = node.name.startsWith('.') ? node.name.slice(1) : node.name
      const overloads = this.#functions.get(name)
      if (overloads === undefined) return this.#undeclared(node.at, node.name)
      if (name !== node.name) this.#references.set(node, name)
      return this.#resolve(node, name, overloads, args, false)
    }
    const prefix = qualifiedName(node.target)
    const qualified = prefix === undefined ? undefined : `${prefix.replace(/^\./, '')}.${node.name}`
    const namespaced = qualified === undefined ? undefined : this.#functions.get(qualified)
    if (namespaced !== undefined) {
      this.#references.set(node, qualified!)
      return this.#resolve(node, qualified!, namespaced, args, false)
    }
    const target = this.check(node.target)
    const overloads = this.#functions.get(node.name)
    if (overloads === undefined) return this.#undeclared(node.at, node.name)
    return this.#resolve(node, node.name, overloads, [target, ...args], true)
  }

  #optionalSelect(node: Call): CelType {
    const [operand, field] = node.args as readonly [Expr, Expr]
    this.#overloads.set(node, ['select_optional_field'])
    const name = field.kind === 'literal' && typeof field.value === 'string' ? field.value : ''
    return this.#substitutions.substitute(this.#field(node.at, operand, name, true), 'keep')
  }

  #resolve(node: Call, name: string, overloads: readonly Overload[], args: readonly CelType[], member: boolean): CelType {
    if (name === '_&&_' || name === '_||_') return this.#logic(node, overloads[0]!.id, args)
    const matching: string[] = []
    let result: CelType | undefined
    for (const overload of overloads) {
      if (overload.member !== member) continue
      const fresh = this.#instantiate(overload)
      if (!this.#substitutions.assignable(args, fresh.args)) continue
      matching.push(overload.id)
      const type = this.#substitutions.substitute(fresh.result, 'keep')
      if (result === undefined) result = type
      else if (result.kind !== 'dyn' && result.kind !== 'any' && !sameType(type, result)) result = dyn
    }
    if (result === undefined) return this.#noOverload(node.at, name, args, member)
    this.#overloads.set(node, matching)
    return result
  }

  #logic(node: Call, id: string, args: readonly CelType[]): CelType {
    const wrong = args.map((type, index) => {
      if (this.assignable(type, bool)) return false
      this.report(node.args[index]!.at, `expected type 'bool' but found '${formatType(type)}'`)
      return true
    })
    if (wrong.includes(true)) return errorType
    this.#overloads.set(node, [id])
    return bool
  }

  #noOverload(at: number, name: string, args: readonly CelType[], member: boolean): CelType {
    const shown = args.map(type => formatType(this.#substitutions.substitute(type, 'dyn')))
    const signature = member ? `${shown[0]}.(${shown.slice(1).join(', ')})` : `(${shown.join(', ')})`
    this.report(at, `found no matching overload for '${name}' applied to '${signature}'`)
    return errorType
  }

  /** A signature with fresh variables for its parameters. */
  #instantiate(overload: Overload): { readonly args: readonly CelType[]; readonly result: CelType } {
    if (overload.parameters.length === 0) return overload
    const fresh = new Substitutions()
    for (const parameter of overload.parameters) fresh.assignable([this.#variable()], [param(parameter)])
    return { args: overload.args.map(type => fresh.substitute(type, 'keep')), result: fresh.substitute(overload.result, 'keep') }
  }

  #variable(): CelType {
    return param(`_var${this.#variables++}`)
  }

  #list(node: Expr & { kind: 'list' }): CelType {
    let joined: CelType | undefined
    for (const [index, element] of node.elements.entries()) {
      const type = this.check(element)
      joined = this.#join(joined, node.optionals.has(index) ? elementType(this, element.at, type) : type)
    }
    return list(joined ?? this.#variable())
  }

  #map(node: Expr & { kind: 'map' }): CelType {
    let keys: CelType | undefined
    let values: CelType | undefined
    for (const { key, value, optional: isOptionalEntry } of node.entries) {
      keys = this.#join(keys, this.check(key))
      const type = this.check(value)
      values = this.#join(values, isOptionalEntry ? elementType(this, value.at, type) : type)
    }
    return map(keys ?? this.#variable(), values ?? this.#variable())
  }

  #join(previous: CelType | undefined, current: CelType): CelType {
    if (previous === undefined) return current
    return this.assignable(previous, current) ? mostGeneral(previous, current) : dyn
  }

  #struct(node: Expr & { kind: 'struct' }): CelType {
    const found = this.#scopes.find(node.name)
    if (found === undefined) return this.#undeclared(node.at, node.name)
    this.#references.set(node, found.name)
    return checkFields(this, node, found.type)
  }

  #comprehension(node: Comprehension): CelType {
    const range = this.check(node.range)
    const accumulator = this.check(node.initial)
    const loop = this.#loopTypes(node, this.#substitutions.substitute(range, 'keep'))
    let result: CelType = dyn
    this.#scopes.within(new Map([[node.accumulator, accumulator]]), () => {
      this.#scopes.within(loop, () => {
        this.#expect(node.condition, bool)
        this.#expect(node.step, accumulator)
      })
      result = this.check(node.result)
    })
    return this.#substitutions.substitute(result, 'keep')
  }

  #expect(node: Expr, expected: CelType): void {
    const type = this.check(node)
    if (!this.assignable(expected, type)) this.report(node.at, `expected type '${formatType(expected)}' but found '${formatType(type)}'`)
  }

  #loopTypes(node: Comprehension, range: CelType): Map<string, CelType> {
    const [first, second] = this.#rangeTypes(node, range)
    return new Map(
      node.second === undefined
        ? [[node.variable, first]]
        : ([
            [node.variable, first],
            [node.second, second],
          ] as const)
    )
  }

  #rangeTypes(node: Comprehension, range: CelType): readonly [CelType, CelType] {
    if (range.kind === 'list') return node.second === undefined ? [range.element, dyn] : [int, range.element]
    if (range.kind === 'map') return [range.key, range.value]
    if (range.kind === 'dyn' || range.kind === 'error' || range.kind === 'param') {
      this.assignable(dyn, range)
      return [dyn, dyn]
    }
    this.report(
      node.range.at,
      `expression of type '${formatType(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`
    )
    return [errorType, errorType]
  }
}
