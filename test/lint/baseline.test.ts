import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { baselineText, parseBaseline } from '../../src/config/baseline-file.ts'
import { parseOptions } from '../../src/config/options.ts'
import { UsageError } from '../../src/config/settings.ts'
import { baselineOf } from '../../src/lint/baseline.ts'
import { check, type Job } from '../../src/pipeline.ts'

const broken = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndate: {}\n`
const unnamed = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\ndate: {}\n'

function run(job: Omit<Job, 'inputs'> & { readonly text: string }, options: Readonly<Record<string, unknown>> = {}) {
  const { text, ...rest } = job
  return check(
    { inputs: [{ path: 'a.yaml', text }], ...rest },
    parseOptions({ only: ['schema/unknown-field'], ...options }, 'check'),
    rules
  )
}

describe('a baseline', () => {
  test('takes out what it knows, and as often as it knows it', async () => {
    const before = await run({ text: unnamed })
    const baseline = baselineOf(before.diagnostics)
    const { diagnostics, baselined, summary, exitCode } = await run({ text: `# moved\n${unnamed}---\n${broken('b')}`, baseline })
    expect(diagnostics.map(({ resource }) => resource?.name)).toEqual(['b'])
    expect(baselined).toHaveLength(1)
    expect(summary).toMatchObject({ error: 1, baselined: 1 })
    expect(exitCode).toBe(1)
    expect(await run({ text: unnamed, baseline })).toMatchObject({ exitCode: 0, diagnostics: [] })
  })

  test('is the same after it is written and read', async () => {
    const { diagnostics } = await run({ text: `${unnamed}---\n${unnamed}---\n${broken('a')}` })
    expect(parseBaseline('b.json', baselineText(diagnostics))).toEqual(baselineOf(diagnostics))
    expect(baselineText([...diagnostics].reverse())).toBe(baselineText(diagnostics))
  })

  test.each(['', '[]', '{"format": "seatrial/check/1", "findings": []}', '{"format": "seatrial/baseline/1", "findings": [{}]}'])(
    'is not %j',
    text => {
      expect(() => parseBaseline('b.json', text)).toThrow(UsageError)
    }
  )
})

describe('only what is new', () => {
  test('counts, where the state before is given', async () => {
    const from = [{ path: 'a.yaml', text: broken('a') }]
    const { diagnostics, summary } = await run({ text: `${broken('a')}---\n${broken('b')}`, from }, { newOnly: true })
    expect(diagnostics.map(({ resource }) => resource?.name)).toEqual(['b'])
    expect(summary).toMatchObject({ error: 1, baselined: 0 })
  })
})
