import { describe, expect, test } from 'vitest'
import { lineDiff } from '../../../src/apiserver/updates/line-diff.ts'

const numbered = (count: number, name = 'line'): string[] => Array.from({ length: count }, (_, index) => `${name} ${index}`)
const replaced = (lines: readonly string[], at: number, ...by: readonly string[]): string[] => lines.toSpliced(at, 1, ...by)

describe('the difference of lines', () => {
  test.each<[string, readonly string[], readonly string[], string]>([
    ['that are the same', ['a', 'b'], ['a', 'b'], ''],
    ['one of which changes', ['a', 'b', 'c'], ['a', 'x', 'c'], '@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n'],
    ['all of which go', ['a'], [], '@@ -1 +0,0 @@\n-a\n'],
    ['that come', [], ['a', 'b'], '@@ -0,0 +1,2 @@\n+a\n+b\n'],
    [
      'shows three on both sides',
      numbered(20),
      replaced(numbered(20), 10, 'x', 'y'),
      '@@ -8,7 +8,8 @@\n line 7\n line 8\n line 9\n-line 10\n+x\n+y\n line 11\n line 12\n line 13\n',
    ],
    [
      'joins changes that are near each other',
      numbered(12),
      replaced(replaced(numbered(12), 2, 'x'), 9, 'y'),
      '@@ -1,12 +1,12 @@\n line 0\n line 1\n-line 2\n+x\n line 3\n line 4\n line 5\n line 6\n line 7\n line 8\n-line 9\n+y\n line 10\n line 11\n',
    ],
    [
      'parts changes that are far from each other',
      numbered(20),
      replaced(replaced(numbered(20), 0, 'x'), 19, 'y'),
      '@@ -1,4 +1,4 @@\n-line 0\n+x\n line 1\n line 2\n line 3\n@@ -17,4 +17,4 @@\n line 16\n line 17\n line 18\n-line 19\n+y\n',
    ],
    ['keeps the longest run', ['a', 'b'], ['a', 'c', 'a', 'b'], '@@ -1,2 +1,4 @@\n+a\n+c\n a\n b\n'],
  ])('%s', (_, a, b, expected) => {
    expect(lineDiff(a, b)).toBe(expected)
  })

  test('takes lines that stand everywhere for no landmarks in long texts', () => {
    const long = numbered(300).flatMap(line => [line, '},'])
    expect(lineDiff(long, replaced(long, 301, ']'))).toBe(
      '@@ -299,7 +299,7 @@\n line 149\n },\n line 150\n-},\n+]\n line 151\n },\n line 152\n'
    )
  })
})
