import type { Declaration } from '../declaration.ts'
import { identityOf } from '../identity.ts'
import { commonDirectory, directoryOf, formatDirectory } from './directories.ts'

/** The directories that cannot be one cluster: two directories below each, or it and one below, define the same object. */
export function splitDirectories(declarations: readonly Declaration[]): ReadonlySet<string> {
  const directories = new Map<string, Map<string, readonly string[]>>()
  for (const { resource, document } of declarations) {
    const identity = resource === undefined ? undefined : identityOf(resource)
    if (identity === undefined) continue
    const directory = directoryOf(document.file.path)
    const known = directories.get(identity)
    if (known === undefined) directories.set(identity, new Map([[formatDirectory(directory), directory]]))
    else known.set(formatDirectory(directory), directory)
  }
  const split = new Set<string>()
  for (const definitions of directories.values()) if (definitions.size > 1) addCommonDirectories([...definitions.values()], split)
  return split
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
