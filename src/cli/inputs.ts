import { type Settings, UsageError } from '../config/settings.ts'
import type { Input, Unchecked } from '../load/input.ts'
import { type LoadedInputs, loadInputs } from '../load/load.ts'
import { schemaFiles } from '../load/schema-files.ts'
import type { SchemaFiles } from '../outcome.ts'
import { grouped } from '../report/counts.ts'
import type { Invocation } from './arguments.ts'
import { writeNotes } from './output.ts'
import type { Progress } from './progress.ts'
import { isDevice } from './terminal.ts'

/** The texts that a command line names. */
export interface NamedInputs {
  readonly inputs: readonly Input[]
  readonly cluster: readonly Input[]
  readonly crds: readonly Input[]
  readonly schemas?: SchemaFiles
  /** The state before, where one is named. */
  readonly from?: readonly Input[]
  readonly unchecked: readonly Unchecked[]
}

/** Reads the operands, and what `--cluster`, `--crds` and `--stdin-path` name. */
export async function readNamedInputs({ operands, flags }: Invocation, settings: Settings, progress: Progress): Promise<NamedInputs> {
  const paths = operands.length === 0 ? ['.'] : operands
  const clusterPaths = flags.get('cluster') ?? []
  const stdinPath = flags.get('stdin-path')?.at(-1)
  const definitionPaths = flags.get('crds') ?? []
  checkStandardInput([...paths, ...clusterPaths, ...definitionPaths], stdinPath)
  const { limits } = settings
  const schemas = flags.get('schemas') ?? []
  const show = (files: number): Promise<void> | undefined => progress.show(`Reading ${grouped(files)} files`)
  const loaded = await loadInputs(paths, { limits, progress: show, ...(stdinPath !== undefined && { stdinPath }) })
  const loadNamed = async (named: readonly string[]): Promise<LoadedInputs> =>
    named.length === 0 ? { inputs: [], unchecked: [] } : await loadInputs(named, { limits, progress: show })
  const [cluster, crds] = [await loadNamed(clusterPaths), await loadNamed(definitionPaths)]
  const from = await readStateBefore(flags.get('from') ?? [], paths, settings)
  return {
    inputs: loaded.inputs,
    cluster: cluster.inputs,
    crds: crds.inputs,
    ...(schemas.length > 0 && { schemas: schemaFiles(schemas) }),
    ...(from !== undefined && { from: from.inputs }),
    unchecked: [...loaded.unchecked, ...cluster.unchecked, ...crds.unchecked, ...(from?.unchecked ?? [])],
  }
}

/** The texts of the state before: of paths, and of the operands as they were in a revision (`git:REVISION`). */
export async function readStateBefore(
  named: readonly string[],
  paths: readonly string[],
  { limits, newOnly }: Pick<Settings, 'limits' | 'newOnly'>
): Promise<LoadedInputs | undefined> {
  if (named.length === 0) {
    if (newOnly) throw new UsageError('--new-only needs --from, the state before: a path, or git:REVISION.')
    return undefined
  }
  const inputs: Input[] = []
  const unchecked: Unchecked[] = []
  for (const path of named) {
    const revision = path.startsWith('git:') ? path.slice('git:'.length) : undefined
    const loaded =
      revision === undefined
        ? await loadInputs([path], { limits })
        : await (await import('../load/git.ts')).loadRevision(revision, paths, limits)
    if ('error' in loaded) throw new UsageError(`--from ${path}: ${loaded.error}.`)
    inputs.push(...loaded.inputs)
    unchecked.push(...loaded.unchecked)
  }
  return { inputs, unchecked }
}

function checkStandardInput(paths: readonly string[], stdinPath: string | undefined): void {
  const uses = paths.filter(path => path === '-').length + (stdinPath === undefined ? 0 : 1)
  if (uses > 1) throw new UsageError('Standard input can be read once only: name it in one place.')
  if (uses === 1 && isDevice(0) && process.stdin.isTTY) writeNotes(['Reading standard input; Ctrl-D ends it.'])
}
