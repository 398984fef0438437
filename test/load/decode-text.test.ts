import { describe, expect, test } from 'vitest'
import { decodeText } from '../../src/load/decode-text.ts'

function decode(...parts: readonly (string | readonly number[])[]): string {
  const bytes = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
  return decodeText(Buffer.concat([bytes, Buffer.from('not this')]), bytes.length)
}

describe('the text of a file', () => {
  test.each([
    ['plain', [], ''],
    ['ASCII', ['a: b\n'], 'a: b\n'],
    ['UTF-8', ['ä: 日本 😀 \ufffd'], 'ä: 日本 😀 \ufffd'],
    ['a byte order mark is left out', [[0xef, 0xbb, 0xbf], 'a: b'], 'a: b'],
    ['only the first one', [[0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf], 'a'], '\ufeffa'],
    ['UTF-16, little end first', [[0xff, 0xfe, 0x61, 0, 0xe4, 0]], 'aä'],
    ['UTF-16, big end first', [[0xfe, 0xff, 0, 0x61, 0, 0xe4]], 'aä'],
    ['UTF-16 with half a character at its end', [[0xfe, 0xff, 0, 0x61, 0]], 'a'],
  ] as const)('%s', (_, parts, text) => {
    expect(decode(...parts)).toBe(text)
  })

  test.each([
    ['Latin-1', ['caf', [0xe9], '"'], 'caf\udce9"'],
    ['a sequence that is cut short', ['"', [0xe2, 0x82], '"'], '"\udce2\udc82"'],
    ['one that the end cuts short', ['"', [0xf0, 0x9f, 0x98]], '"\udcf0\udc9f\udc98'],
    ['an overlong form', [[0xc0, 0xaf]], '\udcc0\udcaf'],
    ['an overlong form of three bytes', [[0xe0, 0x80, 0xaf]], '\udce0\udc80\udcaf'],
    ['a surrogate', [[0xed, 0xa0, 0x80]], '\udced\udca0\udc80'],
    ['beyond the last character', [[0xf4, 0x90, 0x80, 0x80]], '\udcf4\udc90\udc80\udc80'],
    ['a stray continuation', ['a', [0x80], 'b'], 'a\udc80b'],
    ['amid valid characters', ['ä', [0xff], '日'], 'ä\udcff日'],
    ['beside a real replacement character', ['\ufffd', [0xff]], '\ufffd\udcff'],
  ] as const)('keeps each byte that is no UTF-8 at its place: %s', (_, parts, text) => {
    expect(decode(...parts)).toBe(text)
  })
})
