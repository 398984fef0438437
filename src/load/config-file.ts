import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { repositoryRoot } from './ignore.ts'
import type { Unchecked } from './input.ts'
import { FileReader } from './read-file.ts'

/** Names of the configuration file, the first that is there counts. */
const names: readonly string[] = ['seatrial.yaml', 'seatrial.yml']
const sizeLimit = 1024 * 1024

/** The nearest configuration file upwards, relative to the working directory; outside of a repository only one in it. */
export function findConfigFile(): string | undefined {
  let workingDirectory: string
  try {
    workingDirectory = resolve('.')
  } catch {
    // a working directory that is gone holds nothing
    return undefined
  }
  for (let at = workingDirectory; ; at = dirname(at)) {
    for (const name of names) if (existsSync(join(at, name))) return shown(relative(workingDirectory, join(at, name)))
    if (existsSync(join(at, '.git')) || dirname(at) === at) return undefined
    if (at === workingDirectory && repositoryRoot(at) === undefined) return undefined
  }
}

/** The text of a configuration file, or why there is none. */
export function readConfigFile(path: string, limit = sizeLimit): string | Unchecked {
  return new FileReader(limit).read(path, 'named')
}

/** A path that a configuration file names, relative to the working directory. */
export function besideConfigFile(file: string, path: string): string {
  const joined = shown(relative('.', resolve(dirname(file), path)))
  return joined === '' ? '.' : joined
}

/** What leads from the directory of a configuration file to the working directory. */
export function wayFromConfigFile(file: string): string {
  const way = shown(relative(resolve(dirname(file)), resolve('.')))
  return way === '' ? '.' : way
}

/** Whether a file really is below the repository that another file belongs to; without one: below the other's directory. */
export function isInSameRepository(file: string, other: string): boolean {
  try {
    const directory = dirname(realpathSync.native(other))
    const top = repositoryRoot(directory) ?? directory
    const target = realpathSync.native(file)
    return target.startsWith(top.endsWith(sep) ? top : top + sep)
  } catch {
    // what is not there is said where it is read
    return true
  }
}

function shown(path: string): string {
  return path.split(sep).join('/')
}
