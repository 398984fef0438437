import type { TokenKind } from '../tokens.ts'
import { rules } from './grammar.ts'
import type { State } from './states.ts'

/** One call of a rule that is under way: who called, and from where. */
export interface Frame {
  readonly parent: Frame | undefined
  readonly caller: State | undefined
  readonly rule: string
}

/** The tokens that may come next, and whether the rule may end before. */
export interface Next {
  readonly tokens: ReadonlySet<TokenKind>
  readonly ends: boolean
}

const known = new Map<State, Next>()

/** What may come at a place within its rule. Mirrors antlr4 ATN.nextTokens without a context, 4.13. */
export function nextTokens(state: State): Next {
  const found = known.get(state)
  if (found !== undefined) return found
  const tokens = new Set<TokenKind>()
  const ends = look(state, tokens, new Set())
  const next = { tokens, ends }
  known.set(state, next)
  return next
}

function look(state: State, tokens: Set<TokenKind>, seen: Set<State>): boolean {
  if (seen.has(state)) return false
  seen.add(state)
  if (state.kind === 'stop') return true
  let ends = false
  for (const transition of state.transitions) {
    if (transition.kind === 'token') for (const token of transition.tokens) tokens.add(token)
    else if (transition.kind !== 'rule') ends = look(transition.target, tokens, seen) || ends
    else {
      const called = nextTokens(rules.get(transition.rule)!.start)
      for (const token of called.tokens) tokens.add(token)
      if (called.ends) ends = look(transition.target, tokens, seen) || ends
    }
  }
  return ends
}

/** What may come at a place, rules that may end followed to their callers. Mirrors ATN.getExpectedTokens. */
export function expectedTokens(state: State, frame: Frame): ReadonlySet<TokenKind> {
  const expected = new Set(nextTokens(state).tokens)
  let { ends } = nextTokens(state)
  let at: Frame | undefined = frame
  while (ends && at?.caller !== undefined) {
    const following: Next = nextTokens(at.caller.transitions[0]!.target)
    for (const token of following.tokens) expected.add(token)
    ends = following.ends
    at = at.parent
  }
  if (ends) expected.add('<EOF>')
  return expected
}

/** The tokens at which some rule under way can go on. Mirrors DefaultErrorStrategy.getErrorRecoverySet. */
export function recoveryTokens(frame: Frame): ReadonlySet<TokenKind> {
  const tokens = new Set<TokenKind>()
  for (let at: Frame | undefined = frame; at?.caller !== undefined; at = at.parent)
    for (const token of nextTokens(at.caller.transitions[0]!.target).tokens) tokens.add(token)
  return tokens
}
