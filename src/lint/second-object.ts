import type { SourceProblem } from '../source/problem.ts'

/** The first key of a second object that has no line `---` before it. */
export function secondObject(problems: readonly SourceProblem[]): SourceProblem | undefined {
  return problems.find(({ slip }) => slip === 'separator')
}
