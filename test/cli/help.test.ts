import { describe, expect, test } from 'vitest'
import { helpText } from '../../src/cli/help.ts'
import { commands } from '../../src/config/flag.ts'
import { flags } from '../../src/config/flags.ts'

describe('help', () => {
  const overview = helpText([])

  test('names every command and every flag once', () => {
    for (const command of commands) expect(overview.match(new RegExp(`^  ${command}\\b`, 'gm')), command).toHaveLength(1)
    for (const { name } of flags) expect(overview.match(new RegExp(`^  (?:-., )?--${name}\\b(?!-)`, 'gm')), name).toHaveLength(1)
  })

  test('names no flag that is not in the table', () => {
    const names = new Set(flags.map(flag => flag.name))
    for (const [, name] of overview.matchAll(/--([a-z][a-z-]*)/g)) expect(names).toContain(name)
  })

  test('fits one screen', () => {
    expect(overview.split('\n').length).toBeLessThan(100)
    for (const line of overview.split('\n')) expect(line.length, line).toBeLessThanOrEqual(140)
  })

  test.each(commands)('of %s names the flags that it takes, and no others', command => {
    const text = helpText([command, '--help'])
    const named = [...text.matchAll(/^ {2}(?:-., )?--([a-z-]+)/gm)].map(match => match[1])
    expect(named.sort()).toEqual(
      flags
        .filter(flag => flag.commands.includes(command))
        .map(flag => flag.name)
        .sort()
    )
    expect(text).toMatch(new RegExp(`^Usage: seatrial ${command}\\b`))
  })
})
