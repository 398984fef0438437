import type { PlacedMessage } from '../issues.ts'
import { reservedNames } from '../reserved-names.ts'
import type { Token, TokenKind } from '../tokens.ts'
import { expectedTokens, type Frame, nextTokens, recoveryTokens } from './follow.ts'
import { rules, tokenOrder } from './grammar.ts'
import { Predictor, TooMuchWork } from './predict.ts'
import type { State, Step } from './states.ts'

const mostRecoveries = 30
const mostSkipped = 256
const deepest = 250
/** The ways of `primary` that are a name or a call of one. */
const lastNameWay = 2

type Fault =
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'no-way'; readonly from: number; readonly at: number }
  | { readonly kind: 'precedence' }

/** Thrown where recovery is given up. */
class GivenUp extends Error {}

/** Parses as ANTLR's generated parser does, for what it says of errors. Mirrors antlr4 DefaultErrorStrategy, 4.13, with the limits of cel-go. */
export class RecoveringParser {
  readonly #source: string
  readonly #tokens: readonly Token[]
  readonly #predictor: Predictor
  readonly #depths = new Map<string, number>()
  readonly #lastStates = new Set<State>()
  readonly messages: PlacedMessage[] = []
  #next = 0
  #state: State = rules.get('start')!.start
  #frame: Frame = { parent: undefined, caller: undefined, rule: 'start' }
  #precedence = 0
  #fault: Fault | undefined
  #recovering = false
  #recoveries = 0
  #lastFault = -1

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source
    this.#tokens = tokens
    this.#predictor = new Predictor(tokens)
  }

  parse(): void {
    try {
      this.#rule('start', 0, true)
    } catch (error) {
      if (error instanceof TooMuchWork) this.#reportFault({ kind: 'mismatch' })
      else if (!(error instanceof GivenUp)) throw error
    }
  }

  #rule(name: string, precedence: number, first = false): void {
    const outer = { frame: this.#frame, precedence: this.#precedence, state: this.#state, depth: this.#depths.get(name) ?? 0 }
    if (outer.depth + 1 > deepest) this.#giveUp(`expression recursion limit exceeded: ${deepest}`)
    this.#depths.set(name, outer.depth + 1)
    if (!first) this.#frame = { parent: this.#frame, caller: this.#state, rule: name }
    this.#precedence = precedence
    this.#steps(rules.get(name)!.steps)
    if (this.#fault !== undefined) {
      const fault = this.#fault
      this.#fault = undefined
      this.#reportFault(fault)
      this.#recover()
    }
    this.#frame = outer.frame
    this.#precedence = outer.precedence
    this.#state = outer.state
    this.#depths.set(name, outer.depth)
  }

  #steps(steps: readonly Step[]): void {
    for (const step of steps) {
      this.#step(step)
      if (this.#fault !== undefined) return
    }
  }

  #step(step: Step): void {
    this.#state = step.state
    switch (step.kind) {
      case 'token':
        this.#match(step.tokens)
        break
      case 'rule':
        this.#rule(step.rule, step.precedence)
        break
      case 'precedence':
        if (step.least < this.#precedence) this.#fault = { kind: 'precedence' }
        break
      case 'optional':
        this.#sync()
        if (this.#fault === undefined && this.#begins(step.steps)) this.#steps(step.steps)
        break
      case 'choice':
        this.#choose(step)
        break
      case 'star':
        this.#star(step)
        break
      case 'plus':
        this.#plus(step)
    }
  }

  #choose(step: Extract<Step, { kind: 'choice' }>): void {
    this.#sync()
    if (this.#fault !== undefined) return
    const way = step.adaptive ? this.#predict(step.state) : step.ways.findIndex(steps => this.#begins(steps)) + 1
    if (way > 0) {
      if (step.state.rule === 'primary' && way <= lastNameWay) this.#checkName()
      this.#steps(step.ways[way - 1]!)
    } else this.#fault ??= { kind: 'no-way', from: this.#next, at: this.#next }
  }

  /** A word that CEL keeps for itself reads as a name, and is refused later. */
  #checkName(): void {
    const { text } = this.#token(this.#kind() === "'.'" ? 1 : 0)
    if (reservedNames.has(text)) this.messages.push({ at: this.#token().at, message: `reserved identifier: ${text}` })
  }

  #star(step: Extract<Step, { kind: 'star' }>): void {
    this.#sync()
    while (this.#fault === undefined && this.#goesOn(step)) {
      if (step.state.precedence) this.#deepen(step.state.rule)
      this.#steps(step.steps)
      if (this.#fault !== undefined) return
      this.#state = step.back
      this.#sync()
    }
  }

  #deepen(rule: string): void {
    const depth = (this.#depths.get(rule) ?? 0) + 1
    if (depth > deepest) this.#giveUp(`expression recursion limit exceeded: ${deepest}`)
    this.#depths.set(rule, depth)
  }

  #goesOn(step: Extract<Step, { kind: 'star' }>): boolean {
    return step.adaptive ? this.#predict(step.state) === 1 : this.#begins(step.steps)
  }

  #plus(step: Extract<Step, { kind: 'plus' }>): void {
    this.#sync()
    for (let going = true; going && this.#fault === undefined; ) {
      this.#steps(step.steps)
      if (this.#fault !== undefined) return
      this.#state = step.back
      this.#sync()
      if (this.#fault !== undefined) return
      going = step.adaptive ? this.#predict(step.back) === 1 : this.#begins(step.steps)
    }
  }

  /** The way on at a decision; 0 with a fault where there is none. */
  #predict(decision: State): number {
    const ways = decision.transitions.map(transition => transition.target)
    const found = this.#predictor.predict(decision, ways, this.#next, this.#frame, this.#precedence)
    if ('way' in found) return found.way
    this.#fault = { kind: 'no-way', from: this.#next, at: Math.min(found.failedAt, this.#tokens.length - 1) }
    return 0
  }

  #begins(steps: readonly Step[]): boolean {
    return nextTokens(steps[0]!.state).tokens.has(this.#kind())
  }

  #token(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!
  }

  #kind(ahead = 0): TokenKind {
    return this.#token(ahead).kind
  }

  #consume(): void {
    if (this.#kind() !== '<EOF>') this.#next++
  }

  #match(tokens: ReadonlySet<TokenKind>): void {
    if (tokens.has(this.#kind())) {
      this.#matched()
      this.#consume()
      return
    }
    this.#countRecovery()
    if (this.#deleteOne()) {
      this.#consume()
      return
    }
    const following = expectedTokens(this.#state.transitions[0]!.target, this.#frame)
    if (following.has(this.#kind())) this.#reportMissing()
    else this.#fault = { kind: 'mismatch' }
  }

  #matched(): void {
    this.#recovering = false
    this.#lastStates.clear()
    this.#lastFault = -1
  }

  /** Before a decision: what cannot come here is skipped or complained of. */
  #sync(): void {
    if (this.#recovering) return
    const next = nextTokens(this.#state)
    if (next.ends || next.tokens.has(this.#kind())) return
    if (this.#state.kind === 'loop-back') {
      this.#reportUnwanted()
      const stops = new Set([...expectedTokens(this.#state, this.#frame), ...recoveryTokens(this.#frame)])
      this.#skipTo(stops, Number.POSITIVE_INFINITY)
    } else if (!this.#deleteOne()) this.#fault = { kind: 'mismatch' }
  }

  #deleteOne(): boolean {
    if (!expectedTokens(this.#state, this.#frame).has(this.#kind(1)) || this.#kind() === '<EOF>') return false
    this.#reportUnwanted()
    this.#consume()
    this.#matched()
    return true
  }

  #recover(): void {
    this.#countRecovery()
    let left = mostSkipped
    if (this.#lastFault === this.#next && this.#lastStates.has(this.#state)) {
      this.#consume()
      left--
    }
    this.#lastFault = this.#next
    this.#lastStates.add(this.#state)
    this.#skipTo(recoveryTokens(this.#frame), left)
  }

  #skipTo(stops: ReadonlySet<TokenKind>, most: number): void {
    for (let left = most; this.#kind() !== '<EOF>' && !stops.has(this.#kind()); left--) {
      if (left <= 0) this.#giveUp(`error recovery token lookahead limit exceeded: ${mostSkipped}`)
      this.#consume()
    }
  }

  #countRecovery(): void {
    if (this.#recoveries++ < mostRecoveries) return
    this.#report(this.#token(), `error recovery attempt limit exceeded: ${mostRecoveries}`)
    throw new GivenUp()
  }

  #giveUp(message: string): never {
    this.messages.push({ at: -1, message })
    throw new GivenUp()
  }

  #reportFault(fault: Fault): void {
    if (this.#recovering) return
    this.#recovering = true
    if (fault.kind === 'mismatch') this.#report(this.#token(), `mismatched input ${shown(this.#token())} expecting ${this.#expected()}`)
    else if (fault.kind === 'no-way') this.#reportNoWay(this.#tokens[fault.from]!, this.#tokens[fault.at]!)
  }

  #reportNoWay(from: Token, at: Token): void {
    const end = at.kind === '<EOF>' ? this.#source.length : at.at + at.text.length
    const input = from.kind === '<EOF>' ? '<EOF>' : this.#source.slice(from.at, end)
    const reserved = /^.(true|false|null)$/.exec(input)
    this.#report(
      at,
      reserved === null ? `no viable alternative at input ${quoted(input)}` : `mismatched input '${reserved[1]}' expecting IDENTIFIER`
    )
  }

  #reportUnwanted(): void {
    if (this.#recovering) return
    this.#recovering = true
    this.#report(this.#token(), `extraneous input ${shown(this.#token())} expecting ${this.#expected()}`)
  }

  #reportMissing(): void {
    if (this.#recovering) return
    this.#recovering = true
    this.#report(this.#token(), `missing ${this.#expected()} at ${shown(this.#token())}`)
  }

  #report(token: Token, message: string): void {
    this.messages.push({ at: token.at, message: `Syntax error: ${message}` })
  }

  #expected(): string {
    const expected = expectedTokens(this.#state, this.#frame)
    const names = [...(expected.has('<EOF>') ? ['<EOF>'] : []), ...tokenOrder.filter(kind => expected.has(kind))]
    return names.length === 1 ? names[0]! : `{${names.join(', ')}}`
  }
}

function shown({ text }: Token): string {
  return quoted(text)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`
}
