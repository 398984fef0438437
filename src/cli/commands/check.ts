import { rules } from '../../../rules/index.ts'
import type { Baseline } from '../../lint/baseline.ts'
import { type CheckOutcome, check as runCheck } from '../../pipeline.ts'
import { grouped } from '../../report/counts.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { uncheckedLines } from '../../report/verdict.ts'
import type { Invocation } from '../arguments.ts'
import { renderCheck } from '../check-formats.ts'
import { configuredRules } from '../configured-rules.ts'
import { type ExitCode, highest } from '../exit-codes.ts'
import { whereToReport } from '../failure.ts'
import { readNamedInputs } from '../inputs.ts'
import { foreignNotes, hintsFor } from '../notes.ts'
import { writeNotes } from '../output.ts'
import { startProgress } from '../progress.ts'
import { flagValue, resultFiles, settingsOf } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial check`: findings for the given manifests. */
export async function check(invocation: Invocation): Promise<ExitCode> {
  const settings = settingsOf(invocation)
  const files = resultFiles(invocation)
  const format = flagValue(invocation, 'format')
  const isQuiet = invocation.flags.has('quiet')
  const baseline = await baselineOf(invocation)
  const progress = startProgress()
  const job = { ...(await readNamedInputs(invocation, settings, progress)), ...(baseline !== undefined && { baseline }) }
  const custom = await configuredRules(invocation)
  const ran = await runCheck(job, settings, custom === undefined ? rules : [...rules, ...custom.entries], {
    ...(invocation.flags.has('timing') && { clock: () => performance.now() }),
    progress: ({ pods, nodes }) => (nodes === 0 ? undefined : progress.show(`Simulating ${grouped(pods)} pods on ${grouped(nodes)} nodes`)),
  })
  const found = custom?.told(ran) ?? ran
  const outcome = invocation.flags.has('update-baseline') ? (await import('../baseline.ts')).updatedBaseline(invocation, found) : found
  progress.end()
  writeNotes([
    ...(isQuiet || baseline === undefined ? [] : (await import('../baseline.ts')).staleNotes(baseline, outcome)),
    ...(isQuiet ? [] : foreignNotes(outcome.skipped, job.inputs)),
    ...hintsFor(outcome.unchecked),
    ...(showsUnchecked(format, isQuiet) ? [] : uncheckedLines(outcome).map(escapeForTerminal)),
    ...(outcome.internalErrors.length === 0 ? [] : [whereToReport]),
  ])
  const written = await writeResults(invocation, format, files, (form, terminal) =>
    renderCheck(form, outcome, { ...terminal, quiet: isQuiet })
  )
  writeNotes(timingLines(outcome))
  return highest(outcome.exitCode, written)
}

/** The findings that `--baseline` names. */
async function baselineOf(invocation: Invocation): Promise<Baseline | undefined> {
  const { flags } = invocation
  return flags.has('baseline') || flags.has('update-baseline') ? (await import('../baseline.ts')).readBaseline(invocation) : undefined
}

/** Whether a result tells itself what was not checked. */
function showsUnchecked(format: string, isQuiet: boolean): boolean {
  return format === 'github' || (format === 'text' && !isQuiet)
}

function timingLines({ timing }: CheckOutcome): readonly string[] {
  if (timing === undefined || timing.size === 0) return []
  const rows = [...timing].sort(([, a], [, b]) => b - a)
  return rows.map(([rule, milliseconds]) => `${milliseconds.toFixed(1).padStart(9)} ms  ${rule}`)
}
