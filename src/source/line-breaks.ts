/** A text in which every line ends with one `\n`, and the way back to the offsets of the text it was made of. */
export interface NormalText {
  readonly text: string
  /** Offsets in `text` before which characters were left out, and how many altogether. */
  readonly cuts: readonly number[]
  readonly missing: readonly number[]
}

/**
 * Leaves out the `\r` before a `\n`, and ends the last line with one.
 * Mirrors apimachinery pkg/util/yaml/decoder.go LineReader, v1.36: one `\r` before `\n` is no part of a line; others break lines later.
 */
export function withoutCarriageReturns(source: string): NormalText {
  const text = source.endsWith('\n') ? source : `${source}\n`
  if (!text.includes('\r\n')) return { text, cuts: [], missing: [] }
  const cuts: number[] = []
  const missing: number[] = []
  const parts: string[] = []
  let copied = 0
  let length = 0
  let left = 0
  for (let at = text.indexOf('\r\n'); at !== -1; at = text.indexOf('\r\n', at + 2)) {
    // A reader of lines takes one `\r` away; of `\r\r\n` it leaves `\r\n`, which is one break again.
    const count = at > copied && text.charCodeAt(at - 1) === 13 ? 2 : 1
    const end = at + 1 - count
    parts.push(text.slice(copied, end))
    length += end - copied
    left += count
    cuts.push(length)
    missing.push(left)
    copied = at + 1
  }
  parts.push(text.slice(copied))
  return { text: parts.join(''), cuts, missing }
}

/** The offset in the original text. */
export function originalOffset(normal: NormalText, offset: number): number {
  let low = 0
  let high = normal.cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (normal.cuts[middle]! < offset) low = middle + 1
    else high = middle
  }
  return low === 0 ? offset : offset + normal.missing[low - 1]!
}

/** Makes `\n` of every other character that breaks a line for YAML 1.1; offsets stay. */
export function withPlainBreaks(text: string): string {
  return text.replace(/[\r\u0085\u2028\u2029]/g, '\n')
}
