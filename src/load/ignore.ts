import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { IgnoreRules } from './ignore-rules.ts'
import { readIgnoreFile } from './read-file.ts'

/** Files whose patterns a walk goes by; of two in one directory, the later one has the last word. */
export const ignoreFileNames: readonly string[] = ['.gitignore', '.seatrialignore']

/** The ignore files that hold in one directory: its own, and those of the directories above it. */
export interface IgnoreScope {
  readonly rules: IgnoreRules
  /** Names that lead from these rules' directory to the one that is walked. */
  readonly directory: readonly string[]
  readonly above?: IgnoreScope
}

/** The nearest directory upwards that holds `.git`. */
export function repositoryRoot(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

/** What holds in a directory before its own ignore files: those of all directories from `top` down to its parent. */
export function scopeAbove(directory: string, top: string): IgnoreScope | undefined {
  if (directory === top || dirname(directory) === directory) return undefined
  const parent = dirname(directory)
  const above = scopeAbove(parent, top)
  const own = scopeIn(parent, ignoreFileNames, above)
  return own === undefined ? undefined : enter(own, directory.slice(parent.length).replace(/^[\\/]/, ''))
}

/** What holds for the entries of a directory, given the names of its ignore files. */
export function scopeIn(directory: string, present: readonly string[], above: IgnoreScope | undefined): IgnoreScope | undefined {
  const rules = new IgnoreRules()
  for (const name of present) rules.add(readIgnoreFile(join(directory, name)))
  if (rules.isEmpty) return above
  return { rules, directory: [], ...(above !== undefined && { above }) }
}

/** The scope as it is seen one directory further down. */
export function enter(scope: IgnoreScope, name: string): IgnoreScope {
  const above = scope.above === undefined ? undefined : enter(scope.above, name)
  return { rules: scope.rules, directory: [...scope.directory, name], ...(above !== undefined && { above }) }
}

/** Whether an entry of the directory is left out: the nearest ignore file that says anything decides. */
export function isIgnored(scope: IgnoreScope | undefined, name: string, isDirectory: boolean): boolean {
  for (let at = scope; at !== undefined; at = at.above) {
    const verdict = at.rules.verdict(at.directory, name, isDirectory)
    if (verdict !== undefined) return verdict === 'excluded'
  }
  return false
}
