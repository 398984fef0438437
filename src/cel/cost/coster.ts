import type { Call, Comprehension, Expr } from '../ast.ts'
import type { Program } from '../program.ts'
import { type CelType, isOptional } from '../types.ts'
import { codePointCount, isKind } from '../values.ts'
import {
  add,
  type CallEstimate,
  type CostNode,
  type Estimate,
  fixed,
  listBaseCost,
  mapBaseCost,
  multiply,
  type SizeEstimator,
  structBaseCost,
  union,
  unknownSize,
} from './estimate.ts'
import { libraryCallCost } from './library-costs.ts'
import { standardCallCost } from './standard-costs.ts'

/** The sizes of what a container holds. */
export interface EntrySize {
  readonly kind: 'list' | 'map'
  readonly key: Estimate
  readonly value: Estimate
}

interface Local {
  readonly path: readonly string[]
  readonly size: Estimate | undefined
  readonly entries: EntrySize | undefined
}

const noCost = fixed(0)
const accumulators = new Set(['@result', '__result__'])

/** Estimates what an evaluation of a program may cost. Mirrors cel-go checker/cost.go Cost with Kubernetes' estimator, v0.26. */
export function estimateCost(program: Program, estimateSize: SizeEstimator = () => undefined): Estimate {
  return new Coster(program, estimateSize).cost(program.root)
}

/** The state of one estimation. */
export class Coster {
  readonly #program: Program
  readonly #estimateSize: SizeEstimator
  readonly #costs = new Map<Expr, Estimate>()
  readonly #paths = new Map<Expr, readonly string[]>()
  readonly #sizes = new Map<Expr, Estimate>()
  readonly #entries = new Map<Expr, EntrySize>()
  readonly #locals = new Map<string, Local[]>()

  constructor(program: Program, estimateSize: SizeEstimator) {
    this.#program = program
    this.#estimateSize = estimateSize
  }

  /** The estimate of a node; macros may use one node twice. */
  cost(node: Expr): Estimate {
    const known = this.#costs.get(node)
    if (known !== undefined) return known
    const cost = this.#costOf(node)
    this.#costs.set(node, cost)
    return cost
  }

  #costOf(node: Expr): Estimate {
    if (this.#program.references.has(node) && node.kind === 'select') return this.#ident(node, this.#program.references.get(node)!)
    switch (node.kind) {
      case 'literal':
        return noCost
      case 'ident':
        return this.#ident(node, this.#program.references.get(node) ?? node.name)
      case 'select':
        return this.#select(node)
      case 'call':
        return this.#call(node)
      case 'list':
        return this.#list(node)
      case 'map':
        return this.#map(node)
      case 'struct':
        return this.#sum(
          node.fields.map(field => field.value),
          structBaseCost
        )
      case 'comprehension':
        return isBind(node) ? this.#bind(node) : this.#comprehension(node)
    }
  }

  #ident(node: Expr, name: string): Estimate {
    this.#paths.set(node, this.#local(name)?.path ?? [name])
    return fixed(1)
  }

  #select(node: Expr & { kind: 'select' }): Estimate {
    const operand = this.cost(node.operand)
    if (node.test) return operand
    const { kind } = this.typeOf(node.operand)
    this.#paths.set(node, [...this.#path(node.operand), node.field])
    return kind === 'map' || kind === 'object' || kind === 'param' ? add(operand, fixed(1)) : operand
  }

  #call(node: Call): Estimate {
    if (node.name === 'dyn') {
      const cost = this.cost(node.args[0]!)
      this.#copySizes(node, node.args[0]!)
      return add(fixed(1), cost)
    }
    const costs = node.args.map(arg => this.cost(arg))
    const args = node.args.map(arg => this.node(arg))
    const overloads = this.#program.overloadsOf.get(node) ?? []
    if (overloads.length === 0) return noCost
    const member = node.target !== undefined && !this.#program.references.has(node)
    const targetCost = member ? this.cost(node.target!) : noCost
    const target = member ? this.node(node.target!) : undefined
    let cost: Estimate = { min: Number.POSITIVE_INFINITY, max: 0 }
    let size: Estimate | undefined
    for (const overload of overloads) {
      const call = this.#functionCost(node, overload, target, args, costs)
      cost = union(cost, call.cost)
      if (call.size !== undefined) size = size === undefined ? call.size : union(size, call.size)
      size = this.#indexed(node, overload, size) ?? this.computeSize(node)
    }
    if (size !== undefined) this.#sizes.set(node, size)
    return add(targetCost, cost)
  }

  #indexed(node: Call, overload: string, size: Estimate | undefined): Estimate | undefined {
    if (overload !== 'index_list' && overload !== 'index_map') return size
    const container = node.args[0]!
    this.#paths.set(node, [...this.#path(container), overload === 'index_list' ? '@items' : '@values'])
    return this.entrySize(container)?.value
  }

  #functionCost(
    node: Call,
    overload: string,
    target: CostNode | undefined,
    args: readonly CostNode[],
    costs: readonly Estimate[]
  ): CallEstimate {
    const name = this.#program.references.get(node) ?? node.name
    const own = libraryCallCost({ name, overload, target, args, sizeOf: element => this.#sizeOrUnknownOf(element) })
    if (own !== undefined) return { ...own, cost: costs.reduce(add, own.cost) }
    return standardCallCost(this, { node, overload, target, args, costs })
  }

  #list(node: Expr & { kind: 'list' }): Estimate {
    const cost = this.#sum(node.elements, listBaseCost)
    this.#entries.set(node, { kind: 'list', key: fixed(1), value: this.#range(node.elements) })
    return cost
  }

  #map(node: Expr & { kind: 'map' }): Estimate {
    const cost = this.#sum(
      node.entries.flatMap(entry => [entry.key, entry.value]),
      mapBaseCost
    )
    const keys = this.#range(node.entries.map(entry => entry.key))
    this.#entries.set(node, { kind: 'map', key: keys, value: this.#range(node.entries.map(entry => entry.value)) })
    return cost
  }

  #range(nodes: readonly Expr[]): Estimate {
    return nodes.map(node => this.sizeOrUnknown(node)).reduce(union, { min: nodes.length === 0 ? 0 : Number.POSITIVE_INFINITY, max: 0 })
  }

  #sum(nodes: readonly Expr[], base: number): Estimate {
    return nodes.map(node => this.cost(node)).reduce(add, fixed(base))
  }

  #comprehension(node: Comprehension): Estimate {
    const before = add(this.cost(node.range), this.cost(node.initial))
    this.#push(node.accumulator, this.#localOf(node.initial))
    const entries = this.entrySize(node.range)
    const isList = (entries?.kind ?? this.typeOf(node.range).kind) === 'list'
    const path = this.#path(node.range)
    const keys: Local = { path: [...path, isList ? '@indices' : '@keys'], size: entries?.key, entries: undefined }
    const values: Local = { path: [...path, isList ? '@items' : '@values'], size: entries?.value, entries: undefined }
    this.#push(node.variable, node.second === undefined && isList ? values : keys)
    if (node.second !== undefined) this.#push(node.second, values)
    const each = add(this.cost(node.condition), this.cost(node.step))
    this.#pop(node.variable)
    if (node.second !== undefined) this.#pop(node.second)
    const after = this.cost(node.result)
    this.#pop(node.accumulator)
    const count = this.sizeOrUnknown(node.range)
    this.#comprehensionSize(node, count)
    return add(add(before, after), multiply(count, each))
  }

  #comprehensionSize(node: Comprehension, count: Estimate): void {
    if (node.initial.kind === 'literal') {
      const size = this.computeSize(node.initial)
      if (size !== undefined) this.#sizes.set(node, size)
    } else if (node.initial.kind === 'list' || node.initial.kind === 'map') {
      this.#sizes.set(node, count)
      const entries = this.entrySize(node.step)
      if (entries !== undefined) this.#entries.set(node, entries)
    }
  }

  #bind(node: Comprehension): Estimate {
    const before = add(this.cost(node.range), this.cost(node.initial))
    this.#push(node.accumulator, this.#localOf(node.initial))
    const cost = add(before, this.cost(node.result))
    this.#pop(node.accumulator)
    this.#copySizes(node, node.result)
    return cost
  }

  #localOf(node: Expr): Local {
    return { path: this.#path(node), size: this.computeSize(node), entries: this.entrySize(node) }
  }

  #push(name: string, local: Local): void {
    const stack = this.#locals.get(name)
    if (stack === undefined) this.#locals.set(name, [local])
    else stack.push(local)
  }

  #pop(name: string): void {
    this.#locals.get(name)?.pop()
  }

  #local(name: string): Local | undefined {
    return this.#locals.get(name)?.at(-1)
  }

  typeOf(node: Expr): CelType {
    return this.#program.typesOf.get(node) ?? { kind: 'dyn' }
  }

  #path(node: Expr): readonly string[] {
    const local = node.kind === 'ident' ? this.#local(node.name) : undefined
    return local?.path ?? this.#paths.get(node) ?? []
  }

  node(expr: Expr): CostNode {
    const path = this.#path(expr)
    return { path: accumulators.has(path[0] ?? '') ? [] : path, type: this.typeOf(expr), expr, size: this.computeSize(expr) }
  }

  sizeOrUnknown(node: Expr): Estimate {
    return this.computeSize(node) ?? unknownSize
  }

  /** The size of a node for Kubernetes' own estimates, which ask the declared data once more. */
  #sizeOrUnknownOf(node: CostNode): Estimate {
    return node.size ?? this.#estimateSize(node) ?? unknownSize
  }

  #copySizes(to: Expr, from: Expr): void {
    const size = this.computeSize(from)
    if (size !== undefined) this.#sizes.set(to, size)
    const entries = this.entrySize(from)
    if (entries !== undefined) this.#entries.set(to, entries)
  }

  computeSize(node: Expr): Estimate | undefined {
    const known = this.#sizes.get(node) ?? writtenSize(node)
    if (known !== undefined) return known
    const type = this.typeOf(node)
    const estimated = this.#estimateSize({ path: this.#path(node), type, expr: node, size: undefined })
    if (estimated !== undefined) this.#sizes.set(node, estimated)
    return estimated ?? (isScalar(type) ? fixed(1) : node.kind === 'ident' ? this.#local(node.name)?.size : undefined)
  }

  entrySize(node: Expr): EntrySize | undefined {
    return this.#entries.get(node) ?? (node.kind === 'ident' ? this.#local(node.name)?.entries : undefined)
  }

  setEntrySize(node: Expr, entries: EntrySize): void {
    this.#entries.set(node, entries)
  }
}

function isBind(node: Comprehension): boolean {
  return (
    node.range.kind === 'list' && node.range.elements.length === 0 && node.condition.kind === 'literal' && node.condition.value === false
  )
}

function writtenSize(node: Expr): Estimate | undefined {
  if (node.kind === 'list') return fixed(node.elements.length)
  if (node.kind === 'map') return fixed(node.entries.length)
  if (node.kind !== 'literal') return undefined
  if (typeof node.value === 'string') return fixed(codePointCount(node.value))
  return fixed(isKind(node.value, 'bytes') ? node.value.bytes.length : 1)
}

function isScalar(type: CelType): boolean {
  if (isOptional(type)) return isScalar(type.parameters[0]!)
  return ['bool', 'double', 'duration', 'int', 'timestamp', 'uint'].includes(type.kind)
}
