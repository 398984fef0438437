import type { Path } from '../../source/path.ts'
import type { SourceDocument, Target } from '../../source/source-document.ts'
import { UsageError } from '../settings.ts'

/** Something wrong in a configuration file. */
export interface Mistake {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** A mistake at a key or value of the file. */
export function mistakeAt(document: SourceDocument, path: Path, message: string, target: Target = 'auto'): Mistake {
  return mistakeIn(document, document.locate(path, target).start, message)
}

/** A mistake at an offset of the file. */
export function mistakeIn({ file }: SourceDocument, offset: number, message: string): Mistake {
  return { file: file.path, ...file.position(offset), message }
}

/** One error for all mistakes of the configuration. */
export function configurationError(mistakes: readonly Mistake[]): UsageError {
  const sorted = [...mistakes].sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1))
  const places = sorted.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`
  return new UsageError(`The configuration has ${count}.`, places)
}
