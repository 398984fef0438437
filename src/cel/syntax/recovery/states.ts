import type { TokenKind } from '../tokens.ts'

/** A place in a rule of the grammar. */
export interface State {
  readonly id: number
  readonly kind: 'plain' | 'block' | 'loop-entry' | 'loop-back' | 'stop'
  readonly rule: string
  readonly transitions: Transition[]
  /** The loop of a rule that calls itself at its left: operators bind by precedence there. */
  readonly precedence: boolean
}

/** A way from one place to another. */
export type Transition =
  | { readonly kind: 'empty'; readonly target: State }
  | { readonly kind: 'token'; readonly tokens: ReadonlySet<TokenKind>; readonly target: State }
  | { readonly kind: 'rule'; readonly rule: string; readonly precedence: number; readonly target: State }
  | { readonly kind: 'precedence'; readonly least: number; readonly target: State }

/** What a parser does at a place; `adaptive` decisions look ahead as far as they need. */
export type Step =
  | { readonly kind: 'token'; readonly tokens: ReadonlySet<TokenKind>; readonly state: State }
  | { readonly kind: 'rule'; readonly rule: string; readonly precedence: number; readonly state: State }
  | { readonly kind: 'choice'; readonly state: State; readonly ways: readonly (readonly Step[])[]; readonly adaptive: boolean }
  | { readonly kind: 'optional'; readonly state: State; readonly steps: readonly Step[] }
  | { readonly kind: 'star'; readonly state: State; readonly back: State; readonly steps: readonly Step[]; readonly adaptive: boolean }
  | { readonly kind: 'plus'; readonly state: State; readonly back: State; readonly steps: readonly Step[]; readonly adaptive: boolean }
  | { readonly kind: 'precedence'; readonly least: number; readonly state: State }

/** A rule: where it starts and ends, and what a parser does between. */
export interface Rule {
  readonly name: string
  readonly start: State
  readonly stop: State
  readonly steps: readonly Step[]
}

/** A part of a rule as the grammar writes it. */
export type Part =
  | { readonly token: readonly TokenKind[] }
  | { readonly rule: string; readonly precedence?: number }
  | { readonly choice: readonly (readonly Part[])[]; readonly adaptive: boolean }
  | { readonly optional: readonly Part[] }
  | { readonly star: readonly Part[]; readonly adaptive: boolean; readonly precedence?: boolean }
  | { readonly plus: readonly Part[]; readonly adaptive: boolean }
  | { readonly least: number }

/** Builds the states of a grammar as ANTLR does. Mirrors antlr4 ParserATNFactory, 4.13. */
export function buildRules(grammar: Readonly<Record<string, readonly Part[]>>): ReadonlyMap<string, Rule> {
  let count = 0
  const state = (rule: string, kind: State['kind'] = 'plain', precedence = false): State => ({
    id: count++,
    kind,
    rule,
    transitions: [],
    precedence,
  })
  const rules = new Map<string, Rule>()
  for (const [name, parts] of Object.entries(grammar)) {
    const [start, stop] = [state(name), state(name, 'stop')]
    const { first, steps } = sequence(name, parts, stop)
    start.transitions.push({ kind: 'empty', target: first })
    rules.set(name, { name, start, stop, steps })
  }
  return rules

  /** Parts from the last to the first, each leading to what follows it. */
  function sequence(rule: string, parts: readonly Part[], next: State): { readonly first: State; readonly steps: Step[] } {
    const steps: Step[] = []
    let first = next
    for (const part of parts.toReversed()) {
      const step = build(rule, part, first)
      steps.unshift(step)
      first = step.state
    }
    return { first, steps }
  }

  function build(rule: string, part: Part, next: State): Step {
    if ('token' in part) return token(rule, new Set(part.token), next)
    if ('least' in part) {
      const own = state(rule)
      own.transitions.push({ kind: 'precedence', least: part.least, target: next })
      return { kind: 'precedence', least: part.least, state: own }
    }
    if ('rule' in part) {
      const own = state(rule)
      own.transitions.push({ kind: 'rule', rule: part.rule, precedence: part.precedence ?? 0, target: next })
      return { kind: 'rule', rule: part.rule, precedence: part.precedence ?? 0, state: own }
    }
    if ('choice' in part) {
      const own = state(rule, 'block')
      const ways = part.choice.map(way => enter(own, sequence(rule, way, next)))
      return { kind: 'choice', state: own, ways, adaptive: part.adaptive }
    }
    if ('optional' in part) {
      const own = state(rule, 'block')
      const steps = enter(own, sequence(rule, part.optional, next))
      own.transitions.push({ kind: 'empty', target: next })
      return { kind: 'optional', state: own, steps }
    }
    return 'star' in part ? star(rule, part, next) : plus(rule, part, next)
  }

  function token(rule: string, tokens: ReadonlySet<TokenKind>, next: State): Step {
    const own = state(rule)
    own.transitions.push({ kind: 'token', tokens, target: next })
    return { kind: 'token', tokens, state: own }
  }

  function star(rule: string, part: Extract<Part, { star: readonly Part[] }>, next: State): Step {
    const own = state(rule, 'loop-entry', part.precedence === true)
    const back = state(rule, 'loop-back')
    const steps = enter(own, sequence(rule, part.star, back))
    own.transitions.push({ kind: 'empty', target: next })
    back.transitions.push({ kind: 'empty', target: own })
    return { kind: 'star', state: own, back, steps, adaptive: part.adaptive }
  }

  function plus(rule: string, part: Extract<Part, { plus: readonly Part[] }>, next: State): Step {
    const own = state(rule, 'block')
    const back = state(rule, 'loop-back')
    const steps = enter(own, sequence(rule, part.plus, back))
    back.transitions.push({ kind: 'empty', target: own }, { kind: 'empty', target: next })
    return { kind: 'plus', state: own, back, steps, adaptive: part.adaptive }
  }

  function enter(from: State, { first, steps }: { readonly first: State; readonly steps: Step[] }): Step[] {
    from.transitions.push({ kind: 'empty', target: first })
    return steps
  }
}
