import type { Declaration } from '../cluster/declaration.ts'
import { type DiagnoseContext, diagnose } from './diagnose.ts'
import type { Diagnostic } from './diagnostic.ts'
import { isActive } from './presets.ts'
import type { Context, DocumentView, Finding, Rule, Unknown } from './rule.ts'
import { optionValues } from './rule-options.ts'
import type { RuleRun } from './run-rules.ts'

/** What a rule says of a set. */
export interface Heard {
  readonly diagnostics: Diagnostic[]
  readonly unknowns: Unknown[]
  /** Rules that found something which the presets don't ask for. */
  readonly withheld: Set<string>
}

/** What rules see of a set, whichever rule it is. */
export type SeenSet = Pick<Context<string>, 'cluster' | 'environment' | 'documents' | 'custom' | 'request' | 'simulate'>

/** What one rule is given: what it says goes to who listens at that time. */
export function ruleContext(rule: Rule, run: RuleRun, seen: SeenSet, diagnosing: DiagnoseContext, listener: () => Heard): Context<string> {
  const report = (finding: Finding<string>): void => {
    const heard = listener()
    if (finding.presets !== undefined && !isWanted(run, rule, finding.presets)) {
      heard.withheld.add(rule.id)
      return
    }
    const diagnostic = diagnose(rule, finding, diagnosing)
    if (diagnostic !== undefined) heard.diagnostics.push(diagnostic)
  }
  const unknown = (question: Unknown): void => {
    if (question.at.resource.role === 'input') listener().unknowns.push(question)
  }
  return Object.defineProperties(
    {
      options: rule.options === undefined ? {} : optionValues(rule.options, run.options?.get(rule.id)),
      suppressions: run.suppressions ?? [],
      upgradeBreaks: run.upgradeBreaks ?? [],
      report,
      unknown,
    },
    Object.getOwnPropertyDescriptors(seen)
  ) as Context<string>
}

/** What documents declare of kinds that are not built in, known to a schema or not. */
export function customDeclarations(documents: readonly DocumentView[]): readonly Declaration[] {
  return documents.flatMap(({ declarations }) =>
    declarations.filter(({ problem, resource }) => problem === 'unknown-kind' || resource?.type.custom !== undefined)
  )
}

function isWanted(run: RuleRun, rule: Rule, presets: readonly string[]): boolean {
  return run.presets === undefined || run.named?.has(rule.id) === true || isActive(run.presets, presets)
}
