import { describe, expect, test } from 'vitest'
import { commands } from '../../src/config/flag.ts'
import { findFlag, flags, optionKey } from '../../src/config/flags.ts'

describe('the table of flags', () => {
  test('no command takes two flags of one name', () => {
    for (const command of commands) {
      const names = flags.filter(flag => flag.commands.includes(command)).map(flag => flag.name)
      expect(names, command).toEqual([...new Set(names)])
    }
  })

  test('no two flags of different names share a letter', () => {
    const letters = new Map(flags.flatMap(({ short, name }) => (short === undefined ? [] : [[short, name] as const])))
    for (const { short, name } of flags) if (short !== undefined) expect(letters.get(short)).toBe(name)
  })

  test.each(flags.map(flag => [flag.name, flag] as const))('%s says how its value looks if and only if it takes one', (_, flag) => {
    expect(flag.kind !== 'switch').toBe(flag.value !== undefined || flag.values !== undefined)
  })

  test.each(flags.map(flag => [flag.name, flag] as const))('%s is told in one line of lower case without a full stop', (_, { help }) => {
    expect(help).not.toMatch(/\n|\.$/)
    expect(help.length).toBeLessThanOrEqual(92)
  })

  test('a default is one of the allowed values', () => {
    for (const flag of flags) if (flag.values !== undefined && flag.default !== undefined) expect(flag.values).toContain(flag.default)
  })

  test.each([
    'kubernetes-version',
    'cluster',
    'namespace',
    'world',
    'sets',
    'nodes',
    'stdin-path',
    'limit',
    'preset',
    'rule',
    'only',
    'report-only',
    'fail-on',
    'as-server',
    'stored',
    'format',
    'output',
    'quiet',
    'color',
    'timing',
  ])('check takes --%s', name => {
    expect(findFlag(name, 'check')).toBeDefined()
  })

  test.each(['arrival', 'detail'])('only simulate takes --%s', name => {
    expect(commands.filter(command => findFlag(name, command) !== undefined)).toEqual(['simulate'])
  })

  test.each(['limit', 'timing', 'version', 'help', 'cluster', 'placements', 'output', 'stdin-path'])('--%s has no key in options', name => {
    expect(flags.filter(flag => flag.name === name).every(flag => !flag.key)).toBe(true)
  })

  test('a key is the name in camelCase', () => {
    expect(optionKey('kubernetes-version')).toBe('kubernetesVersion')
    expect(optionKey('only')).toBe('only')
  })
})
