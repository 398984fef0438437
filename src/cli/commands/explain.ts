import { rules } from '../../../rules/index.ts'
import { didYouMean } from '../../config/option-reader.ts'
import { UsageError } from '../../config/settings.ts'
import { nearestName } from '../../k8s/nearest.ts'
import type { Rule } from '../../lint/rule.ts'
import { rulePageUrl } from '../../report/results/rules.ts'
import type { Invocation } from '../arguments.ts'
import { configuredRules } from '../configured-rules.ts'
import { type ExitCode, ok } from '../exit-codes.ts'
import { writeOutput } from '../output.ts'
import { readRulePage } from '../rule-page.ts'

/** `seatrial explain RULE`: the rule's page. */
export async function explain(invocation: Invocation): Promise<ExitCode> {
  const [id, ...rest] = invocation.operands
  if (id === undefined || rest.length > 0) throw new UsageError('explain needs one rule, such as `seatrial explain schema/unknown-field`.')
  const custom = rules.some(rule => rule.id === id) ? undefined : await configuredRules(invocation)
  const own = custom?.entries.find(entry => entry.id === id)
  if (own !== undefined) {
    writeOutput(customRulePage(await own.load(), custom?.files.get(id) ?? ''))
    return ok
  }
  const ids = [...rules, ...(custom?.entries ?? [])].map(rule => rule.id)
  if (!ids.includes(id)) {
    const nearest = nearestName(id, ids) ?? ids.find(known => known.endsWith(`/${id}`))
    throw new UsageError(`There is no rule ${JSON.stringify(id)}.${didYouMean(nearest) || ' `seatrial rules` lists them.'}`)
  }
  writeOutput(readRulePage(id) ?? `${rulePageUrl(id)}\n`)
  return ok
}

/** What is known of a rule of a house, in the order of a built-in one's page. */
function customRulePage({ id, summary, severity, claim, stage, when, messages, help }: Rule, file: string): string {
  const metadata = `Severity \`${severity}\`, claim \`${claim}\`, stage \`${stage}\`, every preset, in ${file}.`
  const kinds = `Looks at ${(when.kinds ?? []).join(', ')}.`
  return `${[`# ${id}`, summary, metadata, kinds, messages['found'] ?? '', help].filter(part => part !== '').join('\n\n')}\n`
}
