import { access as runAccess } from '../../access-pipeline.ts'
import { parseQueries, type RecordedQuery } from '../../config/queries.ts'
import { type Settings, UsageError } from '../../config/settings.ts'
import { loadInputs } from '../../load/load.ts'
import { accessText } from '../../report/access-text.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { jsonText } from '../../report/json.ts'
import { accessResult } from '../../report/results/access.ts'
import type { Invocation } from '../arguments.ts'
import { type ExitCode, highest, notDone, ok } from '../exit-codes.ts'
import { readNamedInputs } from '../inputs.ts'
import { hintsFor } from '../notes.ts'
import { writeNotes } from '../output.ts'
import { startProgress } from '../progress.ts'
import { flagValue, resultFiles, settingsOf } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial access`: whether RBAC in the given manifests allows something, and by which binding. */
export async function access(invocation: Invocation): Promise<ExitCode> {
  const settings = settingsOf(invocation)
  const files = resultFiles(invocation)
  const format = flagValue(invocation, 'format')
  const queries = await queriesOf(invocation, settings)
  const words = queries === undefined && (settings.who === true || settings.list !== true) ? 2 : 0
  const [verb, target] = invocation.operands
  if (words === 2 && target === undefined)
    throw new UsageError('access needs VERB RESOURCE, such as `get pods`, or --list, or --queries FILE.')
  const question = verb !== undefined && target !== undefined && words === 2 ? { verb, target } : undefined
  const progress = startProgress()
  const job = await readNamedInputs({ ...invocation, operands: invocation.operands.slice(words) }, settings, progress)
  const outcome = await runAccess(
    { ...job, ...(queries !== undefined && { queries }), ...(question !== undefined && { question }) },
    settings
  )
  progress.end()
  const unchecked = outcome.unchecked.map(({ file, message }) => escapeForTerminal(`${file}: not checked: ${message}`))
  const notes = outcome.notes.map(note => `note: ${escapeForTerminal(note)}`)
  writeNotes([...hintsFor(outcome.unchecked), ...unchecked, ...notes])
  const written = await writeResults(invocation, format, files, (form, terminal) =>
    form === 'json' ? jsonText(accessResult(outcome)) : accessText(outcome, terminal)
  )
  const refused = outcome.answers.some(({ allowed }) => !allowed) ? 1 : ok
  return highest(written, refused, outcome.unchecked.length > 0 ? notDone : ok)
}

async function queriesOf({ flags }: Invocation, { limits }: Settings): Promise<readonly RecordedQuery[] | undefined> {
  const path = flags.get('queries')?.at(-1)
  if (path === undefined) return undefined
  const { inputs, unchecked } = await loadInputs([path], { limits })
  const [input] = inputs
  if (input === undefined) throw new UsageError(`--queries ${path}: ${unchecked[0]?.message ?? 'nothing to read'}.`)
  return parseQueries(parseJson(path, input.text))
}

/** A JSON array, or one object a line. */
function parseJson(path: string, text: string): unknown {
  try {
    if (text.trimStart().startsWith('[')) return JSON.parse(text)
    return text.split('\n').flatMap(line => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]))
  } catch (error) {
    throw new UsageError(`--queries ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
