import type { SecondObject } from './joined-objects.ts'
import { pathOf } from './locate.ts'
import { keysReadOtherwise, octalNumbers } from './other-scalars.ts'
import type { SourceProblem } from './problem.ts'
import type { Positions, Tape } from './tape.ts'
import type { YamlState } from './yaml/state.ts'

/** The problems of a document, those about repeated keys with their paths. */
export function placedRepeats({ problems, repeated }: YamlState, tape: Positions, text: string): SourceProblem[] {
  for (const { node, problem } of repeated) problems[problem] = { ...problems[problem]!, path: pathOf(tape, text, node) }
  return problems
}

/** The problems of a document, and what is read in it as something else than it looks like. */
export function withOtherScalars(problems: SourceProblem[], { octals }: YamlState, tape: Tape, text: string): SourceProblem[] {
  if (tape.names.size === 0 && octals.length === 0) return problems
  return [...problems, ...keysReadOtherwise(tape, text), ...octalNumbers(tape, text, octals)]
}

/** A second object without a separator. */
export function separation({ start, end, first }: SecondObject): SourceProblem {
  return {
    code: 'duplicate-key',
    slip: 'separator',
    message: 'A second object begins here without a line `---` before it; kubectl makes one object of both.',
    help: 'Write a line `---` before it.',
    start,
    end,
    related: { start: first, end: first + end - start, message: 'the first object' },
    fatal: false,
  }
}

/** Text behind a separator on its line. */
export function separatorProblem(text: string, { start, end }: { readonly start: number; readonly end: number }): SourceProblem {
  return {
    code: 'document-separator',
    message: `Text follows \`---\` on its line, so kubectl refuses the file: ${text.slice(start, Math.min(end, start + 60))}`,
    help: 'Write `---` alone on its line, and what follows on the next.',
    start,
    end,
    fatal: true,
  }
}

/** A document that is larger than a request may be. */
export function sizeProblem(text: string, start: number, limit: number): SourceProblem {
  return {
    code: 'limit',
    message: `The document is larger than ${limit} characters, more than the API server takes in one request.`,
    help: 'Split it into smaller objects.',
    start,
    end: Math.min(text.indexOf('\n', start), start + 80),
    fatal: false,
  }
}
