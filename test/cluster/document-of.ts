import type { SourceProblem } from '../../src/source/problem.ts'
import type { SourceDocument } from '../../src/source/source-document.ts'
import { SourceFile } from '../../src/source/source-file.ts'

/** A document of this value without any text, for what needs no positions. */
export function documentOf(value: unknown, path = 'x.yaml', problems: readonly SourceProblem[] = []): SourceDocument {
  const file = new SourceFile(path, '')
  const format = path.endsWith('.json') ? 'json' : 'yaml'
  return { file, index: 0, format, value, problems, markers: [], start: 0, end: 0, locate: () => ({ file, start: 0, end: 0 }) }
}
