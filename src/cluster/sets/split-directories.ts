import type { Declaration } from '../declaration.ts'
import { ByIdentity } from '../identity.ts'
import { commonDirectory, directoryOf, formatDirectory } from './directories.ts'

/** The directories that cannot be one cluster: two directories below each, or it and one below, define the same object. */
export function splitDirectories(declarations: readonly Declaration[]): ReadonlySet<string> {
  const files = new ByIdentity<string | Set<string>>()
  for (const { resource, document } of declarations) {
    if (resource === undefined) continue
    const { path } = document.file
    const known = files.get(resource)
    if (known === undefined) files.set(resource, path)
    else if (typeof known !== 'string') known.add(path)
    else if (known !== path) files.set(resource, new Set([known, path]))
  }
  const split = new Set<string>()
  for (const definitions of files.values()) if (typeof definitions !== 'string') addCommonDirectories(directoriesOf(definitions), split)
  return split
}

function directoriesOf(files: Iterable<string>): readonly (readonly string[])[] {
  const directories = [...files].map(directoryOf)
  return [...new Map(directories.map(directory => [formatDirectory(directory), directory])).values()]
}

/** In sorted order, the common directory of any two is that of two neighbours. */
function addCommonDirectories(directories: readonly (readonly string[])[], split: Set<string>): void {
  const sorted = directories.toSorted(compareSteps)
  for (let i = 1; i < sorted.length; i++) split.add(formatDirectory(commonDirectory(sorted[i - 1]!, sorted[i]!)))
}

function compareSteps(one: readonly string[], other: readonly string[]): number {
  for (let i = 0; i < one.length && i < other.length; i++) {
    if (one[i]! < other[i]!) return -1
    if (one[i]! > other[i]!) return 1
  }
  return one.length - other.length
}
