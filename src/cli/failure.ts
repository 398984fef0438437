import { UsageError } from '../config/settings.ts'
import { escapeForTerminal } from '../report/escape.ts'
import { seatrialVersion } from '../report/results/version.ts'
import { type ExitCode, internalError, notDone } from './exit-codes.ts'
import { OutputError, writeNotes } from './output.ts'

/** Where an error of seatrial should go. */
export const whereToReport = 'This is a mistake in seatrial, not in the manifests; `npm bugs seatrial` opens the place to report it.'

const stackLimit = 12

/** Says on standard error what ended the run, and answers with the exit code. */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof OutputError) {
    writeNotes([`seatrial: ${escapeForTerminal(error.message)}`])
    return notDone
  }
  if (error instanceof UsageError) {
    const hint = error.places.length === 0 ? ['seatrial --help lists commands and flags.'] : []
    writeNotes([...error.places.map(escapeForTerminal), `seatrial: ${escapeForTerminal(error.message)}`, ...hint])
    return notDone
  }
  const [first = '', ...stack] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n').slice(0, stackLimit)
  writeNotes([`seatrial ${seatrialVersion}: internal error: ${escapeForTerminal(first)}`, ...stack.map(escapeForTerminal), whereToReport])
  return internalError
}
