import type { SourceDocument } from '../source/source-document.ts'

/** A document that holds another value than its text, as another tool would make it; positions stay those of the text. */
export function withValue(document: SourceDocument, value: unknown): SourceDocument {
  const { file, index, format, partial, problems, start, end, markers, origin } = document
  return {
    file,
    index,
    format,
    value,
    ...(partial !== undefined && { partial }),
    problems,
    start,
    end,
    markers,
    ...(origin !== undefined && { origin }),
    locate: (path, target) => document.locate(path, target),
  }
}
