import { UsageError } from '../../config/settings.ts'
import { jsonText } from '../../report/json.ts'
import { type WhySubject, whyResult } from '../../report/results/why.ts'
import { whyText } from '../../report/why-text.ts'
import { simulate } from '../../simulate-pipeline.ts'
import type { Invocation } from '../arguments.ts'
import { type ExitCode, highest, notDone, ok } from '../exit-codes.ts'
import { readNamedInputs } from '../inputs.ts'
import { hintsFor } from '../notes.ts'
import { writeNotes } from '../output.ts'
import { startProgress } from '../progress.ts'
import { flagValue, resultFiles, settingsOf } from '../run-options.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial why KIND/NS/NAME`: why its pods are pending or refused. */
export async function why(invocation: Invocation): Promise<ExitCode> {
  const [asked, ...paths] = invocation.operands
  const subject = subjectOf(asked)
  const settings = settingsOf(invocation)
  const progress = startProgress()
  const job = await readNamedInputs({ ...invocation, operands: paths }, settings, progress)
  const outcome = await simulate(job, settings, subject)
  progress.end()
  writeNotes(hintsFor(outcome.unchecked))
  const result = whyResult(outcome, subject)
  const written = await writeResults(invocation, flagValue(invocation, 'format'), resultFiles(invocation), (form, terminal) =>
    form === 'json' ? jsonText(result) : whyText(result, terminal)
  )
  return highest(written, outcome.unchecked.length > 0 ? notDone : ok)
}

function subjectOf(asked: string | undefined): WhySubject {
  const [kind, namespace, name, ...rest] = asked?.split('/') ?? []
  if (!kind || !namespace || !name || rest.length > 0)
    throw new UsageError('why needs KIND/NAMESPACE/NAME, such as `why Deployment/shop/web`, and then the paths.')
  return { kind, namespace, name }
}
