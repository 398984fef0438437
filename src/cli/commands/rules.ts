import { rules as entries } from '../../../rules/index.ts'
import { UsageError } from '../../config/settings.ts'
import { jsonText } from '../../report/json.ts'
import { rulesResult } from '../../report/results/rules.ts'
import { rulesText } from '../../report/rules-text.ts'
import type { Invocation } from '../arguments.ts'
import type { ExitCode } from '../exit-codes.ts'
import { flagValue, resultFiles } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial rules`: all rules with their metadata. */
export async function rules(invocation: Invocation): Promise<ExitCode> {
  if (invocation.operands.length > 0) throw new UsageError('rules takes no path; `seatrial explain RULE` prints one rule.')
  const files = resultFiles(invocation)
  const result = rulesResult(await Promise.all(entries.map(entry => entry.load())))
  return writeResults(invocation, flagValue(invocation, 'format'), files, (format, terminal) =>
    format === 'json' ? jsonText(result) : rulesText(result, terminal)
  )
}
