import { describe, expect, test } from 'vitest'
import type { Diagnostic, Severity } from '../../src/lint/diagnostic.ts'
import { rank } from '../../src/lint/rank.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const files = new Map(['B.yaml', 'a.yaml', 'a/b.yaml'].map(path => [path, new SourceFile(path, 'kind: Pod\n')]))

function finding(path: string, start: number, rule: string, message = 'Wrong.', severity: Severity = 'warning'): Diagnostic {
  const file = files.get(path)!
  const span = { file, start, end: start + 1 }
  const document = readDocuments(file)[0]!
  const rest = {
    claim: 'risks',
    category: 'probe',
    stage: 'advise',
    path: [],
    document,
    set: '.',
    related: [],
    fixes: [],
    fingerprint: '0',
  } as const
  return { rule, severity, message, span, ...rest }
}

const told = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ span, rule, message }) => `${span.file.path}:${span.start} ${rule} ${message}`)

describe('rank', () => {
  test('sorts by file in code units, then place, rule and message', () => {
    const shuffled = [
      finding('a/b.yaml', 0, 'x/a'),
      finding('a.yaml', 5, 'x/a'),
      finding('a.yaml', 2, 'x/b'),
      finding('a.yaml', 2, 'x/a', 'Zero.'),
      finding('a.yaml', 2, 'x/a', 'One.'),
      finding('B.yaml', 9, 'x/z'),
    ]
    expect(told(rank(shuffled, 10).diagnostics)).toEqual([
      'B.yaml:9 x/z Wrong.',
      'a.yaml:2 x/a One.',
      'a.yaml:2 x/a Zero.',
      'a.yaml:2 x/b Wrong.',
      'a.yaml:5 x/a Wrong.',
      'a/b.yaml:0 x/a Wrong.',
    ])
  })

  test('says the same thing about the same place once', () => {
    const twice = [finding('a.yaml', 2, 'x/a'), finding('a.yaml', 2, 'x/b'), finding('a.yaml', 2, 'x/a'), finding('B.yaml', 2, 'x/a')]
    expect(told(rank(twice, 10).diagnostics)).toEqual(['B.yaml:2 x/a Wrong.', 'a.yaml:2 x/a Wrong.', 'a.yaml:2 x/b Wrong.'])
  })

  test('keeps the severest within the limit, still in order of place', () => {
    const many = [
      finding('a.yaml', 1, 'x/a', 'Info.', 'info'),
      finding('a.yaml', 2, 'x/a', 'Warning.', 'warning'),
      finding('a.yaml', 3, 'x/a', 'Error.', 'error'),
    ]
    const { diagnostics, truncated } = rank(many, 2)
    expect(told(diagnostics)).toEqual(['a.yaml:2 x/a Warning.', 'a.yaml:3 x/a Error.'])
    expect(truncated).toBe(true)
    expect(rank(many, 3).truncated).toBe(false)
  })
})
