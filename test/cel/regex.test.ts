import { describe, expect, test } from 'vitest'
import { compileRegex } from '../../src/cel/regex/regex.ts'

function matches(pattern: string, text: string): readonly string[] | string {
  const regex = compileRegex(pattern)
  return 'error' in regex ? regex.error : regex.findAll(text)
}

describe('a pattern', () => {
  test.each([
    ['a+', 'caaandaab', ['aaa', 'aa']],
    ['a+?', 'aa', ['a', 'a']],
    ['^a|b$', 'ab', ['a', 'b']],
    ['a|ab', 'ab', ['a']],
    ['(?i)HeLLo', 'say hello', ['hello']],
    ['(?m)^.', 'a\nb', ['a', 'b']],
    ['(?s).+', 'a\nb', ['a\nb']],
    ['[^a-c]+', 'abcxyz', ['xyz']],
    ['[[:digit:]]{2,3}', '1 12 1234', ['12', '123']],
    ['\\bfoo\\b', 'foo food foo', ['foo', 'foo']],
    ['\\p{Greek}+', 'abγδ', ['γδ']],
    ['\\pL', '1a', ['a']],
    ['\\Qa.b\\E', 'a.b axb', ['a.b']],
    ['x{0,2}', 'xxx', ['xx', 'x']],
    ['\\x41\\x{42}', 'AB', ['AB']],
    ['(?P<name>a)(?:b)', 'ab', ['ab']],
    ['.', '👑', ['👑']],
    ['a{,2}', 'a{,2}', ['a{,2}']],
    ['', 'ab', ['', '', '']],
  ])('%s finds what Go finds in %j', (pattern, text, found) => {
    expect(matches(pattern, text)).toEqual(found)
  })

  test.each([
    ['(', 'error parsing regexp: missing closing ): `(`'],
    [')', 'error parsing regexp: unexpected ): `)`'],
    ['[a', 'error parsing regexp: missing closing ]: `[a`'],
    ['*', 'error parsing regexp: missing argument to repetition operator: `*`'],
    ['a**', 'error parsing regexp: invalid nested repetition operator: `**`'],
    ['a{1001}', 'error parsing regexp: invalid repeat count: `{1001}`'],
    ['[z-a]', 'error parsing regexp: invalid character class range: `z-a`'],
    ['\\y', 'error parsing regexp: invalid escape sequence: `\\y`'],
    ['(?<=a)b', 'error parsing regexp: invalid named capture: `(?<=a)b`'],
  ])('%s is refused in the words of Go', (pattern, error) => {
    expect(matches(pattern, '')).toBe(error)
  })

  test('that would take exponential time elsewhere takes linear time', () => {
    expect(matches('(a+)+$', `${'a'.repeat(5000)}b`)).toEqual([])
    expect(matches('(a|a)*c', 'a'.repeat(500))).toEqual([])
  })
})
