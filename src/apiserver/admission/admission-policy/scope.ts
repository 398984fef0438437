import { type CelValue, celError, evaluate, type Program } from '../../../cel/index.ts'

/** What an expression came to; `exhausted` where nothing is left to pay for it. */
export type Evaluated = { readonly value: CelValue } | { readonly error: string } | 'exhausted'

/** What is said once the budget of a policy is used up. */
export const outOfBudget = 'validation failed due to running out of cost budget, no further validation rules will be run'

/** From this many on, variables are evaluated in order instead of on demand, so that a long chain of them needs no stack. */
const mostOnDemand = 100

/** The names that a policy's expressions may use on one request, and what they may cost together. Mirrors apiserver pkg/admission/plugin/cel/activation.go Evaluate and composition.go, v1.36. */
export class Scope {
  readonly #bindings: ReadonlyMap<string, CelValue>
  readonly #variables: ReadonlyMap<string, Program>
  readonly #values = new Map<string, CelValue>()
  #variableCost = 0
  #budget: number

  constructor(bindings: ReadonlyMap<string, CelValue>, variables: ReadonlyMap<string, Program>, budget: number) {
    this.#variables = variables
    this.#budget = budget
    const names = [...variables.keys()]
    this.#bindings = new Map([
      ...bindings,
      ['variables', { kind: 'map', size: names.length, get: key => this.#variable(key), keys: () => names }],
    ])
  }

  /** What is left to spend. */
  get budget(): number {
    return this.#budget
  }

  evaluate(program: Program): Evaluated {
    const outcome = evaluate(program, this.#bindings)
    const cost = outcome.cost + this.#variableCost
    this.#variableCost = 0
    if (cost > this.#budget) return 'exhausted'
    this.#budget -= cost
    if ('value' in outcome) return { value: outcome.value }
    return { error: `expression '${program.source}' resulted in error: ${outcome.error}` }
  }

  #variable(key: CelValue): CelValue | undefined {
    if (typeof key !== 'string' || !this.#variables.has(key)) return undefined
    if (!this.#values.has(key) && this.#variables.size > mostOnDemand)
      for (const name of this.#variables.keys()) {
        if (name === key) break
        if (!this.#values.has(name)) this.#values.set(name, this.#compute(name))
      }
    const known = this.#values.get(key) ?? this.#compute(key)
    this.#values.set(key, known)
    return known
  }

  #compute(name: string): CelValue {
    const outcome = evaluate(this.#variables.get(name)!, this.#bindings)
    this.#variableCost += outcome.cost
    return 'value' in outcome ? outcome.value : celError(`composited variable ${JSON.stringify(name)} fails to evaluate: ${outcome.error}`)
  }
}
