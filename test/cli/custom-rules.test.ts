import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules as builtIn } from '../../rules/index.ts'
import { readCustomRules } from '../../src/cli/custom-rules.ts'
import { testPage } from '../../src/cli/test-page.ts'
import { parseCustomRules } from '../../src/config/custom-rules.ts'
import { parseOptions } from '../../src/config/options.ts'
import { check as checkJob, fix as fixJob } from '../../src/index.ts'
import { check } from '../../src/pipeline.ts'
import { rulesResult } from '../../src/report/results/rules.ts'
import { temporaryFolder } from '../ship/program.ts'
import { write } from './files.ts'

const folder = temporaryFolder()
let count = 0

function custom(text: string) {
  const name = `${++count}.yaml`
  write(folder, { [name]: text })
  return readCustomRules([join(folder, name)], builtIn)
}

function configMap(name: string, team?: string): string {
  const labels = team === undefined ? '' : `  labels:\n    team: ${team}\n`
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${labels}`
}

async function run(rule: string, text: string, options: Readonly<Record<string, unknown>> = {}) {
  const rules = custom(rule)
  const outcome = rules.told(
    await check({ inputs: [{ path: 'a.yaml', text }] }, parseOptions(options, 'check'), [...builtIn, ...rules.entries])
  )
  const { diagnostics, internalErrors, unchecked, exitCode } = outcome
  expect(internalErrors).toEqual([])
  return {
    found: diagnostics.map(
      ({ rule: id, span, severity, message }) => `${span.file.position(span.start).line} ${id} ${severity}: ${message}`
    ),
    unchecked: unchecked.map(({ message }) => message),
    exitCode,
  }
}

const label = `id: team/label-missing
kinds: [ConfigMap]
when: object.metadata.name != "free"
expect: has(object.metadata.labels) && object.metadata.labels.team in params.teams
message: "{kind} {name} of {namespace} names no team {of ours}."
help: Add the label team.
at: metadata.labels.team
params: {teams: [shop]}
`

describe('a rule of a house', () => {
  test('finds what is not as it expects, at the field that it names', async () => {
    const text = [configMap('good', 'shop'), configMap('bad', 'other'), configMap('none'), configMap('free')].join('---\n')
    expect(await run(label, text)).toEqual({
      found: [
        '13 team/label-missing warning: ConfigMap bad of default names no team {of ours}.',
        '17 team/label-missing warning: ConfigMap none of default names no team {of ours}.',
      ],
      unchecked: [],
      exitCode: 0,
    })
  })

  test('sees all objects of the set', async () => {
    const rule =
      'id: team/name-taken\nseverity: error\nkinds: [ConfigMap]\nexpect: objects.all(other, other.kind == object.kind || other.metadata.name != object.metadata.name)\nmessage: Taken.\n'
    const secret = configMap('a').replace('ConfigMap', 'Secret')
    expect(await run(rule, `${configMap('a')}---\n${secret}`)).toMatchObject({ found: ['1 team/name-taken error: Taken.'], exitCode: 1 })
  })

  test('is turned off, raised and suppressed like every other', async () => {
    const bad = configMap('bad', 'other')
    expect((await run(label, bad, { rule: { 'team/label-missing': 'off' } })).found).toEqual([])
    expect((await run(label, bad, { rule: { 'team/label-missing': 'error' } })).exitCode).toBe(1)
    expect((await run(label, bad, { only: ['rbac/wildcard'] })).found).toEqual([])
    expect((await run(label, bad, { preset: ['security'] })).found).toHaveLength(1)
    expect((await run(label, bad.replace('other', 'other # seatrial-ignore team/label-missing: x'))).found).toEqual([])
  })
})

describe('a broken rule is one clear error, and the others run', () => {
  const rule = (expect: string): string => `id: team/other\nkinds: [ConfigMap]\nexpect: ${JSON.stringify(expect)}\nmessage: x\n`

  test.each([
    ['no CEL', rule('object.metadata.name =='), 'line 3, column 9: team/other: expect does not compile: Syntax error'],
    ['an unknown name', rule('objekt == null'), 'line 3, column 9: team/other: expect does not compile: undeclared reference'],
    ['no truth value', rule('"a" + "b"'), 'line 3, column 9: team/other: expect must be true or false, and is string'],
    [
      'a field that is not there',
      rule('object.spec.a == 1'),
      'line 3, column 9: team/other: expect cannot be decided for ConfigMap bad: no such key: spec',
    ],
    [
      'a value of another type',
      rule('object.metadata'),
      'line 3, column 9: team/other: expect cannot be decided for ConfigMap bad: it is neither true nor false',
    ],
    [
      'too much work',
      rule(`${'[1,2,3,4,5,6,7,8,9,10].all(a, '.repeat(9)}true${')'.repeat(9)}`),
      'line 3, column 9: team/other: expect cannot be decided for ConfigMap bad: operation cancelled: actual cost limit exceeded',
    ],
    [
      'a name that is taken',
      rule('true').replace('team/other', 'rbac/wildcard'),
      'line 1, column 5: There is a rule rbac/wildcard already',
    ],
    ['no YAML', 'id: [', 'line 1, column '],
    ['an unknown key', `${rule('true')}expects: x\n`, 'line 5, column 1: A rule has no "expects". Did you mean expect?'],
    ['no message', rule('true').replace('message: x\n', ''), 'line 1, column 1: A rule needs message: a text'],
  ])(
    '%s',
    async (_, broken, message) => {
      const { found, unchecked, exitCode } = await run(`${label}---\n${broken}`.replace(label, ''), configMap('bad', 'other'))
      expect(found).toEqual([])
      expect(unchecked).toHaveLength(1)
      expect(unchecked[0]).toContain(message.replace(/line (\d+)/, (__, line: string) => `line ${Number(line) + 1}`))
      expect(exitCode).toBe(2)
      expect((await run(`${label}---\n${broken}`, configMap('bad', 'other'))).found).toHaveLength(1)
    },
    60_000
  )

  test('its file cannot be read', async () => {
    const missing = readCustomRules([join(folder, 'none.yaml')], builtIn)
    expect(missing.entries).toEqual([])
    expect(missing.mistakes.map(({ message }) => message)).toEqual(['cannot be read: no such file or directory'])
  })
})

describe('the page of a rule of a house', () => {
  test('is tested as those of the built-in ones are', async () => {
    const page = (mark: string): string =>
      `# team/label-missing\n\nA\n\nB\n\n## Reported\n\n\`\`\`yaml\n${configMap('a', `other${mark}`)}\`\`\`\n\n## Not reported\n\n\`\`\`yaml\n${configMap('a', 'shop')}\`\`\`\n`
    const entries = [...builtIn, ...custom(label).entries]
    expect(await testPage('page.md', page(' # error: team/label-missing'), entries)).toEqual({ passed: 2, failed: [] })
    expect(await testPage('page.md', page(''), entries)).toMatchObject({ passed: 1, failed: [{ page: 'page.md', line: 9 }] })
    expect(await testPage('page.md', page(''), builtIn)).toMatchObject({ passed: 0, failed: [{ line: 1 }] })
  })
})

describe('the rules of a house', () => {
  const inputs = [{ path: 'a.yaml', text: configMap('bad', 'other') }]
  const config = { customRules: [{ path: 'rules.yaml', text: `${label}---\nid: [` }] }

  test('run in the library and in batch, where a configuration holds their texts', async () => {
    const { diagnostics, unchecked, exitCode } = await checkJob({ inputs, config })
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['team/label-missing'])
    expect(unchecked.map(({ file, reason }) => [file, reason])).toEqual([['rules.yaml', 'unreadable']])
    expect(exitCode).toBe(2)
    expect((await fixJob({ inputs, config })).remaining.map(({ rule }) => rule)).toEqual(['team/label-missing'])
  })

  test('are not read from disk there', async () => {
    await expect(checkJob({ inputs, config: { customRules: ['rules.yaml'] } })).rejects.toThrow(
      'config.customRules of a job must be a list'
    )
  })

  test('are listed with the others, by the files that define them', async () => {
    const { entries, files } = custom(label)
    const { rules } = rulesResult(await Promise.all(entries.map(entry => entry.load())), files)
    expect(rules.map(({ id, page }) => [id, page])).toEqual([['team/label-missing', expect.stringMatching(/\d+\.yaml$/)]])
  })
})

test('the steps of a place may be names and indexes', () => {
  expect(parseCustomRules('a.yaml', `${label.replace('at: metadata.labels.team', 'at: spec.containers[0].env')}`).rules[0]?.at).toEqual([
    'spec',
    'containers',
    0,
    'env',
  ])
})
