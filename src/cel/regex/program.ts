import { type Assertion, type CharacterTest, RegexError, type RegexNode } from './nodes.ts'

const mostSteps = 100_000

/** One step of a matcher: try a character, check a place, or go on in several ways, the preferred first. */
export type Step =
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'match' }

/** The steps of a matcher, and the first of them. */
export interface RegexProgram {
  readonly steps: readonly Step[]
  readonly start: number
}

/** Turns a pattern into steps, from its end to its start. */
export function regexProgram(root: RegexNode): RegexProgram {
  const steps: Step[] = [{ kind: 'match' }]
  return { start: emit(steps, root, 0), steps }
}

function push(steps: Step[], step: Step): number {
  if (steps.length >= mostSteps) throw new RegexError('expression too large')
  return steps.push(step) - 1
}

function emit(steps: Step[], node: RegexNode, next: number): number {
  switch (node.kind) {
    case 'empty':
      return next
    case 'character':
      return push(steps, { kind: 'character', test: node.test, next })
    case 'assertion':
      return push(steps, { kind: 'assertion', assertion: node.assertion, next })
    case 'sequence':
      return node.nodes.reduceRight((after, part) => emit(steps, part, after), next)
    case 'choice':
      return push(steps, { kind: 'fork', next: node.nodes.map(part => emit(steps, part, next)) })
    case 'repeat':
      return emitRepeat(steps, node, next)
  }
}

function emitRepeat(steps: Step[], { node, min, max, greedy }: RegexNode & { kind: 'repeat' }, next: number): number {
  let after = next
  if (max === Number.POSITIVE_INFINITY) {
    const targets: number[] = []
    const fork = push(steps, { kind: 'fork', next: targets })
    const body = emit(steps, node, fork)
    targets.push(...(greedy ? [body, next] : [next, body]))
    after = fork
  } else
    for (let count = min; count < max; count++) {
      const body = emit(steps, node, after)
      after = push(steps, { kind: 'fork', next: greedy ? [body, next] : [next, body] })
    }
  for (let count = 0; count < min; count++) after = emit(steps, node, after)
  return after
}
