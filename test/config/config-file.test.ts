import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import schema from '../../schemas/seatrial.v1.json' with { type: 'json' }
import { type Config, loadConfig } from '../../src/config/file/load.ts'
import { UsageError } from '../../src/config/settings.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const published = new Ajv({ strict: false, ownProperties: true }).compile(schema)

/** Loads `seatrial.yaml` of these files, each in the folder of its name below the working directory. */
function load(files: Readonly<Record<string, string>>): Config {
  const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '')
  return loadConfig(
    'seatrial.yaml',
    {
      read: file => (Object.hasOwn(files, file) ? files[file]! : { message: 'no such file or directory' }),
      beside: (file, path) => folderOf(file) + path.replace(/^\.\//, ''),
      wayFrom: file => (folderOf(file) === '' ? '.' : '..'),
      isReachable: file => !file.includes('../'),
    },
    rules
  )
}

function places(text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    load({ 'seatrial.yaml': text, ...more })
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError)
    return (error as UsageError).places
  }
}

describe('a configuration file', () => {
  test('holds what the flags say, by their names in camelCase', () => {
    const text = `kubernetesVersion: "1.34"
world: closed
preset: [recommended, rbac]
rule:
  rbac/wildcard: error
  schema/unknown-field: off
failOn: warning
noInlineConfig: true
externals:
  - {kind: Secret, namespace: shop, name: tls-*}
provisioners: none
assume: {ip-block-selects-pods: yes}
`
    expect(load({ 'seatrial.yaml': text })).toEqual({
      files: ['seatrial.yaml'],
      base: '.',
      values: {
        kubernetesVersion: '1.34',
        world: 'closed',
        preset: ['recommended', 'rbac'],
        rule: { 'rbac/wildcard': 'error', 'schema/unknown-field': 'off' },
        failOn: 'warning',
        noInlineConfig: true,
        externals: [{ kind: 'Secret', namespace: 'shop', name: 'tls-*' }],
        provisioners: 'none',
        assume: { 'ip-block-selects-pods': 'yes' },
      },
    })
  })

  test.each(['', '# nothing yet\n', '{}'])('may be empty: %j', text => {
    expect(load({ 'seatrial.yaml': text }).values).toEqual({})
  })

  test('names paths beside itself', () => {
    const nested = 'cluster: [nodes.yaml]\nbaseline: known.json\noutput: [sarif=out.sarif]\nfrom: ["git:main"]\nreportOnly: ["*.yaml"]\n'
    expect(load({ 'seatrial.yaml': 'extends: [conf/base.yaml]', 'conf/base.yaml': nested })).toMatchObject({
      base: '..',
      values: {
        cluster: ['conf/nodes.yaml'],
        baseline: 'conf/known.json',
        output: ['sarif=conf/out.sarif'],
        from: ['git:main'],
        reportOnly: ['*.yaml'],
      },
    })
  })
})

describe('files that are extended', () => {
  const override = (files: string) => `overrides:\n  - files: ["${files}"]\n    rule: {schema/unknown-field: off}\n`

  test('hold where the file is silent, the later before the earlier', () => {
    const { values, files } = load({
      'seatrial.yaml': `extends: [a.yaml, b.yaml]\nworld: open\nrule: {rbac/wildcard: info}\n${override('x')}`,
      'a.yaml': `world: closed\nfailOn: info\npreset: [all]\nrule: {rbac/wildcard: error, rbac/unused-role: off}\n${override('y')}`,
      'b.yaml': 'failOn: never\npreset: [strict]\nextends: [a.yaml]\n',
    })
    expect(files).toEqual(['a.yaml', 'b.yaml', 'seatrial.yaml'])
    expect(values).toMatchObject({ world: 'open', failOn: 'never', preset: ['strict'] })
    expect(values['rule']).toEqual({ 'rbac/wildcard': 'info', 'rbac/unused-role': 'off' })
    expect((values['overrides'] as { files: string[] }[]).map(({ files }) => files)).toEqual([['y'], ['x']])
  })

  test.each([
    ['that are not there', 'extends: [nope.yaml]', {}, 'seatrial.yaml:1:11: nope.yaml cannot be read: no such file or directory.'],
    [
      'of the network',
      'extends: ["https://x.y/z"]',
      {},
      'seatrial.yaml:1:11: https://x.y/z is no file: only files of the repository can be extended.',
    ],
    ['outside of the repository', 'extends: [../x.yaml]', {}, 'seatrial.yaml:1:11: ../x.yaml is not below the root of the repository.'],
    [
      'that extend themselves',
      'extends: [a.yaml]',
      { 'a.yaml': 'extends: [a.yaml]' },
      'a.yaml:1:11: a.yaml extends itself: seatrial.yaml → a.yaml → a.yaml.',
    ],
    ['with mistakes of their own', 'extends: [a.yaml]', { 'a.yaml': 'world: x' }, 'a.yaml:1:8: world must be open or closed, not "x".'],
  ])('%s are mistakes', (_, text, more, expected) => {
    expect(places(text, more)).toEqual([expected])
  })

  test('are bounded', () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}.yaml`, `extends: [${i + 1}.yaml]`]))
    expect(places('extends: [0.yaml]', files).join()).toContain('More than 32 files are extended.')
  })
})

describe('every mistake is told at its place, with what was meant', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['wrld: open', ['1:1: There is no option "wrld". Did you mean world?']],
    ['limit: [depth=3]', ['1:1: There is no option "limit".']],
    ['timing: true', ['1:1: There is no option "timing".']],
    [
      'world: opened\nfailOn: eror',
      [
        '1:8: world must be open or closed, not "opened". Did you mean open?',
        '2:9: failOn must be error, warning, info or never, not "eror". Did you mean error?',
      ],
    ],
    ['kubernetesVersion: 1.30', ['1:20: kubernetesVersion must be a text, not 1.3. Write it in quotes.']],
    ['kubernetesVersion: "2.0"', ['1:20: kubernetesVersion must be a version from 1.29 to 1.36, not "2.0".']],
    ['preset: recommended', ['1:9: preset must be a list, not "recommended".']],
    [
      'preset: [recomended]',
      [
        '1:10: preset[0] must be correctness, recommended, strict, reliability, security, rbac, supply-chain, org, pss-baseline, pss-restricted or all, not "recomended". Did you mean recommended?',
      ],
    ],
    ['only: [schema/unknown-feild]', ['1:8: There is no rule "schema/unknown-feild". Did you mean schema/unknown-field?']],
    ['rule:\n  rbac/wildcrd: off', ['2:3: There is no rule "rbac/wildcrd". Did you mean rbac/wildcard?']],
    ['rule:\n  rbac/wildcard: of', ['2:18: rule.rbac/wildcard must be off, info, warning or error, not "of".']],
    ['rule:\n  rbac/wildcard: true', ['2:18: rule.rbac/wildcard must be off, info, warning or error, not true.']],
    ['rule:\n  rbac/wildcard: {level: off}', ['2:19: rule.rbac/wildcard has no "level".']],
    ['rule:\n  rbac/wildcard: {options: {most: 3}}', ['2:35: Rule rbac/wildcard has no option "most".']],
    ['overrides: [{files: [a]}]', ['1:13: overrides[0] needs rule.']],
    ['overrides: [{files: [a], rule: {a/b: off}}]', ['1:33: There is no rule "a/b".']],
    ['externals: [{kind: Secret, nam: x}]', ['1:28: externals[0] has no "nam". Did you mean name?']],
    [
      'namespace: A',
      ['1:12: namespace must be at most 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit, not "A".'],
    ],
    ['asGroup: [dev]', ['1:1: asGroup needs as: groups alone send no requests.']],
    ['- a', ['1:1: The configuration must be an object of NAME: VALUE, not ["a"].']],
    ['world: open\nworld: closed', ['2:1: The key `world` stands twice in one mapping']],
    ['world: open\n---\nworld: open', ['3:1: A second document begins here: a configuration has one.']],
    ['world: [', ['1:']],
    ['__proto__: 1\nconstructor: 2', ['1:1: There is no option "__proto__".', '2:1: There is no option "constructor".']],
  ]

  test.each(cases)('%j', (text, expected) => {
    const found = places(text)
    expect(found).toHaveLength(expected.length)
    for (const [index, place] of found.entries()) expect(place).toContain(`seatrial.yaml:${expected[index]!}`)
  })

  test.each(cases.filter(([text]) => !/Version: "2|namespace|asGroup|^world: (?:open|\[)/.test(text)))(
    'the published schema refuses %j too',
    text => {
      const [document] = readDocuments(new SourceFile('seatrial.yaml', text))
      expect(published(document?.value)).toBe(false)
    }
  )
})
