import { describe, expect, test } from 'vitest'
import { readDocuments } from '../../src/source/read.ts'
import type { SourceDocument } from '../../src/source/source-document.ts'
import { SourceFile } from '../../src/source/source-file.ts'
import { canonicalJson } from '../source/canonical-json.ts'
import { fuzzers, mutants } from './mutants.ts'

const count = Number(process.env['SEATRIAL_FUZZ_COUNT'] ?? 1500)
const seed = Number(process.env['SEATRIAL_FUZZ_SEED'] ?? 7)

/** As kubectl reads it, and as it is read where objects without a line between them are meant to be several. */
function read(text: string): readonly SourceDocument[] {
  const file = new SourceFile('mutant.yaml', text)
  return [...readDocuments(file), ...readDocuments(file, undefined, true)]
}

/** Everything that a reading says, as one text. */
function told(documents: readonly SourceDocument[]): string {
  return documents
    .map(({ value, partial, problems, start, end }) =>
      canonicalJson([value ?? null, partial ?? null, JSON.stringify(problems), start, end])
    )
    .join('\n')
}

/** Every path to a value, not deeper than the depth that the reader allows. */
function* pathsOf(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  yield path
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* pathsOf(item, [...path, index])
  else for (const [key, member] of Object.entries(value)) yield* pathsOf(member, [...path, key])
}

describe.each(fuzzers)('changed %s', fuzzer => {
  const texts = mutants(fuzzer, seed, count)

  test('are read without an exception, and every place is inside the file', () => {
    for (const text of texts) {
      for (const document of read(text)) {
        expect(document.start).toBeLessThanOrEqual(document.end)
        for (const { start, end, related, message } of document.problems) {
          expect(message).not.toBe('')
          for (const span of [{ start, end }, ...(related === undefined ? [] : [related])])
            if (!(span.start >= 0 && span.end >= span.start && span.end <= text.length)) expect.fail(`${JSON.stringify(text)}: ${message}`)
        }
      }
    }
  })

  test('have a place inside the file for each of their values', () => {
    for (const text of texts.slice(0, 400)) {
      for (const document of read(text)) {
        for (const path of pathsOf(document.partial ?? document.value)) {
          const { start, end } = document.locate(path)
          if (!(start >= 0 && end >= start && end <= text.length)) expect.fail(`${JSON.stringify(text)}: ${JSON.stringify(path)}`)
        }
      }
    }
  })

  test('say the same when they are read again', () => {
    const first = texts.map(text => told(read(text)))
    for (const [index, text] of texts.entries()) if (told(read(text)) !== first[index]) expect.fail(JSON.stringify(text))
  })
})

test('the same number gives the same texts, another one others', () => {
  expect(mutants('bytes', 3, 20)).toEqual(mutants('bytes', 3, 20))
  expect(mutants('bytes', 3, 20)).not.toEqual(mutants('bytes', 4, 20))
})
