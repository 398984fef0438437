import { type Settings, UsageError } from '../config/settings.ts'
import type { Input, Unchecked } from '../load/input.ts'
import { loadInputs } from '../load/load.ts'
import { grouped } from '../report/counts.ts'
import type { Invocation } from './arguments.ts'
import { writeNotes } from './output.ts'
import type { Progress } from './progress.ts'
import { isDevice } from './terminal.ts'

/** The texts that a command line names. */
export interface NamedInputs {
  readonly inputs: readonly Input[]
  readonly cluster: readonly Input[]
  readonly unchecked: readonly Unchecked[]
}

/** Reads the operands, and what `--cluster` and `--stdin-path` name. */
export async function readNamedInputs({ operands, flags }: Invocation, settings: Settings, progress: Progress): Promise<NamedInputs> {
  const paths = operands.length === 0 ? ['.'] : operands
  const clusterPaths = flags.get('cluster') ?? []
  const stdinPath = flags.get('stdin-path')?.at(-1)
  checkStandardInput([...paths, ...clusterPaths], stdinPath)
  const { limits } = settings
  const show = (files: number): Promise<void> | undefined => progress.show(`Reading ${grouped(files)} files`)
  const loaded = await loadInputs(paths, { limits, progress: show, ...(stdinPath !== undefined && { stdinPath }) })
  const cluster = clusterPaths.length === 0 ? { inputs: [], unchecked: [] } : await loadInputs(clusterPaths, { limits, progress: show })
  return { inputs: loaded.inputs, cluster: cluster.inputs, unchecked: [...loaded.unchecked, ...cluster.unchecked] }
}

function checkStandardInput(paths: readonly string[], stdinPath: string | undefined): void {
  const uses = paths.filter(path => path === '-').length + (stdinPath === undefined ? 0 : 1)
  if (uses > 1) throw new UsageError('Standard input can be read once only: name it in one place.')
  if (uses === 1 && isDevice(0) && process.stdin.isTTY) writeNotes(['Reading standard input; Ctrl-D ends it.'])
}
