import type { Declaration } from '../declaration.ts'
import type { DeclarationSet } from './declaration-set.ts'
import { commonDirectory, directoryOf, formatDirectory } from './directories.ts'
import { splitDirectories } from './split-directories.ts'

/**
 * Splits declarations into the sets that live in one cluster each. `auto` makes one set, and splits a directory into its children where
 * two directories below it define the same object.
 */
export function splitSets(declarations: readonly Declaration[], mode: 'auto' | 'one' | 'directory' | 'file'): readonly DeclarationSet[] {
  const keyOf = ofLastFile(keyOfMode(declarations, mode))
  const groups = new Map<string, Declaration[]>()
  for (const declaration of declarations) {
    const key = keyOf(declaration.document.file.path)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [declaration])
    else group.push(declaration)
  }
  return [...groups.values()].map(members => ({
    name: mode === 'file' ? members[0]!.document.file.path : nameOf(members),
    declarations: members,
  }))
}

/** The declarations of a file follow one another. */
function ofLastFile(keyOf: (file: string) => string): (file: string) => string {
  let last: string | undefined
  let key = ''
  return file => {
    if (file !== last) key = keyOf(file)
    last = file
    return key
  }
}

function keyOfMode(declarations: readonly Declaration[], mode: 'auto' | 'one' | 'directory' | 'file'): (file: string) => string {
  switch (mode) {
    case 'one':
      return () => ''
    case 'file':
      return file => file
    case 'directory':
      return file => formatDirectory(directoryOf(file))
    case 'auto': {
      const split = splitDirectories(declarations)
      return split.size === 0 ? () => '' : file => autoKey(directoryOf(file), split)
    }
  }
}

/** The part of the deepest split directory that the file is in: a child of it, or the files directly in it. */
function autoKey(directory: readonly string[], split: ReadonlySet<string>): string {
  for (let length = directory.length; length >= 0; length--) {
    const ancestor = formatDirectory(directory.slice(0, length))
    if (split.has(ancestor)) return length === directory.length ? `${ancestor}/` : formatDirectory(directory.slice(0, length + 1))
  }
  return ''
}

function nameOf(members: readonly Declaration[]): string {
  let common = directoryOf(members[0]!.document.file.path)
  let last = ''
  for (const { document } of members) {
    if (document.file.path === last) continue
    last = document.file.path
    common = commonDirectory(common, directoryOf(last))
  }
  return formatDirectory(common)
}
