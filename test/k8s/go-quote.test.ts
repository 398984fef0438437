import { expect, test } from 'vitest'
import { goQuote } from '../../src/k8s/go-quote.ts'

test.each([
  ['', '""'],
  ['plain text', '"plain text"'],
  ['a "b" \\c', '"a \\"b\\" \\\\c"'],
  ['line\nbreak\ttab\r\v\f\b\u0007', '"line\\nbreak\\ttab\\r\\v\\f\\b\\a"'],
  ['\u0000\u001b\u007f', '"\\x00\\x1b\\x7f"'],
  ['ünï 漢 😀', '"ünï 漢 😀"'],
  ['\u00a0\u200b\ufeff', '"\\u00a0\\u200b\\ufeff"'],
  ['\u{e0001}', '"\\U000e0001"'],
  ['\ud800', '"\ufffd"'],
])('%j is quoted as %s', (text, quoted) => {
  expect(goQuote(text)).toBe(quoted)
})
