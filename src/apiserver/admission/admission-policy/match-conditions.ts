import type { CelValue } from '../../../cel/index.ts'
import type { CompiledCondition } from './compiled-policy.ts'
import { outOfBudget, Scope } from './scope.ts'

/** Mirrors apiserver pkg/apis/cel/config.go RuntimeCELCostBudgetMatchConditions, v1.36. */
const budget = 2_500_000

/** Whether all conditions hold, or the error that decides. Mirrors apiserver pkg/admission/plugin/webhook/matchconditions/matcher.go Match, v1.36. */
export function conditionsMatch(
  conditions: readonly CompiledCondition[],
  bindings: ReadonlyMap<string, CelValue>,
  ignoresErrors: boolean
): boolean | { readonly error: string } {
  const scope = new Scope(bindings, new Map(), budget)
  const errors: string[] = []
  const outcomes = conditions.map(({ program }) => scope.evaluate(program))
  if (outcomes.includes('exhausted')) return ignoresErrors ? false : { error: outOfBudget }
  for (const outcome of outcomes) {
    if (outcome === 'exhausted') continue
    if ('error' in outcome) errors.push(outcome.error)
    else if (outcome.value === false) return false
  }
  if (errors.length === 0) return true
  return ignoresErrors ? false : { error: aggregate(errors) }
}

/** Mirrors apimachinery pkg/util/errors/errors.go aggregate.Error, v1.36. */
function aggregate(errors: readonly string[]): string {
  const distinct = [...new Set(errors)]
  return distinct.length === 1 ? distinct[0]! : `[${distinct.join(', ')}]`
}
