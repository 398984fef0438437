import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Job, RecordedCase } from '../../src/dev/conformance/recording.ts'
import { sampledCases } from '../../src/dev/conformance/sample.ts'
import { check, type LibraryJob, simulate } from '../../src/index.ts'

/** Recordings that this version is known to answer differently, by id; `UPDATE=1` writes them anew. */
const knownFile = join(import.meta.dirname, 'sample/disagreements.json')
const known: readonly string[] = existsSync(knownFile) ? JSON.parse(readFileSync(knownFile, 'utf8')) : []
const cases = [...sampledCases()]

test('the sample holds about three thousand verdicts', () => {
  const verdicts = cases.map(({ job }) => (job.command === 'check' ? 1 : (job.placements ?? []).length))
  expect(verdicts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2800)
})

test('every recorded verdict of the sample is answered as recorded, but for the known ones', async () => {
  const differing = new Map<string, unknown>()
  for (const recorded of cases) {
    const { disagreements } = recorded.judge(await answer(recorded))
    if (disagreements.length > 0) differing.set(recorded.job.id, disagreements[0])
  }
  if (process.env['UPDATE'] !== undefined) {
    writeFileSync(knownFile, `${JSON.stringify([...differing.keys()].sort(), null, 2)}\n`)
    return
  }
  expect(Object.fromEntries([...differing].filter(([id]) => !known.includes(id)))).toEqual({})
  expect(
    known.filter(id => !differing.has(id)),
    'answered as recorded now: write the list anew'
  ).toEqual([])
})

test('of the sample, at least 99 in 100 verdicts are answered as recorded', () => {
  expect(known.length / cases.length).toBeLessThan(0.01)
})

test('every recording that is known to be answered differently is one of the sample', () => {
  const ids = new Set(cases.map(({ job }) => job.id))
  expect(known.filter(id => !ids.has(id))).toEqual([])
})

async function answer({ job }: RecordedCase): Promise<unknown> {
  const { inputs, options, placements } = job as Job & LibraryJob
  return job.command === 'check'
    ? check({ inputs, options })
    : simulate({ inputs, options, ...(placements === undefined ? {} : { placements }) })
}
