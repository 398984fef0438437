import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import type { Diagnostic } from '../../src/lint/diagnostic.ts'
import { check as checkJob } from '../../src/pipeline.ts'
import { fixed, fixedText, manifests } from './fixing.ts'
import { misplacements, mutants } from './mutants.ts'

const all = manifests()
const some = all.filter((_, index) => index % 5 === 0)

function comments(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap(line => /(?:^|\s)#.*$/.exec(line)?.[0].trim() ?? [])
    .sort()
}

const severities = ['info', 'warning', 'error']
const stages = ['read', 'decode', 'validate', 'admit', 'warn', 'set', 'simulate', 'advise']

async function check(text: string): Promise<readonly Diagnostic[]> {
  return (await checkJob({ inputs: [{ path: 'a.yaml', text }] }, parseOptions({}, 'check'), rules)).diagnostics
}

function keyOf({ rule, path }: Diagnostic): string {
  return `${rule} ${path.join('.')}`
}

/** Whether it shows only because something that is asked before it is right now. */
function isDeeper({ stage }: Diagnostic, before: readonly Diagnostic[], left: ReadonlySet<string>): boolean {
  return before.some(one => !left.has(keyOf(one)) && stages.indexOf(one.stage) < stages.indexOf(stage))
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

  test.each([11, 12, 13])(
    'brings no finding as bad as those that it took away (seed %i)',
    async seed => {
      for (const { name, original, text, what } of [...mutants(all, 60, seed), ...misplacements(all, 60, seed)]) {
        const before = await check(text)
        const { applied, last, files } = await fixed(text)
        if (applied.length === 0) {
          expect(files[0]!.text, `${name}: ${what}`).toBe(text)
          continue
        }
        const known = new Set([...before, ...(await check(original))].map(keyOf))
        const left = new Set(last.diagnostics.map(keyOf))
        const worst = Math.max(...before.filter(one => !left.has(keyOf(one))).map(({ severity }) => severities.indexOf(severity)))
        const worse = last.diagnostics.filter(
          one => !known.has(keyOf(one)) && severities.indexOf(one.severity) >= worst && !isDeeper(one, before, left)
        )
        expect(worse.map(keyOf), `${name}: ${what}\n${files[0]!.text}`).toEqual([])
      }
    },
    180_000
  )
})
