import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { RecordedCase } from './recording.ts'

const jobsPerProcess = 5000
const silence = 60_000

/** Puts every case to `seatrial batch`, in order; the result is undefined where a job had none or ended its process. */
export async function askAll(
  command: readonly [string, ...string[]],
  cases: Iterable<RecordedCase>,
  onAnswer: (asked: RecordedCase, result: unknown, error: string | undefined) => void
): Promise<void> {
  let waiting: RecordedCase[] = []
  for (const asked of cases) {
    waiting.push(asked)
    if (waiting.length === jobsPerProcess) {
      await askUntilAnswered(command, waiting, onAnswer)
      waiting = []
    }
  }
  await askUntilAnswered(command, waiting, onAnswer)
}

async function askUntilAnswered(
  command: readonly [string, ...string[]],
  cases: readonly RecordedCase[],
  onAnswer: (asked: RecordedCase, result: unknown, error: string | undefined) => void
): Promise<void> {
  let done = 0
  while (done < cases.length) {
    const rest = cases.slice(done)
    const answered = await askOneProcess(command, rest, onAnswer)
    done += answered
    if (answered === rest.length) return
    onAnswer(rest[answered]!, undefined, 'the process ended')
    done++
  }
}

async function askOneProcess(
  [program, ...arguments_]: readonly [string, ...string[]],
  cases: readonly RecordedCase[],
  onAnswer: (asked: RecordedCase, result: unknown, error: string | undefined) => void
): Promise<number> {
  const child = spawn(program, [...arguments_, 'batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.on('error', () => {})
  const ended = once(child, 'close')
  const writing = (async () => {
    for (const { job } of cases) {
      if (child.stdin.destroyed) return
      if (!child.stdin.write(`${JSON.stringify(job)}\n`)) await Promise.race([once(child.stdin, 'drain'), ended])
    }
    child.stdin.end()
  })()
  let answered = 0
  let watch = setTimeout(() => child.kill('SIGKILL'), silence)
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(watch)
    watch = setTimeout(() => child.kill('SIGKILL'), silence)
    const asked = cases[answered]
    if (asked === undefined) break
    const answer = readAnswer(line)
    answered++
    onAnswer(asked, answer.result, answer.error?.message)
  }
  clearTimeout(watch)
  await ended
  await writing
  return answered
}

function readAnswer(line: string): { readonly result?: unknown; readonly error?: { readonly message: string } } {
  try {
    return JSON.parse(line)
  } catch {
    return { error: { message: `not JSON: ${line.slice(0, 200)}` } }
  }
}
