import { UsageError } from '../../config/settings.ts'
import { access, check, fix, reach, simulate } from '../../index.ts'
import { jsonLine } from '../../report/json.ts'
import type { Invocation } from '../arguments.ts'
import { type BatchJob, parseJob } from '../batch-job.ts'
import { type ExitCode, highest, internalError, notDone, ok } from '../exit-codes.ts'
import { standardInputLines } from '../input-lines.ts'
import { writeOutput } from '../output.ts'

const answers = { check, simulate, access, fix } as const

type JobId = BatchJob['id']
type Answer = { readonly id: JobId; readonly result: unknown } | { readonly id: JobId; readonly error: JobError }
interface JobError {
  readonly kind: 'usage' | 'internal'
  readonly message: string
}

/** `seatrial batch`: one JSON job a line, one JSON answer a line, in order. The next job is read when the answer is written. */
export async function batch({ operands }: Invocation): Promise<ExitCode> {
  if (operands.length > 0) throw new UsageError('batch takes no path: its jobs come from standard input, one JSON object a line.')
  let code: ExitCode = ok
  for (const line of standardInputLines()) {
    if (line !== undefined && line.trim() === '') continue
    const answer = await answerTo(line)
    if ('error' in answer) code = highest(code, answer.error.kind === 'usage' ? notDone : internalError)
    if (!writeOutput(jsonLine(answer))) break
  }
  return code
}

/** The answer to one line; undefined stands for a line that is too long to be read. */
async function answerTo(line: string | undefined): Promise<Answer> {
  let id: JobId = null
  try {
    const parsed = parseJob(line)
    id = parsed.id
    const asked = parsed.read()
    return { id, result: await (asked.command === 'reach' ? reach(asked.job) : answers[asked.command](asked.job)) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id, error: { kind: error instanceof UsageError ? 'usage' : 'internal', message } }
  }
}
