import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { root } from '../../src/dev/project.ts'
import { valueAt } from '../../src/k8s/field-path.ts'
import type { Diagnostic } from '../../src/lint/diagnostic.ts'
import { parseRulePage } from '../../src/lint/rule-page.ts'
import { check } from '../../src/pipeline.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const rounds = 40
const settings = parseOptions({ preset: ['all'], world: 'closed' }, 'check')
const examples = rules.flatMap(({ id }) =>
  parseRulePage(readFileSync(join(root, 'rules', id, 'README.md'), 'utf8')).examples.map(({ files }) =>
    files.flatMap(file => readDocuments(new SourceFile(file.path, file.text)).map(({ value }) => value as Json))
  )
)

describe.each(Array.from({ length: rounds }, (_, seed) => seed))('arbitrary values in the examples of all pages, seed %i', seed => {
  const random = generator(seed)
  const inputs = examples.map((documents, i) => ({
    path: `${i}.json`,
    text: documents.map(document => `${JSON.stringify(mutate(document, random), null, 1)}\n`).join(''),
  }))

  test('throw in no rule, and every finding is in its file, at the key or value that its path names', async () => {
    const { diagnostics, internalErrors } = await check({ inputs }, settings, rules)
    expect(internalErrors).toEqual([])
    expect(diagnostics.length).toBeGreaterThan(0)
    for (const diagnostic of diagnostics) expect(misplaced(diagnostic) ?? '').toBe('')
  })
})

/** What is wrong with the place of a finding. */
function misplaced({ rule, span, path, document, related, fixes }: Diagnostic): string | undefined {
  const spans = [span, ...related.flatMap(place => place.span ?? []), ...fixes.flatMap(({ edits }) => edits.map(edit => edit.span))]
  for (const { file, start, end } of spans)
    if (!(0 <= start && start <= end && end <= file.text.length)) return `${rule}: ${start}-${end} is not in ${file.path}`
  const value = valueAt(document.value, path)
  const own = span.file.text.slice(span.start, span.end)
  if (value === undefined || path.length === 0 || rule.startsWith('syntax/')) return undefined
  const key = path.at(-1)
  if (['object', 'number', 'bigint'].includes(typeof value))
    return own === JSON.stringify(key) || own !== '' ? undefined : `${rule}: nothing is marked`
  if ([key, value].some(part => JSON.stringify(part) === own || (typeof part === 'string' && wellFormed(JSON.parse(own)) === part)))
    return undefined
  return `${rule}: ${JSON.stringify(path)} is at ${own}`
}

/** What is read of a text with half a character in it. */
function wellFormed(text: unknown): string {
  return String(text).replace(/\p{Surrogate}/gu, '\ufffd')
}

/** The value with a few of its parts replaced, removed or repeated elsewhere. */
function mutate(document: Json, random: () => number): Json {
  let mutated = document
  for (let i = Math.floor(random() * 4); i >= 0; i--) mutated = change(mutated, random, 0)
  return mutated
}

function change(value: Json, random: () => number, depth: number): Json {
  if (typeof value !== 'object' || value === null || random() < 0.12) return depth === 0 ? value : arbitrary(random, 0)
  if (Array.isArray(value)) {
    const i = Math.floor(random() * value.length)
    return random() < 0.2 ? [...value, arbitrary(random, 0)] : value.map((item, j) => (i === j ? change(item, random, depth + 1) : item))
  }
  const entries = Object.entries(value)
  const i = Math.floor(random() * entries.length)
  const way = random()
  if (way < 0.1) entries.splice(i, 1)
  else if (way < 0.2) entries.push([pick(random, words), arbitrary(random, 0)])
  else if (entries[i] !== undefined) entries[i] = [entries[i][0], change(entries[i][1], random, depth + 1)]
  return entries.reduce(
    (object, [key, member]) => Object.defineProperty(object, key, { value: member, enumerable: true, writable: true, configurable: true }),
    {}
  )
}

const words = [
  '__proto__',
  'constructor',
  'name',
  'spec',
  'labels',
  'key',
  'optional',
  'containers',
  '',
  'é\u0000',
  '{title}',
  'a'.repeat(300),
]
const scalars: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  1e300,
  '',
  'x',
  '{name}',
  '10Gi',
  '-1',
  '\ud800',
  '$&',
  '*',
  'web',
]

function arbitrary(random: () => number, depth: number): Json {
  const kind = random()
  if (depth > 3 || kind < 0.6) return pick(random, scalars)
  const size = Math.floor(random() * 4)
  if (kind < 0.8) return Array.from({ length: size }, () => arbitrary(random, depth + 1))
  return Object.fromEntries(Array.from({ length: size }, () => [pick(random, words), arbitrary(random, depth + 1)]))
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!
}

/** A small generator, the same everywhere: mulberry32. */
function generator(seed: number): () => number {
  let state = seed + 0x6d2b79f5
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
