import { describe, expect, test } from 'vitest'
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Path } from '../../src/source/path.ts'
import { readDocuments } from '../../src/source/read.ts'
import type { SourceDocument } from '../../src/source/source-document.ts'
import { SourceFile } from '../../src/source/source-file.ts'
import { canonicalJson } from './canonical-json.ts'
import { type Manifest, manifest, mutate, seeded } from './manifests.ts'

const count = 1500
const random = seeded(20)
const manifests: readonly Manifest[] = Array.from({ length: count }, () => manifest(random))

function readOne(text: string): SourceDocument {
  const documents = readDocuments(new SourceFile('manifest.yaml', text))
  expect(documents, text).toHaveLength(1)
  return documents[0]!
}

describe('manifests in every style', () => {
  test('are read as the value that they were written from', () => {
    for (const { text, value } of manifests) {
      const document = readOne(text)
      expect(
        document.problems.filter(({ slip }) => slip !== 'placeholder'),
        text
      ).toEqual([])
      expect(canonicalJson(document.value), text).toBe(canonicalJson(value))
    }
  })

  test('have their keys and scalars where the npm package yaml finds them', () => {
    let compared = 0
    for (const { text } of manifests) {
      const document = readOne(text)
      const other = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
      // It refuses brackets whose lines are not indented deeper than their key.
      if (other.errors.length > 0) continue
      compared++
      compare(other.contents, [], document, text)
    }
    expect(compared).toBeGreaterThan(count / 2)
  })

  test('have for every path a range that is that key or value', () => {
    for (const { text } of manifests) {
      const document = readOne(text)
      for (const { path, value } of walk(document.value, [])) expectRange(document, path, value, text)
    }
  })
})

describe('mutants of manifests', () => {
  const accident = seeded(7)
  const mutants = Array.from({ length: 5000 }, (_, i) => mutate(manifests[i % count]!.text, accident))

  test('are read without a throw, with problems inside the file and ranges for every path', () => {
    for (const text of mutants) {
      for (const document of readDocuments(new SourceFile('mutant.yaml', text))) {
        expect(document.problems.length, text).toBeLessThanOrEqual(200)
        for (const { start, end, related } of document.problems) {
          expectInside(start, end, text)
          if (related !== undefined) expectInside(related.start, related.end, text)
        }
        for (const value of [document.value, document.partial]) {
          for (const { path } of walk(value, [])) {
            const { start, end } = document.locate(path)
            expectInside(start, end, text)
          }
        }
        expect(document.value === undefined || document.problems.every(({ fatal }) => !fatal), text).toBe(true)
      }
    }
  })

  test('give the same result a second time', () => {
    const results = (): string[] =>
      mutants.slice(0, 1000).map(text => {
        const documents = readDocuments(new SourceFile('mutant.yaml', text))
        return JSON.stringify(documents.map(({ problems, value, start, end }) => [problems, canonicalJson(value ?? null), start, end]))
      })
    expect(results()).toEqual(results())
  })
})

function expectInside(start: number, end: number, text: string): void {
  if (!(start >= 0 && start <= end && end <= text.length)) expect.fail(`${start}-${end} is no range of ${JSON.stringify(text)}`)
}

function compare(node: unknown, path: Path, document: SourceDocument, text: string): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key) || key.range == null) continue
      const { start, end } = document.locate([...path, String(key.value)], 'key')
      const written = text.slice(start, end)
      expect([start, end], `${path.join('.')}: ${written} in ${text}`).toEqual(key.range.slice(0, 2))
      compare(value, [...path, String(key.value)], document, text)
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) compare(item, [...path, index], document, text)
  } else if (isScalar(node) && node.range != null && node.type !== 'BLOCK_LITERAL' && node.source !== '') {
    const { start, end } = document.locate(path, 'value')
    expect(start, `${path.join('.')} in ${text}`).toBe(node.range[0])
    if (!text.slice(node.range[0], node.range[1]).includes('\n')) expect(end, `${path.join('.')} in ${text}`).toBe(node.range[1])
  }
}

function* walk(value: unknown, path: Path): Generator<{ readonly path: Path; readonly value: unknown }> {
  yield { path, value }
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* walk(item, [...path, index])
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) yield* walk(member, [...path, key])
}

function expectRange(document: SourceDocument, path: Path, value: unknown, text: string): void {
  const { start, end } = document.locate(path)
  expectInside(start, end, text)
  const written = text.slice(start, end)
  expect(written, `${path.join('.')} in ${text}`).not.toContain('\n')
  const isScalarValue = typeof value !== 'object' || value === null
  const isBlock = isScalarValue && written.startsWith('|')
  const isItem = typeof path.at(-1) === 'number' || path.length === 0
  // A collection is named by its key, an item of a sequence by its first line; a null that is not written by its key.
  const wanted = isScalarValue && (value !== null || /^(?:null|~)$/.test(written)) ? value : path.at(-1)
  if (isBlock || (isItem && wanted !== value)) return
  const [read] = readDocuments(new SourceFile('part.yaml', `- ${written}\n`))
  const [item] = read!.value as unknown[]
  expect(String(item), `${path.join('.')} in ${text}`).toBe(String(wanted))
}
