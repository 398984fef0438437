import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, sep } from 'node:path'
import { fileError, foundFileError } from './file-error.ts'
import { enter, type IgnoreScope, ignoreFileNames, isIgnored, repositoryRoot, scopeAbove, scopeIn } from './ignore.ts'
import type { Unchecked } from './input.ts'
import { manifestFiles, type Selection } from './selection.ts'

/** A file to be read. */
export interface FoundFile {
  /** As shown to people; relative to the working directory, so that it can be opened by it. */
  readonly path: string
  /** Where it really is. */
  readonly realPath: string
  /** The path is a link, which is opened where it leads to. */
  readonly isLink?: true
}

/** What a walk gives, in the order of the names. */
export interface WalkResult {
  readonly files: readonly FoundFile[]
  readonly unchecked: readonly Unchecked[]
}

interface Link {
  readonly link: FoundFile
  readonly selection: Selection
}

/** Never entered, whatever the ignore files say. */
const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * All wanted files below a directory. A symbolic link is followed once everything else is found, if it does not lead out of the
 * repository (without one: out of the working directory, or of the directory itself) and its target is not there already.
 */
export function walk(path: string, selection: Selection, workingDirectory: string): WalkResult {
  return new Walk(workingDirectory).run(path, selection)
}

class Walk {
  readonly #workingDirectory: string
  readonly #seen = new Set<string>()
  readonly #unchecked: Unchecked[] = []
  #found: (FoundFile | Link)[] = []
  #root = ''
  #boundary = ''

  constructor(workingDirectory: string) {
    this.#workingDirectory = workingDirectory
  }

  run(path: string, selection: Selection): WalkResult {
    try {
      const realPath = realpathSync.native(path)
      this.#root = realPath
      const repository = repositoryRoot(realPath)
      this.#boundary = repository ?? (isInside(realPath, this.#workingDirectory) ? this.#workingDirectory : realPath)
      this.#directory({ path, realPath }, selection, scopeAbove(realPath, repository ?? realPath))
    } catch (error) {
      this.#unchecked.push(fileError(path, error))
    }
    return { files: this.#followLinks(), unchecked: this.#unchecked }
  }

  #directory(directory: FoundFile, selection: Selection, above: IgnoreScope | undefined): void {
    const { path, realPath } = directory
    this.#seen.add(realPath)
    const entries = this.#entriesOf(path)
    const ignoreFiles = ignoreFileNames.filter(name => entries.some(entry => entry.name === name))
    const scope = ignoreFiles.length === 0 ? above : scopeIn(path, ignoreFiles, above)
    const prefix = path === '.' ? '' : path.endsWith('/') ? path : `${path}/`
    const realPrefix = realPath.endsWith(sep) ? realPath : realPath + sep
    for (const entry of entries) {
      const { name } = entry
      const child = { path: prefix + name, realPath: realPrefix + name }
      if (entry.isDirectory()) {
        if (neverEntered.has(name) || this.#seen.has(child.realPath) || isIgnored(scope, name, true)) continue
        const below = selection.directory(child.path)
        if (below !== undefined) this.#directory(child, below, scope === undefined ? undefined : enter(scope, name))
      } else if (entry.isSymbolicLink()) {
        if (!neverEntered.has(name) && !isIgnored(scope, name, false)) this.#found.push({ link: child, selection })
      } else if (selection.file(child.path, name) && !isIgnored(scope, name, false)) this.#file(child, entry)
    }
  }

  #entriesOf(path: string): readonly Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true }).sort(byName)
    } catch (error) {
      this.#unchecked.push(foundFileError(path, error))
      return []
    }
  }

  #file(file: FoundFile, entry: Dirent): void {
    if (this.#seen.has(file.realPath)) return
    if (entry.isFile()) {
      this.#seen.add(file.realPath)
      this.#found.push(file)
    } else this.#unchecked.push({ file: file.path, reason: 'unreadable', message: 'not a regular file' })
  }

  #followLinks(): readonly FoundFile[] {
    const files: FoundFile[] = []
    const pending = [...this.#found].reverse()
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (!('link' in next)) files.push(next)
      else {
        this.#found = []
        this.#follow(next)
        pending.push(...this.#found.reverse())
      }
    }
    return files
  }

  /** A directory's own files, or the one file, where the link leads to something wanted that has not been found yet. */
  #follow({ link, selection }: Link): void {
    const below = selection.directory(link.path)
    const wanted = selection.file(link.path, basename(link.path))
    if (below === undefined && !wanted) return
    try {
      const realPath = realpathSync.native(link.path)
      const target = statSync(realPath)
      if (this.#seen.has(realPath) || isInside(this.#root, realPath) || !(target.isDirectory() ? below !== undefined : wanted)) return
      if (!isInside(realPath, this.#boundary)) this.#refuse(link.path, `a symbolic link that leads out of ${this.#boundaryName()}`)
      else if (target.isFile()) {
        this.#seen.add(realPath)
        this.#found.push({ path: link.path, realPath, isLink: true })
      } else if (!target.isDirectory()) this.#refuse(link.path, 'not a regular file')
      else if (!this.#isBelowSeen(realPath))
        this.#directory({ path: link.path, realPath }, below ?? manifestFiles, scopeAbove(realPath, this.#boundary))
    } catch (error) {
      if (wanted) this.#unchecked.push(fileError(link.path, error))
    }
  }

  /** Whether a walk has been where the link leads, and left it out. */
  #isBelowSeen(realPath: string): boolean {
    return (
      this.#seen.has(dirname(realPath)) ||
      realPath
        .slice(this.#boundary.length)
        .split(sep)
        .some(name => neverEntered.has(name))
    )
  }

  #boundaryName(): string {
    return this.#boundary === this.#workingDirectory ? 'the working directory' : 'its directory tree'
  }

  #refuse(file: string, message: string): void {
    this.#unchecked.push({ file, reason: 'unreadable', message })
  }
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep)
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1
}
