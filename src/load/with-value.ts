import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, ownValue } from './manifest-keys.ts'

/** Where in a document something is. */
export type Path = NonNullable<SourceDocument['undecided']>[number]

/** A document that holds another value than its text, as another tool would make it; positions stay those of the text. */
export function withValue(document: SourceDocument, value: unknown): SourceDocument {
  return copyOf(document, { value, written: document.written ?? document.value })
}

/** A document of which another tool decides what is at some paths. */
export function undecided(document: SourceDocument, paths: NonNullable<SourceDocument['undecided']>): SourceDocument {
  return paths.length === 0 ? document : copyOf(document, { undecided: paths })
}

function copyOf(document: SourceDocument, changed: Partial<SourceDocument>): SourceDocument {
  const { file, index, format, value, written, undecided: paths, partial, problems, start, end, markers, origin } = document
  return {
    file,
    index,
    format,
    value,
    ...(written !== undefined && { written }),
    ...(paths !== undefined && { undecided: paths }),
    ...(partial !== undefined && { partial }),
    problems,
    start,
    end,
    markers,
    ...(origin !== undefined && { origin }),
    locate: (path, target) => document.locate(path, target),
    ...changed,
  }
}

/** Where two values differ, as deep as both of them have parts. */
export function changedPaths(before: unknown, after: unknown, path: Path = []): readonly Path[] {
  if (before === after) return []
  if (path.length > deepest) return [path]
  if (Array.isArray(before) && Array.isArray(after)) {
    const indexes = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index)
    return indexes.flatMap(index => changedPaths(before[index], after[index], [...path, index]))
  }
  if (!isMapping(before) || !isMapping(after)) return [path]
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap(key => changedPaths(ownValue(before, key), ownValue(after, key), [...path, key]))
}

const deepest = 100
