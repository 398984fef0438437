const replacement = '\ufffd'

/**
 * The text of a file, whose bytes are the first `length` of the buffer: UTF-8, or UTF-16 where a byte order mark says so; the mark itself is left out. A byte that is no UTF-8 becomes
 * U+DC00 plus its value, half of a surrogate pair, which no text holds otherwise: the reader reports it at its place.
 */
export function decodeText(buffer: Buffer, length: number): string {
  const first = buffer[0]
  const second = buffer[1]
  if (length >= 2 && first === 0xff && second === 0xfe) return buffer.toString('utf16le', 2, length)
  if (length >= 2 && first === 0xfe && second === 0xff) return swapped(buffer.subarray(2, length)).toString('utf16le')
  const start = length >= 3 && first === 0xef && second === 0xbb && buffer[2] === 0xbf ? 3 : 0
  const text = buffer.toString('utf8', start, length)
  return text.includes(replacement) ? decodeCarefully(buffer.subarray(start, length)) : text
}

function swapped(bytes: Buffer): Buffer {
  const even = bytes.length - (bytes.length % 2)
  return Buffer.from(bytes.subarray(0, even)).swap16()
}

/** As the fast way, but with every byte that is at fault kept. */
function decodeCarefully(bytes: Buffer): string {
  const parts: string[] = []
  let valid = 0
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i)
    if (length > 0) {
      i += length
      continue
    }
    parts.push(bytes.toString('utf8', valid, i), String.fromCharCode(0xdc00 + bytes[i]!))
    valid = ++i
  }
  return parts.length === 0 ? bytes.toString('utf8') : parts.join('') + bytes.toString('utf8', valid)
}

/** How many bytes the character at `at` takes; 0 where there is none: stray, overlong or cut short, a surrogate, beyond U+10FFFF. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0 || at + length > bytes.length) return 0
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1]!
  if (lead === 0xe0 && second < 0xa0) return 0
  if (lead === 0xed && second > 0x9f) return 0
  if (lead === 0xf0 && second < 0x90) return 0
  return lead === 0xf4 && second > 0x8f ? 0 : length
}
