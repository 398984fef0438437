import { describe, expect, test } from 'vitest'
import {
  abbreviate,
  escapeForTerminal,
  escapeMarkdown,
  escapeWorkflowData,
  escapeWorkflowProperty,
  joinLines,
} from '../../src/report/escape.ts'
import { boundedText, messageLine, pathText } from '../../src/report/message-text.ts'

describe('for a terminal', () => {
  test.each([
    ['an escape sequence', 'a\x1b[31mb', 'a\\x1b[31mb'],
    ['a window title', '\x1b]0;x\x07', '\\x1b]0;x\\x07'],
    ['a C1 control', 'a\x9b31m', 'a\\x9b31m'],
    ['line breaks and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['backspaces', 'a\bb\x7f', 'a\\x08b\\x7f'],
    ['line separators', 'a\u2028b\u0085c', 'a\\u2028b\\x85c'],
    ['bidirectional controls', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['invisible characters', 'a\u200bb\ufeffc\u{e0041}', 'a\\u200bb\\ufeffc\\u{e0041}'],
    ['half a character', 'a\ud800b', 'a\\ud800b'],
    ['commands of a log anywhere in a line', 'x ##[error]y', 'x ##\\[error]y'],
  ])('%s is shown escaped', (_, text, shown) => {
    expect(escapeForTerminal(text)).toBe(shown)
  })

  test.each(['web', 'größe 名前 🚀', 'e\u0301', 'a: {b}\\n', '%s %d'])('%s is shown as it is', text => {
    expect(escapeForTerminal(text)).toBe(text)
  })

  test.each([
    ['::error::x', '\\x3a:error::x\n'],
    [' \t::error::x', ' \t\\x3a:error::x\n'],
    ['a ::error::x', 'a ::error::x\n'],
  ])('the line %s is no command of a log', (line, text) => {
    expect(joinLines([line])).toBe(text)
  })

  test('a path that looks like a command is none', () => {
    expect(pathText('::error::/a.yaml')).toBe('\\x3a:error::/a.yaml')
  })
})

describe('for a workflow command', () => {
  test('data keeps line breaks and escapes what ends or changes it', () => {
    expect(escapeWorkflowData('100%0A\r\n::x')).toBe('100%250A%0D%0A::x')
  })

  test('a property escapes what separates properties too', () => {
    expect(escapeWorkflowProperty('a,b:c%')).toBe('a%2Cb%3Ac%25')
  })
})

describe('for Markdown', () => {
  test.each([
    ['a link', '[x](javascript:a)', '&#91;x&#93;(javascript&#58;a)'],
    ['markup', '**a** _b_ `c` ~d~', '&#42;&#42;a&#42;&#42; &#95;b&#95; &#96;c&#96; &#126;d&#126;'],
    ['HTML', '<img src=x> &lt;', '&#60;img src=x&#62; &#38;lt;'],
    ['a cell', 'a|b', 'a&#124;b'],
    ['mentions, references and formulas', '@me #1 $x$', '&#64;me &#35;1 &#36;x&#36;'],
    ['addresses', 'https://a.b www.a.b', 'https&#58;//a.b www&#46;a.b'],
    ['a short code', ':tada:', '&#58;tada:'],
    ['a line break', 'a\nb', 'a&#92;nb'],
  ])('%s is text', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })
})

describe('long texts', () => {
  test('are cut in the middle', () => {
    expect(abbreviate('abcdefghij', 6)).toBe('abc…ij')
    expect(abbreviate('abcdefghij', 10)).toBe('abcdefghij')
  })

  test('are not cut through a character', () => {
    expect(abbreviate('🚀'.repeat(5), 6)).toBe('🚀…🚀')
  })

  test('a word of half a million characters is cut, the words around it stay', () => {
    const message = boundedText(`Service ${'a'.repeat(500_000)} selects no pods.`)
    expect(message).toMatch(/^Service a+…a+ selects no pods\.$/)
    expect(message.length).toBeLessThan(150)
  })

  test('the line of a finding has at most 200 characters of message', () => {
    expect(messageLine('word '.repeat(10_000))).toHaveLength(200)
  })
})
