import { rules as entries } from '../../../rules/index.ts'
import { UsageError } from '../../config/settings.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { jsonText } from '../../report/json.ts'
import { rulesResult } from '../../report/results/rules.ts'
import { rulesText } from '../../report/rules-text.ts'
import type { Invocation } from '../arguments.ts'
import { configuredRules } from '../configured-rules.ts'
import { type ExitCode, highest, notDone, ok } from '../exit-codes.ts'
import { writeNotes } from '../output.ts'
import { flagValue, resultFiles } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial rules`: all rules with their metadata. */
export async function rules(invocation: Invocation): Promise<ExitCode> {
  if (invocation.operands.length > 0) throw new UsageError('rules takes no path; `seatrial explain RULE` prints one rule.')
  const files = resultFiles(invocation)
  const custom = await configuredRules(invocation)
  const all = [...entries, ...(custom?.entries ?? [])]
  const result = rulesResult(await Promise.all(all.map(entry => entry.load())), custom?.files)
  const mistakes = custom?.mistakes ?? []
  writeNotes(mistakes.map(({ file, line, column, message }) => escapeForTerminal(`${file}:${line}:${column}: ${message}`)))
  const written = await writeResults(invocation, flagValue(invocation, 'format'), files, (format, terminal) =>
    format === 'json' ? jsonText(result) : rulesText(result, terminal)
  )
  return highest(written, mistakes.length > 0 ? notDone : ok)
}
