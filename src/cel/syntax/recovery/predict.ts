import type { Token, TokenKind } from '../tokens.ts'
import type { Frame } from './follow.ts'
import { rules } from './grammar.ts'
import type { State, Transition } from './states.ts'

/** Where calls return to; undefined is the end of what is known. */
interface Stack {
  readonly id: number
  readonly back: State
  readonly parent: Stack | undefined
}

interface Config {
  readonly state: State
  readonly way: number
  readonly stack: Stack | undefined
  /** Has left the rule that decides. */
  readonly outside: boolean
  /** Came back to a call that any operator may follow. */
  readonly free: boolean
}

/** A way, from 1; or the token at which no way went on. */
export type Prediction = { readonly way: number } | { readonly failedAt: number }

/** All that is possible at one place of a prediction, and where tokens lead from it. */
interface Position {
  readonly configs: readonly Config[]
  readonly edges: Map<TokenKind, Edge>
}

type Edge = (Position & { readonly outcome?: Prediction | { readonly conflict: number } }) | { readonly failed: Prediction | undefined }

/** Thrown where a text takes more work than messages about it are worth. */
export class TooMuchWork extends Error {}

const mostWork = 1_000_000
const callers = new Map<string, { readonly back: State; readonly precedence: number }[]>()
for (const { start, stop } of rules.values()) visit(start, stop, new Set())

function visit(state: State, stop: State, seen: Set<State>): void {
  if (seen.has(state)) return
  seen.add(state)
  for (const transition of state.transitions) {
    if (transition.kind === 'rule') {
      const known = callers.get(transition.rule) ?? []
      known.push({ back: transition.target, precedence: transition.precedence })
      callers.set(transition.rule, known)
    }
    visit(transition.target, stop, seen)
  }
}

/** Predicts the way on at a decision. Mirrors antlr4 ParserATNSimulator.adaptivePredict, 4.13. */
export class Predictor {
  readonly #tokens: readonly Token[]
  readonly #stacks = new Map<string, Stack>()
  readonly #starts = new Map<string, Position>()
  #work = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  predict(decision: State, ways: readonly State[], at: number, frame: Frame, precedence: number): Prediction {
    const key = `${decision.id}:${precedence}`
    const known = this.#starts.get(key)
    const start = known ?? { configs: this.#localStart(decision, ways, precedence), edges: new Map() }
    if (known === undefined) this.#starts.set(key, start)
    const local = this.#run(start, at, false)
    if (!('conflict' in local)) return local
    const full = this.#run({ configs: this.#start(ways, this.#stackOf(frame), true, precedence, undefined), edges: new Map() }, at, true)
    return 'conflict' in full ? { way: full.conflict } : full
  }

  #localStart(decision: State, ways: readonly State[], precedence: number): readonly Config[] {
    const start = this.#start(ways, undefined, false, precedence, decision.precedence ? decision.rule : undefined)
    return decision.precedence ? withoutShadowed(start) : start
  }

  #run(first: Position, from: number, full: boolean): Prediction | { readonly conflict: number } {
    let position = first
    for (let at = from; ; at++) {
      const kind = this.#tokens[Math.min(at, this.#tokens.length - 1)]!.kind
      const known = position.edges.get(kind)
      const next = known ?? this.#move(position.configs, kind, full)
      if (known === undefined) position.edges.set(kind, next)
      if ('failed' in next) return next.failed ?? { failedAt: at }
      if (next.outcome !== undefined) return next.outcome
      position = next
    }
  }

  /** Where one token leads. */
  #move(configs: readonly Config[], kind: TokenKind, full: boolean): Edge {
    const reached = this.#reach(configs, kind, full)
    if (reached.length === 0) return { failed: finishedWay(configs) }
    const ways = new Set(reached.map(config => config.way))
    const position = { configs: reached, edges: new Map<TokenKind, Edge>() }
    if (ways.size === 1) return { ...position, outcome: { way: reached[0]!.way } }
    const subsets = conflictingWays(reached, full)
    if (full) {
      const least = new Set(subsets.map(subset => Math.min(...subset)))
      if (least.size === 1) return { ...position, outcome: { way: [...least][0]! } }
    } else if (isConflict(reached, subsets)) return { ...position, outcome: { conflict: Math.min(...ways) } }
    return kind === '<EOF>' ? { ...position, outcome: { way: Math.min(...ways) } } : position
  }

  /** Counts the work of one text; more than any text of an honest length takes ends it. */
  count(): void {
    if (++this.#work > mostWork) throw new TooMuchWork()
  }

  #reach(configs: readonly Config[], kind: TokenKind, full: boolean): readonly Config[] {
    const moved: Config[] = []
    const stopped: Config[] = []
    for (const config of configs) {
      if (config.state.kind === 'stop') {
        if (full || kind === '<EOF>') stopped.push(config)
        continue
      }
      for (const transition of config.state.transitions)
        if (transition.kind === 'token' && transition.tokens.has(kind)) moved.push({ ...config, state: transition.target })
    }
    if (stopped.length === 0 && kind !== '<EOF>' && new Set(moved.map(config => config.way)).size === 1) return moved
    const closed = new Closure(this, full, undefined, undefined)
    for (const config of moved) closed.add(config, 0, false)
    const found = kind === '<EOF>' ? closed.found.filter(config => config.state.kind === 'stop') : closed.found
    return found.length === 0 && kind !== '<EOF>' ? stopped : found
  }

  #start(ways: readonly State[], stack: Stack | undefined, full: boolean, precedence: number, rule: string | undefined): readonly Config[] {
    const closure = new Closure(this, full, precedence, rule)
    for (const [index, state] of ways.entries()) closure.add({ state, way: index + 1, stack, outside: false, free: false }, 0, true)
    return closure.found
  }

  #stackOf(frame: Frame): Stack | undefined {
    if (frame.caller === undefined) return undefined
    return this.push(frame.caller.transitions[0]!.target, frame.parent === undefined ? undefined : this.#stackOf(frame.parent))
  }

  push(back: State, parent: Stack | undefined): Stack {
    const key = `${back.id}:${parent?.id ?? ''}`
    const known = this.#stacks.get(key)
    if (known !== undefined) return known
    const stack = { id: this.#stacks.size + 1, back, parent }
    this.#stacks.set(key, stack)
    return stack
  }
}

/** All places that can be reached without a token. */
class Closure {
  readonly found: Config[] = []
  readonly #seen = new Set<string>()
  readonly #predictor: Predictor
  readonly #full: boolean
  readonly #precedence: number | undefined
  readonly #rule: string | undefined

  constructor(predictor: Predictor, full: boolean, precedence: number | undefined, rule: string | undefined) {
    this.#predictor = predictor
    this.#full = full
    this.#precedence = precedence
    this.#rule = rule
  }

  add(config: Config, depth: number, collects: boolean): void {
    const key = `${config.state.id}:${config.way}:${config.stack?.id ?? ''}:${config.free}:${config.outside}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#predictor.count()
    if (config.state.kind === 'stop') this.#leave(config, depth, collects)
    else {
      if (config.state.transitions.some(transition => transition.kind === 'token')) this.found.push(config)
      for (const transition of config.state.transitions) this.#follow(config, transition, depth, collects)
    }
  }

  #leave(config: Config, depth: number, collects: boolean): void {
    const { stack } = config
    if (stack !== undefined) {
      this.add({ ...config, state: stack.back, stack: stack.parent, outside: config.outside || depth <= 0 }, depth - 1, collects)
      return
    }
    this.found.push(config)
    if (this.#full) return
    for (const { back, precedence } of callers.get(config.state.rule) ?? []) {
      const free = config.free || (precedence === 0 && config.state.rule === this.#rule)
      this.add({ ...config, state: back, outside: true, free }, depth - 1, collects)
    }
  }

  #follow(config: Config, transition: Transition, depth: number, collects: boolean): void {
    switch (transition.kind) {
      case 'empty':
        this.add({ ...config, state: transition.target }, depth, collects)
        break
      case 'precedence':
        if (!collects || depth !== 0 || this.#precedence === undefined || transition.least >= this.#precedence)
          this.add({ ...config, state: transition.target }, depth, collects)
        break
      case 'rule': {
        const stack = this.#predictor.push(transition.target, config.stack)
        this.add({ ...config, state: rules.get(transition.rule)!.start, stack }, depth >= 0 ? depth + 1 : depth, collects)
      }
    }
  }
}

/** Without the ways out of a loop that the loop itself covers. Mirrors applyPrecedenceFilter. */
function withoutShadowed(configs: readonly Config[]): readonly Config[] {
  const covered = new Set(configs.filter(config => config.way === 1).map(config => `${config.state.id}:${config.stack?.id ?? ''}`))
  return configs.filter(config => config.way === 1 || config.free || !covered.has(`${config.state.id}:${config.stack?.id ?? ''}`))
}

function finishedWay(configs: readonly Config[]): Prediction | undefined {
  const finished = configs
    .filter(config => config.outside || (config.state.kind === 'stop' && config.stack === undefined))
    .map(config => config.way)
  return finished.length === 0 ? undefined : { way: Math.min(...finished) }
}

/** The ways that are at the same place with the same calls open. Mirrors PredictionMode.getConflictingAltSubsets. */
function conflictingWays(configs: readonly Config[], full: boolean): readonly (readonly number[])[] {
  const stacks = new Map<string, { readonly state: number; readonly way: number; readonly ids: Set<number> }>()
  for (const { state, way, stack } of configs) {
    const key = `${state.id}:${way}`
    const entry = stacks.get(key) ?? { state: state.id, way, ids: new Set<number>() }
    entry.ids.add(stack?.id ?? 0)
    stacks.set(key, entry)
  }
  const subsets = new Map<string, number[]>()
  for (const { state, way, ids } of stacks.values()) {
    const key = `${state}:${!full && ids.has(0) ? '*' : [...ids].sort((a, b) => a - b).join()}`
    subsets.set(key, [...(subsets.get(key) ?? []), way])
  }
  return [...subsets.values()]
}

function isConflict(configs: readonly Config[], subsets: readonly (readonly number[])[]): boolean {
  if (configs.every(config => config.state.kind === 'stop')) return true
  const ways = new Map<number, Set<number>>()
  for (const { state, way } of configs) ways.set(state.id, (ways.get(state.id) ?? new Set()).add(way))
  return subsets.some(subset => subset.length > 1) && ![...ways.values()].some(own => own.size === 1)
}
