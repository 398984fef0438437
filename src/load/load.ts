import { realpathSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { fileError } from './file-error.ts'
import type { Input, Unchecked } from './input.ts'
import { FileReader } from './read-file.ts'
import { compileGlob, isGlob, manifestFiles } from './selection.ts'
import { readStandardInput, standardInputPath } from './standard-input.ts'
import { type FoundFile, walk } from './walk.ts'

/** What a run may read, and how. */
export interface LoadOptions {
  /** Bytes of one file, and of standard input. */
  readonly limits: { readonly fileSize: number; readonly stdinSize: number }
  /** The file whose text is replaced by standard input. */
  readonly stdinPath?: string
  /** Called before files are read, now and then; what it returns is waited for. */
  readonly progress?: (files: number) => Promise<void> | undefined
}

/** The texts of all that was named, in its order, and what could not be had. */
export interface LoadedInputs {
  readonly inputs: readonly Input[]
  readonly unchecked: readonly Unchecked[]
}

type Planned = FoundFile | Unchecked | 'standard input'

const progressInterval = 256

/** Reads files, directories, globs and `-`. Nothing is read twice; whatever cannot be read is in `unchecked`. */
export async function loadInputs(paths: readonly string[], options: LoadOptions): Promise<LoadedInputs> {
  const plan = (await Promise.all(paths.map(planPath))).flat()
  const named = namedFiles(paths)
  const buffer = options.stdinPath === undefined ? undefined : unsavedBuffer(options.stdinPath, options.limits.stdinSize)
  const reader = new FileReader(options.limits.fileSize)
  const inputs: Input[] = []
  const unchecked: Unchecked[] = []
  const seen = new Set<string>()
  const add = (path: string, text: string | Unchecked, isNamed: boolean): void => {
    if (typeof text !== 'string') unchecked.push(text)
    else inputs.push(isNamed ? { path, text, named: true } : { path, text })
  }
  for (const [index, planned] of plan.entries()) {
    if (index % progressInterval === 0) await options.progress?.(plan.length)
    const key = keyOf(planned)
    if (seen.has(key)) continue
    seen.add(key)
    if (planned === 'standard input') add(standardInputPath, readStandardInput(options.limits.stdinSize), true)
    else if ('reason' in planned) {
      if (planned.file !== buffer?.path) unchecked.push(planned)
    } else if (key === buffer?.realPath) add(planned.path, buffer.text, true)
    else {
      const isNamed = named.has(key)
      const opened = planned.isLink ? planned.realPath : planned.path
      add(planned.path, reader.read(opened, isNamed ? 'named' : 'found', planned.path), isNamed)
    }
  }
  if (buffer !== undefined && !seen.has(buffer.realPath)) add(buffer.path, buffer.text, true)
  return { inputs, unchecked }
}

async function planPath(path: string): Promise<readonly Planned[]> {
  if (path === '-') return ['standard input']
  const shown = shownPath(path)
  try {
    if (!statSync(path).isDirectory()) return [{ path: shown, realPath: realpathSync.native(path) }]
    const { files, unchecked } = walk(shown, manifestFiles, realpathSync.native('.'))
    return [...files, ...unchecked]
  } catch (error) {
    if (!isGlob(path)) return [fileError(shown, error)]
  }
  const { base, selection } = await compileGlob(shown)
  const { files, unchecked } = walk(base, selection, realpathSync.native('.'))
  return files.length > 0 ? [...files, ...unchecked] : [{ file: shown, reason: 'unreadable', message: 'matches no file' }]
}

/** Where the files really are that are named themselves. */
function namedFiles(paths: readonly string[]): ReadonlySet<string> {
  const named = new Set<string>()
  for (const path of paths) {
    try {
      named.add(realpathSync.native(path))
    } catch {
      // standard input, a glob, or a name that leads nowhere
    }
  }
  return named
}

function keyOf(planned: Planned): string {
  if (planned === 'standard input') return '-'
  return 'realPath' in planned ? planned.realPath : `${planned.file}\0${planned.message}`
}

/** Standard input under the name of a file, which need not exist yet. */
function unsavedBuffer(name: string, limit: number): FoundFile & { readonly text: string | Unchecked } {
  const path = shownPath(name)
  let realPath = resolve(name)
  try {
    realPath = realpathSync.native(name)
  } catch {
    // a file that has never been saved
  }
  return { path, realPath, text: readStandardInput(limit, path) }
}

/** A path as people see it: relative to the working directory, with `/`. */
function shownPath(path: string): string {
  const shown = relative('.', path).split(sep).join('/')
  return shown === '' ? '.' : shown
}
