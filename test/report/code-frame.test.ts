import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/lint/diagnostic.ts'
import { codeFrame } from '../../src/report/code-frame.ts'
import { painter } from '../../src/report/colors.ts'
import { displayWidth } from '../../src/report/display-width.ts'
import { documentOf, findingAt } from './outcomes.ts'

function frame(finding: Diagnostic, width = 80): readonly string[] {
  return codeFrame(finding, width, painter(false)).lines.slice(1)
}

function frameAt(text: string, marked: string, label?: string, width?: number): readonly string[] {
  return frame(findingAt(documentOf('a.yaml', text), marked, label === undefined ? {} : { label }), width)
}

describe('the lines above', () => {
  test.each([
    [
      'are the keys that the field stands under, at most two',
      'a:\n  b:\n    c:\n      d: x\n',
      'x',
      ['  2 |   b:', '  3 |     c:', '  4 |       d: x'],
    ],
    ['end where a neighbour stands between', 'a:\n  b:\n    c: 1\n    d: x\n', 'x', ['  4 |     d: x']],
    ['hold the key of a sequence that is not indented', 'a:\n  b:\n  - x\n', 'x', ['  1 | a:', '  2 |   b:', '  3 |   - x']],
    ['hold the first key of an item', 'b:\n  - name: n\n    image: x\n', 'image', ['  1 | b:', '  2 |   - name: n', '  3 |     image: x']],
    ['are never of the document before', 'a:\n---\n  b: x\n', 'x', ['  3 |   b: x']],
    ['are no comments', '# why\n  b: x\n', 'x', ['  2 |   b: x']],
  ])('%s', (_, text, marked, lines) => {
    expect(frameAt(text, marked).slice(0, -1)).toEqual(lines)
  })

  test('of a later document begin with it', () => {
    const text = 'a:\n  b: x\n'
    expect(frame(findingAt(documentOf('a.yaml', text, { start: 3 }), 'x'))[0]).toBe('  2 |   b: x')
  })
})

describe('the caret', () => {
  test.each([
    ['stands under the value', 'a: "4"\n', '"4"', ['  1 | a: "4"', '    |    ^^^']],
    ['counts a tab as one space', 'a:\t\tx\n', 'x', ['  1 | a:  x', '    |     ^']],
    ['counts wide characters as two cells', '名前: 値が変\n', '値が変', ['  1 | 名前: 値が変', '    |       ^^^^^^']],
    ['counts pictures as two cells and marks as none', 'e\u0301🚀: x\n', 'x', ['  1 | e\u0301🚀: x', '    |      ^']],
    ['is not moved by a carriage return at the end', 'a: x\r\nb: y\r\n', 'y', ['  2 | b: y', '    |    ^']],
    ['counts escaped characters as they are shown', 'a\x1b: x\n', 'x', ['  1 | a\\x1b: x', '    |        ^']],
    ['stops at the end of the first line', 'a: |\n  b\n', '|\n  b', ['  1 | a: |', '    |    ^']],
    ['is wide enough for a line number of four digits', `${'\n'.repeat(999)}a: x\n`, 'x', [' 1000 | a: x', '      |    ^']],
  ])('%s', (_, text, marked, lines) => {
    expect(frameAt(text, marked)).toEqual(lines)
  })

  test('is one cell wide where nothing is marked', () => {
    const document = documentOf('a.yaml', 'a:\n')
    const end = { file: document.file, start: 2, end: 2 }
    expect(frame(findingAt(document, 'a', { span: end }))).toEqual(['  1 | a:', '    |   ^'])
  })

  test('stands at the end of the text where the finding does', () => {
    const document = documentOf('a.yaml', '')
    expect(frame(findingAt(document, '', {}))).toEqual(['  1 |', '    | ^'])
  })
})

describe('the label', () => {
  test('stands beside the caret', () => {
    expect(frameAt('a: x\n', 'x', 'not a number')).toEqual(['  1 | a: x', '    |    ^ not a number'])
  })

  test('stands below it where it would not fit, broken between words', () => {
    expect(frameAt('a: x\n', 'x', 'this label is longer than the terminal is wide', 36)).toEqual([
      '  1 | a: x',
      '    |    ^',
      '    | this label is longer than the',
      '    | terminal is wide',
    ])
  })

  test('that fits on a line of its own ends where the line does', () => {
    expect(frameAt(`${'k'.repeat(20)}: x\n`, 'x', 'sixteen cells ok', 36)).toEqual([
      `  1 | ${'k'.repeat(20)}: x`,
      `    | ${' '.repeat(22)}^`,
      `    | ${' '.repeat(14)}sixteen cells ok`,
    ])
  })
})

describe('a line wider than the terminal', () => {
  const before = 'a'.repeat(100)
  const after = 'b'.repeat(100)

  test.each([
    ['keeps its beginning where the caret is there', `x: ${after}`, 'x', `x: ${'b'.repeat(26)}…`],
    ['is cut on both sides of the caret', `${before}: x: ${after}`, 'x', `…${'a'.repeat(7)}: x: ${'b'.repeat(16)}…`],
    ['is cut on the left where the caret is at the end', `${before}: x`, 'x', `…${'a'.repeat(26)}: x`],
    ['is cut through what is marked', `${before}${after}`, after, `…${'a'.repeat(9)}${'b'.repeat(19)}…`],
  ])('%s', (_, text, marked, line) => {
    const lines = frameAt(`${text}\n`, marked, undefined, 36)
    expect(lines[0]).toBe(`  1 | ${line}`)
    expect(lines[1]!.indexOf('^')).toBe(6 + line.indexOf(marked[0]!))
  })

  test.each([20, 36, 80, 200, 500])('never takes more than %i cells, nor more than 160 columns', width => {
    const text = `${'漢字'.repeat(300)}: x: ${'🚀'.repeat(300)}\n`
    for (const line of frameAt(text, 'x', 'a label', width)) {
      expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(26, Math.min(width, 166)))
    }
  })

  test('of a million characters is cut all the same', () => {
    const text = `${'a'.repeat(500_000)}: x: ${'b'.repeat(500_000)}`
    expect(frameAt(text, ': x', undefined, 36)[0]).toBe('  1 | …aaaaaaaaa: x: bbbbbbbbbbbbbb…')
  })
})
