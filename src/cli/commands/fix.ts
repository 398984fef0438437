import { chmodSync, lstatSync, readFileSync } from 'node:fs'
import { rules } from '../../../rules/index.ts'
import { UsageError } from '../../config/settings.ts'
import { type FixedFile, fix as runFix, unifiedDiff } from '../../fix-pipeline.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { fixText } from '../../report/fix-text.ts'
import { jsonText } from '../../report/json.ts'
import { fixResult } from '../../report/results/fix.ts'
import { uncheckedLines } from '../../report/verdict.ts'
import type { Invocation } from '../arguments.ts'
import { configuredRules } from '../configured-rules.ts'
import { type ExitCode, highest, internalError, notDone, ok } from '../exit-codes.ts'
import { whereToReport } from '../failure.ts'
import { readNamedInputs } from '../inputs.ts'
import { hintsFor } from '../notes.ts'
import { writeNotes, writeOutput, writeResultFile } from '../output.ts'
import { startProgress } from '../progress.ts'
import { flagValue, resultFiles, settingsOf } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial fix`: rewrites the given files; with `--diff` it only shows how, and standard input (`-`) is printed fixed. */
export async function fix(invocation: Invocation): Promise<ExitCode> {
  const settings = settingsOf(invocation)
  const format = flagValue(invocation, 'format')
  const showsDiff = invocation.flags.has('diff')
  const isInput = invocation.operands.includes('-')
  if (isInput && invocation.operands.length > 1) throw new UsageError('fix takes either - or paths, not both.')
  const progress = startProgress()
  const job = await readNamedInputs(invocation, settings, progress)
  const custom = await configuredRules(invocation)
  const outcome = await runFix(job, settings, custom === undefined ? rules : [...rules, ...custom.entries])
  progress.end()
  const { last, files } = outcome
  const changed = files.filter(({ before, text }) => before !== text)
  const unwritten = showsDiff || isInput ? [] : changed.flatMap(file => writeFixed(file) ?? [])
  writeNotes([
    ...hintsFor(last.unchecked),
    ...uncheckedLines(last).map(escapeForTerminal),
    ...unwritten.map(escapeForTerminal),
    ...(last.internalErrors.length === 0 ? [] : [whereToReport]),
  ])
  const written = await writeResults(invocation, format, resultFiles(invocation), (form, { color }) => {
    if (form === 'json') return jsonText(fixResult(outcome))
    if (showsDiff) return changed.map(({ file, before, text }) => unifiedDiff(file, before, text)).join('')
    return isInput ? '' : fixText(outcome, { color, wouldBe: false })
  })
  if (isInput && !showsDiff && format !== 'json') writeOutput(files[0]?.text ?? '')
  return highest(
    written,
    showsDiff && changed.length > 0 ? 1 : ok,
    last.unchecked.length > 0 || unwritten.length > 0 ? notDone : ok,
    last.internalErrors.length > 0 ? internalError : ok
  )
}

const byteOrderMark = '\uFEFF'

/** Writes one file whole or not at all; what is no plain UTF-8 file of its own is left alone, and the reason is the answer. */
function writeFixed({ file, before, text }: FixedFile): string | undefined {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (stats?.isFile() !== true) return `${file}: not written: it is no regular file.`
  const now = readFileSync(file, 'utf8')
  const mark = now.startsWith(byteOrderMark) && !before.startsWith(byteOrderMark) ? byteOrderMark : ''
  if (now !== mark + before) return `${file}: not written: it has changed meanwhile, or is not encoded in UTF-8.`
  writeResultFile(file, mark + text)
  chmodSync(file, stats.mode)
  return undefined
}
