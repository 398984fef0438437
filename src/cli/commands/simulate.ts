import { parsePlacements, type RecordedPlacement } from '../../config/placements.ts'
import { type Settings, UsageError } from '../../config/settings.ts'
import { loadInputs } from '../../load/load.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { jsonParts } from '../../report/json.ts'
import { simulateResult } from '../../report/results/simulate.ts'
import { simulateText } from '../../report/simulate-text.ts'
import { simulate as runSimulate } from '../../simulate-pipeline.ts'
import type { Invocation } from '../arguments.ts'
import { type ExitCode, highest, notDone, ok } from '../exit-codes.ts'
import { readNamedInputs } from '../inputs.ts'
import { hintsFor } from '../notes.ts'
import { writeNotes } from '../output.ts'
import { startProgress } from '../progress.ts'
import { flagValue, resultFiles, settingsOf } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial simulate`: what the control plane would do with the given manifests. */
export async function simulate(invocation: Invocation): Promise<ExitCode> {
  const settings = settingsOf(invocation)
  const files = resultFiles(invocation)
  const format = flagValue(invocation, 'format')
  const placements = await placementsOf(invocation, settings)
  const progress = startProgress()
  const job = await readNamedInputs(invocation, settings, progress)
  const outcome = await runSimulate({ ...job, placements }, settings)
  progress.end()
  const unchecked = outcome.unchecked.map(({ file, message }) => escapeForTerminal(`${file}: not checked: ${message}`))
  writeNotes([...hintsFor(outcome.unchecked), ...(format === 'text' ? [] : unchecked)])
  const written = await writeResults(invocation, format, files, async (form, terminal) => {
    if (form === 'json') return jsonParts(simulateResult(outcome))
    return form === 'html' ? (await import('../../report/simulate-html.ts')).simulateHtml(outcome) : simulateText(outcome, terminal)
  })
  return highest(written, outcome.unchecked.length > 0 ? notDone : ok)
}

async function placementsOf({ flags }: Invocation, settings: Settings): Promise<readonly RecordedPlacement[]> {
  const path = flags.get('placements')?.at(-1)
  if (path === undefined) return []
  const { inputs, unchecked } = await loadInputs([path], { limits: settings.limits })
  const [input] = inputs
  if (input === undefined) throw new UsageError(`--placements ${path}: ${unchecked[0]?.message ?? 'nothing to read'}.`)
  return parsePlacements(parseJson(path, input.text))
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--placements ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
