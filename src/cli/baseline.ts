import { baselineText, parseBaseline } from '../config/baseline-file.ts'
import { UsageError } from '../config/settings.ts'
import type { Baseline } from '../lint/baseline.ts'
import { readConfigFile } from '../load/config-file.ts'
import type { CheckOutcome } from '../outcome.ts'
import { counted } from '../report/counts.ts'
import type { Invocation } from './arguments.ts'
import { writeResultFile } from './output.ts'

const sizeLimit = 64 * 1024 * 1024

/** The findings that the file of `--baseline` knows; with `--update-baseline` they are found anew, and the file need not exist. */
export function readBaseline({ flags }: Invocation): Baseline {
  const path = flags.get('baseline')?.at(-1)
  if (path === undefined) throw new UsageError('--update-baseline needs --baseline FILE, the file to write.')
  if (flags.has('update-baseline')) return new Map()
  const text = readConfigFile(path, sizeLimit)
  if (typeof text === 'string') return parseBaseline(path, text)
  throw new UsageError(`--baseline ${path} cannot be read: ${text.message}. --update-baseline writes it.`)
}

/** Writes what was found as the baseline; none of it counts then. */
export function updatedBaseline({ flags }: Invocation, outcome: CheckOutcome): CheckOutcome {
  const { diagnostics, summary, exitCode } = outcome
  writeResultFile(flags.get('baseline')!.at(-1)!, baselineText(diagnostics))
  return {
    ...outcome,
    diagnostics: [],
    baselined: diagnostics,
    summary: { ...summary, error: 0, warning: 0, info: 0, baselined: diagnostics.length },
    exitCode: exitCode === 1 ? 0 : exitCode,
  }
}

/** Says how many findings of the baseline are gone. */
export function staleNotes(baseline: Baseline, { baselined }: CheckOutcome): readonly string[] {
  const known = [...baseline.values()].reduce((sum, count) => sum + count, 0)
  const gone = known - baselined.length
  return gone <= 0
    ? []
    : [`note: ${counted(gone, 'finding')} of the baseline ${gone === 1 ? 'is' : 'are'} gone; --update-baseline takes them out.`]
}
