import { type CelValue, type Program, requestCostBudget } from '../../../cel/index.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import type { CompiledPolicy, CompiledValidation } from './compiled-policy.ts'
import { conditionsMatch } from './match-conditions.ts'
import { type Evaluated, outOfBudget, Scope } from './scope.ts'

/** Mirrors apiserver pkg/apis/cel/config.go MaxEvaluatedMessageExpressionSizeBytes, v1.36. */
const longestMessage = 10 * 1024

/** What a policy holds against a request. */
export interface Decision {
  readonly message: string
  readonly reason?: string
  /** The validation that decides, where it is one. */
  readonly index?: number
  readonly program?: Program
  /** An error of an audit annotation, which refuses whatever the binding says. */
  readonly refuses?: true
}

/** Mirrors apiserver pkg/admission/plugin/policy/validating/validator.go Validate, v1.36. */
export function validate(policy: CompiledPolicy, bindings: ReadonlyMap<string, CelValue>, ignoresErrors: boolean): readonly Decision[] {
  const failed = (message: string): readonly Decision[] => (ignoresErrors ? [] : [{ message }])
  const matches = conditionsMatch(policy.conditions, bindings, ignoresErrors)
  if (matches === false) return []
  if (matches !== true) return failed(matches.error)
  const scope = new Scope(bindings, policy.variables, requestCostBudget)
  const outcomes = evaluateAll(
    policy.validations.map(({ program }) => program),
    scope
  )
  if (outcomes === undefined) return failed(outOfBudget)
  const messages = evaluateAll(
    policy.validations.map(({ message }) => message),
    new Scope(bindings, policy.variables, scope.budget)
  )
  const decisions = policy.validations.flatMap((validation, index): readonly Decision[] => {
    const outcome = outcomes[index]!
    const { program } = validation
    if ('error' in outcome) return ignoresErrors ? [] : [{ message: outcome.error, index, program }]
    if (messages === undefined) return ignoresErrors ? [] : [{ message: `failed messageExpression: ${outOfBudget}`, index, program }]
    if (outcome.value === true) return []
    const { reason = 'Invalid' } = validation.written
    return [{ message: messageOf(validation, messages[index]), reason, index, program }]
  })
  return [...decisions, ...annotationErrors(policy, bindings, ignoresErrors)]
}

/** The outcome of each; undefined once the budget is used up. What is absent comes to nothing. */
function evaluateAll(programs: readonly (Program | undefined)[], scope: Scope): readonly Exclude<Evaluated, 'exhausted'>[] | undefined {
  const outcomes: Exclude<Evaluated, 'exhausted'>[] = []
  for (const program of programs) {
    const outcome = program === undefined ? { value: null } : scope.evaluate(program)
    if (outcome === 'exhausted') return undefined
    outcomes.push(outcome)
  }
  return outcomes
}

function messageOf({ written: { expression = '', message = '' } }: CompiledValidation, evaluated: Evaluated | undefined): string {
  const value = evaluated !== undefined && evaluated !== 'exhausted' && 'value' in evaluated ? evaluated.value : undefined
  const made = typeof value === 'string' ? value.trim() : ''
  if (made !== '' && byteLength(made) <= longestMessage && !made.includes('\n')) return made
  return message.trim() || `failed expression: ${expression.trim()}`
}

/** Annotations of the audit log go nowhere here; one that cannot be made refuses the request. */
function annotationErrors(policy: CompiledPolicy, bindings: ReadonlyMap<string, CelValue>, ignoresErrors: boolean): readonly Decision[] {
  if (ignoresErrors || policy.annotations.length === 0) return []
  const outcomes = evaluateAll(policy.annotations, new Scope(bindings, policy.variables, requestCostBudget))
  if (outcomes === undefined) return [{ message: outOfBudget }]
  return outcomes.flatMap(outcome => ('error' in outcome ? [{ message: outcome.error, refuses: true as const }] : []))
}
