import type { SourceProblem } from '../source/problem.ts'

/** The first key of a second object that has no line `---` before it: where both `apiVersion` and `kind` stand twice at the top. */
export function secondObject(problems: readonly SourceProblem[]): SourceProblem | undefined {
  const repeated = problems.filter(({ code, path }) => code === 'duplicate-key' && path?.length === 1)
  const isJoined = ['apiversion', 'kind'].every(key => repeated.some(({ path }) => String(path?.[0]).toLowerCase() === key))
  return isJoined ? repeated[0] : undefined
}
