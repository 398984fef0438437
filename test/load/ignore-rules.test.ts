import { describe, expect, test } from 'vitest'
import { IgnoreRules } from '../../src/load/ignore-rules.ts'

/** The verdict on a path, which ends in `/` for a directory. */
function verdict(patterns: string, path: string): string {
  const rules = new IgnoreRules()
  rules.add(patterns)
  const names = path.replace(/\/$/, '').split('/')
  return rules.verdict(names.slice(0, -1), names.at(-1)!, path.endsWith('/')) ?? 'nothing'
}

describe('patterns of an ignore file, as git reads them', () => {
  test.each([
    ['secret.yaml', ['secret.yaml', 'a/b/secret.yaml', 'secret.yaml/'], ['my-secret.yaml']],
    ['/secret.yaml', ['secret.yaml'], ['a/secret.yaml']],
    ['build/', ['build/', 'a/build/'], ['build', 'a/build']],
    ['*.generated.yaml', ['x.generated.yaml', 'a/y.generated.yaml'], ['generated.yaml']],
    ['*.yaml', ['x.yaml', 'a/x.y.yaml'], ['x.yml', 'yaml']],
    ['a/*.yaml', ['a/x.yaml'], ['x.yaml', 'b/a/x.yaml', 'a/b/x.yaml']],
    ['a/b', ['a/b'], ['b', 'x/a/b']],
    ['**/a/b', ['a/b', 'x/a/b', 'x/y/a/b'], ['a/x/b']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['x/a/b', 'b']],
    ['a/**', ['a/x', 'a/x/y'], ['a', 'a/']],
    ['**', ['a', 'a/b'], []],
    ['/**/x', ['x', 'a/b/x'], ['a/b/y']],
    ['/*', ['a', 'b/'], ['a/b']],
    ['a[0-9].yaml', ['a1.yaml', 'x/a2.yaml'], ['a.yaml']],
    ['\\#a', ['#a'], ['a']],
    ['\\!a', ['!a'], ['a']],
    ['# a', [], ['a', '# a']],
    ['a  ', ['a'], ['a  ']],
    ['a\\ ', ['a '], ['a']],
    ['a\r', ['a'], []],
    ['__proto__\nconstructor', ['__proto__', 'constructor'], ['toString']],
  ])('%j', (patterns, excluded, others) => {
    expect(excluded.filter(path => verdict(patterns, path) !== 'excluded')).toEqual([])
    expect(others.filter(path => verdict(patterns, path) !== 'nothing')).toEqual([])
  })

  test('the last match decides', () => {
    expect(verdict('*.yaml\n!keep.yaml', 'keep.yaml')).toBe('included')
    expect(verdict('!keep.yaml\n*.yaml', 'keep.yaml')).toBe('excluded')
    expect(verdict('/*\n!/a/', 'a/')).toBe('included')
    expect(verdict('/*\n!/a/', 'a')).toBe('excluded')
  })

  test('a file of comments and blank lines is empty', () => {
    const rules = new IgnoreRules()
    rules.add('\n# nothing\n   \n')
    expect(rules.isEmpty).toBe(true)
  })
})
