import { readChunk } from '../load/standard-input.ts'

const lineFeed = 0x0a
/** Beyond this a line is more than the runtime can hold as one text. */
const longestLine = 256 * 1024 * 1024

/** The lines of standard input, each as soon as it is there; undefined in place of one that is too long. Holds one line at a time. */
export function* standardInputLines(read: () => Buffer = readChunk, longest = longestLine): Generator<string | undefined> {
  let parts: Buffer[] = []
  let length = 0
  const take = (part: Buffer): void => {
    length += part.length
    if (length <= longest) parts.push(part)
    else parts = []
  }
  const finish = (): string | undefined => {
    const line = length > longest ? undefined : Buffer.concat(parts).toString('utf8')
    parts = []
    length = 0
    return line
  }
  for (let chunk = read(); chunk.length > 0; chunk = read()) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end))
      yield finish()
      start = end + 1
    }
    if (start < chunk.length) take(chunk.subarray(start))
  }
  if (length > 0) yield finish()
}
