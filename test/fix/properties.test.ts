import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { fixed, fixedText, manifests } from './fixing.ts'
import { mutants } from './mutants.ts'

const all = manifests()
const some = all.filter((_, index) => index % 5 === 0)

function comments(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap(line => /(?:^|\s)#.*$/.exec(line)?.[0].trim() ?? [])
    .sort()
}

describe('of every manifest of the repository, fix', () => {
  test('leaves those without any finding byte for byte', async () => {
    let clean = 0
    for (const { name, text } of some) {
      const { files, applied, last } = await fixed(text)
      if (applied.length > 0 || last.diagnostics.length > 0) continue
      clean++
      expect(files[0]!.text, name).toBe(text)
    }
    expect(clean).toBeGreaterThan(5)
  })

  test('leaves text that can be read, every comment, and nothing to fix a second time', async () => {
    for (const { name, text } of all) {
      const before = (await fixed(text, false)).applied.length === 0 ? undefined : text
      const { files, applied, last } = await fixed(text)
      if (before === undefined && applied.length === 0) continue
      const mended = files[0]!.text
      const unread = last.diagnostics.filter(({ stage, severity }) => stage === 'read' && severity === 'error')
      if (unread.length === 0) for (const { errors } of parseAllDocuments(mended, { version: '1.1' })) expect(errors, name).toEqual([])
      expect(comments(mended), name).toEqual(expect.arrayContaining([...comments(text)]))
      expect((await fixed(mended)).files[0]!.text, name).toBe(mended)
    }
  }, 120_000)
})

describe('of seeded mutants, fix', () => {
  test('undoes at least 95 of 100 exactly, and changes none a second time', async () => {
    const right = await Promise.all(all.map(async one => ({ ...one, isRight: (await fixedText(one.text)) === one.text })))
    const made = mutants(
      right.filter(({ isRight }) => isRight),
      400,
      7
    )
    const missed: string[] = []
    for (const { name, original, text, what } of made) {
      const { files, applied } = await fixed(text)
      const mended = files[0]!.text
      if (mended !== original) missed.push(`${name}: ${what}`)
      if (applied.length > 0) expect((await fixed(mended)).files[0]!.text, name).toBe(mended)
    }
    expect(made.length).toBeGreaterThan(300)
    expect(missed.length / made.length, missed.join('\n')).toBeLessThanOrEqual(0.05)
  }, 180_000)
})
