import type { SourceProblem } from '../problem.ts'
import { malformed, type YamlState } from './state.ts'

/** What is wrong, without the fields that every syntax error has. */
export type Mistake = Omit<SourceProblem, 'code' | 'fatal'> & { readonly code?: SourceProblem['code'] }

/** Records a problem for which kubectl refuses the document, and leaves what was being read. */
export function fail(state: YamlState, mistake: Mistake): never {
  if (state.failedAt !== mistake.start) {
    state.problems.push({ code: 'syntax', ...mistake, fatal: true })
    state.errors++
  }
  state.failedAt = mistake.start
  throw malformed
}
