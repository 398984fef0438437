import { describe, expect, test } from 'vitest'
import { nameMatcher } from '../../src/load/wildcard.ts'

describe('wildcards within a name', () => {
  test.each([
    ['a', ['a'], ['b', 'aa', '']],
    ['*', ['', 'a', '.a'], []],
    ['*.yaml', ['a.yaml', '.yaml'], ['a.yml', 'a.yaml.bak']],
    ['a*b*c', ['abc', 'axxbyyc', 'abbcbc'], ['ab', 'acb']],
    ['a**b', ['ab', 'axb'], ['a']],
    ['?', ['a'], ['', 'ab']],
    ['a?c', ['abc'], ['ac']],
    ['[abc]', ['a', 'b', 'c'], ['d', '', 'ab']],
    ['[a-c]x', ['ax', 'bx'], ['dx']],
    ['[!a-c]', ['d'], ['a']],
    ['[^a]', ['b'], ['a']],
    ['[]a]', [']', 'a'], ['b']],
    ['[a-]', ['a', '-'], ['b']],
    ['[a\\]b]', [']', 'b'], ['\\']],
    ['[ab', ['[ab'], ['a']],
    ['\\*', ['*'], ['a', '\\*']],
    ['a\\?', ['a?'], ['ab']],
    ['a\\', ['a\\'], ['a']],
  ])('%s', (pattern, matching, others) => {
    const matches = nameMatcher(pattern)
    expect(matching.filter(name => !matches(name))).toEqual([])
    expect(others.filter(matches)).toEqual([])
  })

  test('many stars take no more than the product of both lengths', () => {
    expect(nameMatcher(`${'a*'.repeat(120)}b`)('a'.repeat(255))).toBe(false)
  })
})
