import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

export const root: string = join(import.meta.dirname, '../..')
export const cli: string = join(root, 'dist/cli.cjs')
if (!existsSync(cli)) throw new Error('dist/cli.cjs is missing: `npm run build` writes it, and `npm test` does so first')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}
export interface RunOptions {
  readonly cwd?: string
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Variables that would change what a test sees: of a CI system, of npm's own run, of Node. */
const disturbing = /^(?:GITHUB_|INPUT_|RUNNER_|npm_|NODE_|VITEST|CI$|FORCE_COLOR$|NO_COLOR$)/

/** Runs a program to its end. */
export function run(program: string, arguments_: readonly string[], { cwd = root, input = '', env = {} }: RunOptions = {}): Ended {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !disturbing.test(name)))
  const { status, stdout, stderr, error } = spawnSync(program, arguments_, {
    cwd,
    input,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error !== undefined) throw error
  return { code: status, stdout, stderr }
}

/** Runs the built command line. */
export function seatrial(arguments_: readonly string[], options: RunOptions = {}): Ended {
  return run(process.execPath, [cli, ...arguments_], options)
}

/** An empty folder that is gone when the tests of the file have run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'seatrial-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
