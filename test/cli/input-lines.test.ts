import { describe, expect, test } from 'vitest'
import { standardInputLines } from '../../src/cli/input-lines.ts'

function lines(chunks: readonly (string | Buffer)[], longest?: number): (string | undefined)[] {
  const pending = chunks.map(chunk => Buffer.from(chunk))
  return [...standardInputLines(() => pending.shift() ?? Buffer.alloc(0), longest)]
}

describe('lines of standard input', () => {
  test.each([
    ['none', [], []],
    ['one without an end', ['a'], ['a']],
    ['one', ['a\n'], ['a']],
    ['several in one piece', ['a\n\nb\n'], ['a', '', 'b']],
    ['one in several pieces', ['a', 'b', 'c\nd'], ['abc', 'd']],
    ['an end alone in its piece', ['a', '\n', 'b'], ['a', 'b']],
  ])('%s', (_, chunks, expected) => {
    expect(lines(chunks)).toEqual(expected)
  })

  test('a character may be split between two pieces', () => {
    const bytes = Buffer.from('ä\n')
    expect(lines([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual(['ä'])
  })

  test('a line that is too long is told, and those after it come', () => {
    expect(lines(['aaa', 'aaa', 'a\nbbb\n', 'cccccc'], 5)).toEqual([undefined, 'bbb', undefined])
  })

  test('a line is given as soon as it has ended', () => {
    let reads = 0
    const iterator = standardInputLines(() => Buffer.from(`${++reads}\n`))
    expect(iterator.next().value).toBe('1')
    expect(reads).toBe(1)
  })
})
