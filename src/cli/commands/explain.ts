import { rules } from '../../../rules/index.ts'
import { didYouMean } from '../../config/option-reader.ts'
import { UsageError } from '../../config/settings.ts'
import { nearestName } from '../../k8s/nearest.ts'
import { rulePageUrl } from '../../report/results/rules.ts'
import type { Invocation } from '../arguments.ts'
import { type ExitCode, ok } from '../exit-codes.ts'
import { writeOutput } from '../output.ts'
import { readRulePage } from '../rule-page.ts'

/** `seatrial explain RULE`: the rule's page. */
export async function explain({ operands }: Invocation): Promise<ExitCode> {
  const [id, ...rest] = operands
  if (id === undefined || rest.length > 0) throw new UsageError('explain needs one rule, such as `seatrial explain schema/unknown-field`.')
  const ids = rules.map(rule => rule.id)
  if (!ids.includes(id)) {
    const nearest = nearestName(id, ids) ?? ids.find(known => known.endsWith(`/${id}`))
    throw new UsageError(`There is no rule ${JSON.stringify(id)}.${didYouMean(nearest) || ' `seatrial rules` lists them.'}`)
  }
  writeOutput(readRulePage(id) ?? `${rulePageUrl(id)}\n`)
  return ok
}
