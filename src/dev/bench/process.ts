import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program and its arguments, and the file whose text it reads from standard input. */
export interface Command {
  readonly name: string
  readonly program: string
  readonly arguments: readonly string[]
  readonly input?: string
  /** Exit codes that mean that it did its work. */
  readonly codes: readonly number[]
}

export interface Timing {
  readonly name: string
  readonly milliseconds: readonly number[]
}

/** The environment without what makes every Node start slower. */
export const environment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE'].includes(name))
)

/** Runs the commands in turn, round after round, so that a slow moment of the machine meets all of them. */
export function interleave(commands: readonly Command[], rounds: number): readonly Timing[] {
  const timings = commands.map(({ name }) => ({ name, milliseconds: [] as number[] }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) timings[index]!.milliseconds.push(run(command))
  }
  return timings
}

export function minimum(timing: Timing): number {
  return Math.min(...timing.milliseconds)
}

export function median({ milliseconds }: Timing): number {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The most memory that a Node program holds, in megabytes. */
export function peakMemory({ arguments: arguments_, ...command }: Command, folder: string): number {
  const out = join(folder, 'peak')
  const hook = join(folder, 'peak.cjs')
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(out)}, String(process.resourceUsage().maxRSS)))\n`
  )
  run({ ...command, arguments: ['--require', hook, ...arguments_] })
  const kilobytes = Number(readFileSync(out, 'utf8'))
  rmSync(out)
  return kilobytes / 1000
}

function run({ name, program, arguments: arguments_, input, codes }: Command): number {
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r')
  const start = process.hrtime.bigint()
  const { status, error, stderr } = spawnSync(program, arguments_, { env: environment, stdio: [stdin, 'ignore', 'pipe'] })
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
  if (typeof stdin === 'number') closeSync(stdin)
  if (error !== undefined) throw error
  if (!codes.includes(status ?? -1)) throw new Error(`${name}: exit code ${status}\n${stderr.toString().slice(0, 2000)}`)
  return milliseconds
}
