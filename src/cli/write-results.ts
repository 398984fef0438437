import type { Invocation } from './arguments.ts'
import { type ExitCode, ok } from './exit-codes.ts'
import { reportFailure } from './failure.ts'
import { OutputError, writeOutput, writeResultFile } from './output.ts'
import { flagValue, type ResultFile } from './run-options.ts'
import { outputTerminal, type Terminal } from './terminal.ts'

/** Writes a result to its files, then to standard output; what could not be written makes the exit code 2. */
export async function writeResults(
  invocation: Invocation,
  format: string,
  files: readonly ResultFile[],
  render: (format: string, terminal: Terminal) => string | Iterable<string> | Promise<string | Iterable<string>>
): Promise<ExitCode> {
  let code: ExitCode = ok
  for (const file of files) {
    const text = await render(file.format, { color: false, width: 80, unicode: true })
    try {
      writeResultFile(file.path, text)
    } catch (error) {
      if (!(error instanceof OutputError)) throw error
      code = reportFailure(error)
    }
  }
  const text = await render(format, outputTerminal(flagValue(invocation, 'color')))
  for (const part of typeof text === 'string' ? [text] : text) if (!writeOutput(part)) break
  return code
}
