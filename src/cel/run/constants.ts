import type { Call, Expr } from '../ast.ts'
import { expressionParts } from '../expression-parts.ts'
import type { Program } from '../program.ts'
import { runtimeName } from '../types.ts'
import { type CelValue, isError, isKind, listOf, valuesOf } from '../values.ts'
import { functions } from './functions.ts'
import { mapOf } from './maps.ts'

const conversions = new Set(['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'string', 'timestamp', 'type', 'uint'])
const folded = new WeakMap<Program, Map<Expr, CelValue | undefined>>()

/** The parts of a program that are computed once, before it runs, and then cost nothing. Mirrors cel-go interpreter/decorators.go decOptimize, v0.26. */
export class Constants {
  readonly #program: Program
  readonly #known: Map<Expr, CelValue | undefined>

  constructor(program: Program) {
    this.#program = program
    this.#known = folded.get(program) ?? new Map()
    folded.set(program, this.#known)
  }

  valueOf(node: Expr): CelValue | undefined {
    if (node.kind === 'literal') return node.value
    if (this.#known.has(node)) return this.#known.get(node)
    const value = this.#fold(node)
    this.#known.set(node, value)
    return value
  }

  /** The elements of a constant list that holds plain values only: whether one is among them costs nothing. */
  membersOf(node: Expr): readonly CelValue[] | undefined {
    const list = this.valueOf(node)
    if (!isKind(list, 'list')) return undefined
    const members = valuesOf(list)
    return members.every(member => typeof member !== 'object' || isKind(member, 'uint')) ? members : undefined
  }

  #fold(node: Expr): CelValue | undefined {
    switch (node.kind) {
      case 'ident':
      case 'select':
        return this.#typeValue(node)
      case 'call':
        return this.#conversion(node)
      case 'list': {
        const values = node.elements.map(element => this.valueOf(element))
        return node.optionals.size === 0 && values.every(value => value !== undefined) ? listOf(values) : undefined
      }
      case 'map': {
        const entries = node.entries.map(entry => [this.valueOf(entry.key), this.valueOf(entry.value)] as const)
        const constant = entries.every((entry): entry is readonly [CelValue, CelValue] => entry[0] !== undefined && entry[1] !== undefined)
        return constant && !node.entries.some(entry => entry.optional) ? mapOf(entries as [CelValue, CelValue][]) : undefined
      }
      default:
        return undefined
    }
  }

  /** The value of a name that is a type. */
  #typeValue(node: Expr): CelValue | undefined {
    const type = this.#program.typesOf.get(node)
    if (type?.kind !== 'type' || (node.kind === 'select' && !this.#program.references.has(node))) return undefined
    const name = this.#program.references.get(node) ?? (node.kind === 'ident' ? node.name : '')
    return this.#program.environment.variables.has(name)
      ? undefined
      : { kind: 'type', name: type.of === undefined ? 'type' : runtimeName(type.of) }
  }

  #conversion(node: Call): CelValue | undefined {
    if (node.target !== undefined || node.args.length !== 1 || !conversions.has(node.name)) return undefined
    const argument = this.valueOf(node.args[0]!)
    if (argument === undefined || isError(argument)) return undefined
    return functions.get(node.name)?.([argument], { reserve: () => undefined }, '')
  }
}

/** Why a program cannot be made ready to run: a constant that does not convert. Mirrors cel-go interpreter/decorators.go maybeOptimizeConstUnary, v0.26. */
export function instantiationError(program: Program): string | undefined {
  const constants = new Constants(program)
  const waiting: { readonly node: Expr; readonly isReady: boolean }[] = [{ node: program.root, isReady: false }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isReady } = next
    if (!isReady) {
      if (node.kind === 'call') waiting.push({ node, isReady: true })
      for (const part of expressionParts(node).toReversed()) waiting.push({ node: part, isReady: false })
      continue
    }
    const value = constants.valueOf(node)
    if (value !== undefined && isError(value)) return value.message
  }
  return undefined
}
