import { describe, expect, test } from 'vitest'
import { defaultReadLimits, type ReadLimits } from '../../src/source/limits.ts'
import type { Path } from '../../src/source/path.ts'
import { readDocuments } from '../../src/source/read.ts'
import type { SourceDocument, Target } from '../../src/source/source-document.ts'
import { SourceFile } from '../../src/source/source-file.ts'

function read(text: string, limits: Partial<ReadLimits> = {}): readonly SourceDocument[] {
  return readDocuments(new SourceFile('manifest.yaml', text), { ...defaultReadLimits, ...limits })
}

function located(text: string, path: Path, target?: Target): string {
  const [document] = read(text)
  const { file, start, end } = document!.locate(path, target)
  const { line, column } = file.position(start)
  return `${line}:${column} ${text.slice(start, end)}`
}

describe('a path leads to its place', () => {
  const pod =
    'spec:\n  containers:\n    - name: "a"\n      ports: []\n      env: # none\n    -\n      image: b\n  "odd key": 1\n  yes: 2\n  0777: 3\n  last:\n'
  test.each<[Path, Target, string]>([
    [['spec', 'containers', 0, 'name'], 'auto', '3:13 "a"'],
    [['spec', 'containers', 0, 'name'], 'key', '3:7 name'],
    [['spec', 'containers', 0, 'ports'], 'auto', '4:7 ports'],
    [['spec', 'containers', 0, 'ports'], 'value', '4:14 []'],
    [['spec', 'containers', 0, 'env'], 'auto', '5:7 env'],
    [['spec', 'containers'], 'auto', '2:3 containers'],
    [['spec', 'containers'], 'value', '3:5 - name: "a"'],
    [['spec', 'containers', 0], 'auto', '3:7 name: "a"'],
    [['spec', 'containers', 1, 'image'], 'auto', '7:14 b'],
    [['spec', 'containers', 0, 'image'], 'auto', '3:7 name: "a"'],
    [['spec', 'containers', 2], 'auto', '2:3 containers'],
    [['spec', 'replicas'], 'auto', '1:1 spec'],
    [['spec', 'replicas'], 'value', '1:1 spec'],
    [['metadata', 'name'], 'auto', '1:1 spec:'],
    [[], 'auto', '1:1 spec:'],
    [['spec', 'odd key'], 'key', '8:3 "odd key"'],
    [['spec', 'true'], 'auto', '9:8 2'],
    [['spec', '511'], 'key', '10:3 0777'],
    [['spec', 'last'], 'auto', '11:3 last'],
  ])('%j, %s: %s', (path, target, place) => {
    expect(located(pod, path, target)).toBe(place)
  })

  const aliased =
    'base: &base\n  a: {x: 1}\n  b: 2\none: *base\ntwo:\n  <<: *base\n  b: 3\nthree:\n  <<: [{c: 4}, *base]\nfour: &text hello\nfive: *text\n'
  test.each<[Path, Target, string]>([
    [['one'], 'auto', '4:1 one'],
    [['one'], 'value', '4:6 *base'],
    [['one', 'b'], 'auto', '3:6 2'],
    [['one', 'a', 'x'], 'auto', '2:10 1'],
    [['one', 'none'], 'auto', '1:1 base'],
    [['two', 'a'], 'auto', '2:3 a'],
    [['two', 'b'], 'auto', '7:6 3'],
    [['three', 'b'], 'auto', '3:6 2'],
    [['three', 'c'], 'auto', '9:12 4'],
    [['four'], 'auto', '10:13 hello'],
    [['five'], 'auto', '11:7 *text'],
    [['five'], 'key', '11:1 five'],
  ])('%j behind an alias or a merge, %s: %s', (path, target, place) => {
    expect(located(aliased, path, target)).toBe(place)
  })

  test.each<[string, Path, string]>([
    ['a: x\n  y\nb: 1\n', ['a'], '1:4 x'],
    ['a: |\n  x\n  y\nb: 1\n', ['a'], '1:4 |'],
    ['a: 1\na: 2\n', ['a'], '2:4 2'],
    ['{"a": {"b": [1, 22]}}', ['a', 'b', 1], '1:17 22'],
    ['{"a\\u0062": 1}', ['ab'], '1:13 1'],
    ['? a\n: b\n', ['a'], '2:3 b'],
    ['!!str 1: b\n', ['1'], '1:10 b'],
    ['a:\r\n  b: c\r\nd: e\r\n', ['d'], '3:4 e'],
    ['a: "\r\r\n"\r\nd: e\r\n', ['d'], '3:4 e'],
    ['[a: 1]\n', [0, 'a'], '1:5 1'],
    ['- \n- b\n', [0], '1:1 -'],
  ])('%j %j: %s', (text, path, place) => {
    expect(located(text, path)).toBe(place)
  })
})

describe('a value', () => {
  test('has every key as a property of its own', () => {
    const value = read('__proto__: {a: 1}\nconstructor: 2\ntoString: 3\n')[0]!.value as Record<string, unknown>
    expect(Object.entries(value).map(([key, member]) => [key, JSON.stringify(member)])).toEqual([
      ['__proto__', '{"a":1}'],
      ['constructor', '2'],
      ['toString', '3'],
    ])
    expect((read('a: 1\n')[0]!.value as Record<string, unknown>)['constructor']).toBeUndefined()
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
  })

  test('holds integers beyond 2^53 exactly, in YAML and JSON', () => {
    expect(read('a: 9007199254740993\n')[0]!.value).toEqual({ a: 9007199254740993n })
    expect(read('{"a": 9007199254740993}')[0]!.value).toEqual({ a: 9007199254740993n })
  })

  test('shares what an alias repeats', () => {
    expect(read('a: &x {b: 1}\nc: *x\n')[0]!.value).toEqual({ a: { b: 1 }, c: { b: 1 } })
  })
})

describe('documents', () => {
  test('are counted without empty ones, and say where they are', () => {
    const text = '# nothing\n---\na: 1\n---\n---\nb: 2\n'
    const documents = read(text)
    expect(documents.map(({ index, start, end }) => [index, text.slice(start, end)])).toEqual([
      [0, 'a: 1\n'],
      [1, '---\nb: 2\n'],
    ])
  })

  test('have the format that kubectl takes them for', () => {
    const formats = (text: string): readonly string[] => read(text).map(({ format }) => format)
    expect(formats('{"a": 1}\n{"b": 2}\n')).toEqual(['json', 'json'])
    expect(formats('{"a": 1,}\n')).toEqual(['yaml'])
    expect(formats('{"a": 1}\n---\nb: 2\n')).toEqual(['json', 'yaml'])
    expect(formats('# c\n{"a": 1}\n')).toEqual(['yaml'])
  })

  test('of a rendered stream name their template', () => {
    const documents = read(
      '---\n# Source: shop/templates/a.yaml\na: 1\n---\n# Source: x\n# Source: shop/templates/b.yaml\nb: 2\n---\nc: 3\n'
    )
    expect(documents.map(({ origin }) => origin)).toEqual(['shop/templates/a.yaml', 'shop/templates/b.yaml', undefined])
  })

  test('know the comments that are addressed to seatrial', () => {
    const text =
      '# seatrial-ignore-file x\na: 1 # seatrial-ignore a/b: why\nb: "# seatrial-ignore no"\nc: |\n  # seatrial-ignore no\nd: [ # seatrial-ignore c\n]\n# other\n'
    expect(read(text)[0]!.markers.map(({ start, end }) => text.slice(start, end))).toEqual([
      '# seatrial-ignore-file x',
      '# seatrial-ignore a/b: why',
      '# seatrial-ignore c',
    ])
  })
})

describe('limits', () => {
  const codes = (text: string, limits: Partial<ReadLimits> = {}): readonly string[] =>
    read(text, limits).flatMap(({ problems }) => problems.map(({ code, fatal }) => `${code}${fatal ? '!' : ''}`))

  test.each([
    ['nesting of brackets', '['.repeat(300), {}, ['limit!']],
    ['nesting of blocks', '- '.repeat(300), {}, ['limit!']],
    ['nesting of JSON', '{"a":'.repeat(300), {}, ['limit!']],
    ['a limit that is set too high for any stack', '['.repeat(100_000), { depth: 1_000_000 }, ['limit!']],
    ['nesting within the limit', `${'['.repeat(250)}${']'.repeat(250)}`, {}, []],
    ['documents', 'a: 1\n---\na: 2\n---\na: 3\n', { documents: 2 }, ['limit!']],
    ['JSON documents', '{"a":1}{"a":2}{"a":3}', { documents: 2 }, ['limit!']],
    ['aliases of aliases', bomb(9, 9), {}, ['alias!']],
    ['values of aliases', 'a: &a [1, 2, 3]\nb: [*a, *a, *a, *a]\n', { aliases: 10 }, ['limit!']],
    ['values of aliases within the limit', 'a: &a [1, 2, 3]\nb: [*a, *a, *a, *a]\n', {}, []],
    ['merges of merges', mergeBomb(24), {}, ['alias!']],
    ['150 aliases of a small value', `a: &a {x: 1}\nb: [${'*a, '.repeat(150)}]\n`, {}, []],
    ['the size of an object with aliases', `a: &a ${'x'.repeat(1000)}\nb: [*a, *a, *a]\n`, { objectSize: 3000 }, ['limit!']],
    ['the size of an object', `a: ${'x'.repeat(3000)}\n`, { objectSize: 3000 }, ['limit']],
    ['the size of an object in JSON', `{"a": "${'x'.repeat(3000)}"}`, { objectSize: 3000 }, ['limit']],
    ['the size of a list', `kind: List\nitems: []\na: ${'x'.repeat(3000)}\n`, { objectSize: 3000 }, []],
    ['syntax errors', 'a: @\n'.repeat(20), { syntaxErrors: 3 }, ['syntax!', 'syntax!', 'syntax!', 'limit!']],
  ])('%s', (_, text, limits, expected) => {
    expect(codes(text, limits)).toEqual(expected)
  })
})

function bomb(levels: number, width: number): string {
  const level = (i: number): string =>
    `a${i}: &a${i} [${Array(width)
      .fill(`*a${i - 1}`)
      .join(', ')}]\n`
  return `a0: &a0 [x]\n${Array.from({ length: levels }, (_, i) => level(i + 1)).join('')}`
}

function mergeBomb(levels: number): string {
  const level = (i: number): string => `a${i}: &a${i}\n  <<: [*a${i - 1}, *a${i - 1}]\n`
  return `a0: &a0 {x: 1}\n${Array.from({ length: levels }, (_, i) => level(i + 1)).join('')}`
}
