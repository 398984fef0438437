import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../src/config/options.ts'
import { UsageError } from '../../src/config/settings.ts'
import { newestVersion } from '../../src/k8s/version.ts'

describe('options of a job', () => {
  test('without any, what the contract says holds', () => {
    expect(parseOptions(undefined, 'check')).toEqual({
      version: newestVersion,
      world: 'open',
      sets: 'one',
      namespace: 'default',
      failOn: 'error',
      asServer: false,
      stored: false,
      unsafe: false,
      update: 'apply',
      presets: ['correctness'],
      rules: new Map(),
      ruleOptions: new Map(),
      overrides: [],
      only: [],
      reportOnly: [],
      inlineConfig: true,
      newOnly: false,
      externals: [],
      nodes: [],
      provisioners: 'all',
      arrival: 'one-by-one',
      detail: false,
      network: { exposure: false },
      limits: {
        depth: 256,
        aliases: 4_000_000,
        documents: 100_000,
        objectSize: 3 * 1024 * 1024,
        syntaxErrors: 50,
        fileSize: 10 * 1024 * 1024,
        stdinSize: 64 * 1024 * 1024,
        findings: 25_000,
      },
    })
  })

  test('every key has its effect', () => {
    const settings = parseOptions(
      {
        kubernetesVersion: '1.36.2',
        world: 'closed',
        sets: 'file',
        namespace: 'shop',
        failOn: 'never',
        asServer: true,
        stored: true,
        preset: ['recommended', 'security'],
        rule: { 'probe/timeout-exceeds-period': 'off' },
        only: ['schema/unknown-field'],
        reportOnly: ['shop/**'],
        nodes: ['2:cpu=4'],
        provisioners: ['csi.example.com'],
        arrival: 'together',
        detail: true,
        quiet: true,
        color: 'never',
        format: 'json',
      },
      'check'
    )
    expect(settings).toMatchObject({
      version: { minor: 36, patch: 2 },
      world: 'closed',
      sets: 'file',
      namespace: 'shop',
      failOn: 'never',
      asServer: true,
      stored: true,
      presets: ['recommended', 'security'],
      only: ['schema/unknown-field'],
      reportOnly: ['shop/**'],
      nodes: ['2:cpu=4'],
      provisioners: ['csi.example.com'],
      arrival: 'together',
      detail: true,
    })
    expect([...settings.rules]).toEqual([['probe/timeout-exceeds-period', 'off']])
  })

  test('a simulation has one set', () => {
    expect(parseOptions({ sets: 'file' }, 'simulate').sets).toBe('one')
  })

  test('provisioners are taken to work in the open world only', () => {
    expect(parseOptions({ world: 'closed' }, 'simulate').provisioners).toBe('none')
    expect(parseOptions({ world: 'closed', provisioners: 'all' }, 'simulate').provisioners).toBe('all')
    expect(parseOptions({ world: 'closed', provisioners: ['all'] }, 'simulate').provisioners).toBe('all')
    expect(parseOptions({ provisioners: ['none', 'none'] }, 'check').provisioners).toBe('none')
  })

  test.each([
    [7, 'The options must be an object, not 7.'],
    [[], 'The options must be an object, not [].'],
    [{ asserver: true }, 'There is no option "asserver". Did you mean asServer?'],
    [{ limit: { depth: 1 } }, 'There is no option "limit".'],
    [JSON.parse('{"__proto__": 1}'), 'There is no option "__proto__".'],
    [{ constructor: 1 }, 'There is no option "constructor".'],
    [{ world: 'opne' }, 'world must be open or closed, not "opne". Did you mean open?'],
    [{ world: null }, 'world must be open or closed, not null.'],
    [{ asServer: 'yes' }, 'asServer must be true or false, not "yes".'],
    [{ kubernetesVersion: '1.12' }, /^kubernetesVersion must be .*, not "1.12"\.$/],
    [{ kubernetesVersion: 1.36 }, 'kubernetesVersion needs a text, not 1.36.'],
    [{ namespace: 'Shop' }, /^namespace must be at most 63 lower-case letters/],
    [{ preset: 'recommended' }, 'preset needs a list of texts, not "recommended".'],
    [{ preset: ['recomended'] }, /^preset must be correctness, .* Did you mean recommended\?$/],
    [{ rule: { 'a/b': 'warn' } }, 'rule a/b must be off, info, warning or error, not "warn".'],
    [{ rule: ['a/b=off'] }, 'rule needs an object of NAME: VALUE, not ["a/b=off"].'],
    [{ only: [1] }, 'only needs a list of texts, not [1].'],
    [{ reportOnly: ['*'.repeat(1025)] }, /^reportOnly is longer than 1024 characters/],
    [{ nodes: ['0:cpu=1'] }, /^nodes "0:cpu=1" must add 1 to 5000 nodes/],
    [{ provisioners: 'some' }, 'provisioners must be all or none, not "some".'],
    [{ provisioners: ['all', 'csi.example.com'] }, 'provisioners must be all, none or names: all goes with nothing else.'],
  ])('%j is refused', (options, message) => {
    expect(() => parseOptions(options, 'check')).toThrow(UsageError)
    expect(() => parseOptions(options, 'check')).toThrow(message)
  })

  test('flags are named as flags', () => {
    expect(() => parseOptions({ failOn: 'warn' }, 'check', { flags: true })).toThrow('--fail-on must be error, warning, info or never')
  })

  test('limits come from the command line alone', () => {
    const limits = { ...parseOptions({}, 'check').limits, depth: 9 }
    expect(parseOptions({}, 'check', { limits }).limits.depth).toBe(9)
  })
})
