/** A part of a text that kubectl reads as one document. */
export interface Chunk {
  readonly start: number
  readonly end: number
  /** The text behind the dashes of the separator line that the chunk begins with, where only a comment may stand. */
  readonly badSeparator?: { readonly start: number; readonly end: number }
}

/**
 * The documents of a text whose lines end with `\n`, from the line at `from` on.
 * Mirrors apimachinery pkg/util/yaml/decoder.go YAMLReader.Read, v1.36: every line that starts with `---` separates, inside a block scalar too;
 * the first of several separators in a row belongs to the document that follows.
 */
export function* splitDocuments(text: string, from: number): Generator<Chunk> {
  let start = from
  let badSeparator: Chunk['badSeparator']
  for (let line = nextSeparator(text, from); line !== -1; line = nextSeparator(text, text.indexOf('\n', line) + 1)) {
    const lineEnd = text.indexOf('\n', line)
    const rest = text.slice(line + 3, lineEnd)
    const bad = !/^(?:[^\S\ufeff]|\u0085)*(?:#|$)/.test(rest)
    if (line > start) yield chunk(start, line, badSeparator)
    else if (!bad && badSeparator === undefined) continue
    start = bad || line === start ? line : lineEnd + 1
    badSeparator = bad ? { start: line, end: lineEnd } : undefined
  }
  if (start < text.length) yield chunk(start, text.length, badSeparator)
}

function chunk(start: number, end: number, badSeparator: Chunk['badSeparator']): Chunk {
  return badSeparator === undefined ? { start, end } : { start, end, badSeparator }
}

/** The next line that starts with `---`, at or behind the line at `from`. */
function nextSeparator(text: string, from: number): number {
  if (from >= text.length) return -1
  if (text.startsWith('---', from)) return from
  const at = text.indexOf('\n---', from)
  return at === -1 ? -1 : at + 1
}
