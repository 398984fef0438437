import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseLimits } from '../../src/config/limits.ts'
import { parseOptions } from '../../src/config/options.ts'
import { loadInputs } from '../../src/load/load.ts'
import { check } from '../../src/pipeline.ts'

const wrong = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A_b}\n'
const files: Readonly<Record<string, string>> = {
  'z-wrong.yaml': wrong,
  'many.yaml': `a: 1\n---\n${'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n'.repeat(9)}`,
  'deep.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ${'['.repeat(20)}${']'.repeat(20)}}\n`,
  'aliases.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: &d {a: b}\nx: [${'*d, '.repeat(40)}]\n`,
  'large.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ${'x'.repeat(3000)}}\n`,
  'broken.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${'  k: "a" b\n'.repeat(9)}`,
}
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seatrial-limits-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function checkWith(limit: string, name: string) {
  const limits = parseLimits([limit])
  const job = await loadInputs([join(folder, name), join(folder, 'z-wrong.yaml')], { limits })
  return check(job, parseOptions({ sets: 'one' }, 'check', { limits }), rules)
}

describe('what passes a limit is named, and the findings of other files are kept', () => {
  test.each([
    ['file-size=1Ki', 'large.yaml', 'too-large', 'larger than 1024 bytes'],
    ['depth=10', 'deep.yaml', 'limit', 'more than 10 levels deep'],
    ['documents=3', 'many.yaml', 'limit', 'more than 3 documents'],
    ['aliases=10', 'aliases.yaml', 'limit', 'more than 10 values when its aliases'],
    ['syntax-errors=3', 'broken.yaml', 'limit', '3 syntax errors'],
  ])('%s', async (limit, name, reason, words) => {
    const { unchecked, exitCode, diagnostics } = await checkWith(limit, name)
    expect(unchecked.map(each => [each.reason, each.message.includes(words)])).toEqual([[reason, true]])
    expect(unchecked[0]?.file).toMatch(new RegExp(`${name}$`))
    expect(exitCode).toBe(2)
    expect(diagnostics.some(({ rule, span }) => rule === 'api/invalid-value' && span.file.path.endsWith('z-wrong.yaml'))).toBe(true)
  })

  test('an object that the API server would not take is a finding, not a limit of reading', async () => {
    const { unchecked, exitCode, diagnostics } = await checkWith('object-size=2000', 'large.yaml')
    expect(unchecked).toEqual([])
    expect(exitCode).toBe(1)
    expect(diagnostics.map(({ rule, component }) => [rule, component?.reason])).toContainEqual([
      'syntax/invalid-yaml',
      'RequestEntityTooLarge',
    ])
  })

  test('findings beyond a limit are left out, and the summary says so', async () => {
    const { summary, diagnostics, exitCode } = await checkWith('findings=1', 'broken.yaml')
    expect([summary.truncated, diagnostics.length, exitCode]).toEqual([true, 1, 1])
  })
})

describe('texts that other readers die of', () => {
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'
  const aliases = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${`*x${i}, `.repeat(9)}]\n`).join('')
  test.each([
    ['aliases of aliases', `${head}x0: &x0 [1]\n${aliases}`, 1],
    ['an anchor in itself', `${head}data: &a {b: *a}\n`, 1],
    ['an alias of nothing', `${head}data: {a: *b}\n`, 1],
    ['thousands of open brackets', '['.repeat(20_000), 2],
    ['thousands of dashes', `${'- '.repeat(5000)}\n`, 2],
    ['thousands of closing brackets', ']'.repeat(20_000), 1],
    ['keys that objects have of themselves', `${head}data: {__proto__: a, constructor: b, toString: c}\n`, 0],
    ['a kind that every object has', 'apiVersion: __proto__/v1\nkind: constructor\nmetadata: {name: a}\n', 0],
    [
      '150 aliases of one value',
      `${head.replace('}', ', labels: &l {a: b}}')}${Array.from({ length: 150 }, () => '').join('')}data: {a: b}\n`,
      0,
    ],
    [
      'a number of 50,000 digits',
      `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: a}\nspec: {replicas: ${'9'.repeat(50_000)}}\n`,
      1,
    ],
    [
      'a replica count that nobody could list',
      `apiVersion: v1\nkind: ReplicationController\nmetadata: {name: a}\nspec: {replicas: 2147483647, selector: {a: b}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}}\n`,
      0,
    ],
    ['NUL', `${head}data: {a: "\0"}\n`, 1],
    ['control characters', `${head}data: {a: \x1b[31m}\n`, 1],
  ])('%s', async (_, text, exitCode) => {
    const outcome = await check({ inputs: [{ path: 'a.yaml', text }] }, parseOptions({}, 'check'), rules)
    expect([outcome.internalErrors, outcome.exitCode]).toEqual([[], exitCode])
    for (const { message } of outcome.diagnostics) expect(message).not.toContain('\x1b')
  })
})
