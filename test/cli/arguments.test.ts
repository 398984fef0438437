import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'

/** Flags as an object, which reads better. */
function parse(line: string): { command: string; operands: readonly string[]; flags: Record<string, readonly string[]> } {
  const { command, operands, flags } = parseArguments(line === '' ? [] : line.split(' '))
  return { command, operands, flags: Object.fromEntries(flags) }
}

describe('commands and operands', () => {
  test.each([
    ['', 'check', []],
    ['.', 'check', ['.']],
    ['check', 'check', []],
    ['check a b', 'check', ['a', 'b']],
    ['a check', 'check', ['a', 'check']],
    ['simulate a', 'simulate', ['a']],
    ['--quiet simulate a', 'simulate', ['a']],
    ['check simulate', 'check', ['simulate']],
    ['./simulate', 'check', ['./simulate']],
    ['-- simulate', 'check', ['simulate']],
    ['--', 'check', []],
    ['check -- --quiet -x', 'check', ['--quiet', '-x']],
    ['- a', 'check', ['-', 'a']],
    ['explain a/b', 'explain', ['a/b']],
    ['why Pod/a/b', 'why', ['Pod/a/b']],
    ['whose Pod/a/b', 'check', ['whose', 'Pod/a/b']],
  ])('%j', (line, command, operands) => {
    expect(parse(line)).toMatchObject({ command, operands })
  })
})

describe('flags', () => {
  test.each([
    ['--quiet', { quiet: [] }],
    ['--world closed', { world: ['closed'] }],
    ['--world=closed --world open', { world: ['open'] }],
    ['-n shop', { namespace: ['shop'] }],
    ['-nshop', { namespace: ['shop'] }],
    ['-n=shop', { namespace: ['shop'] }],
    ['--cluster a --cluster=b --cluster -', { cluster: ['a', 'b', '-'] }],
    ['--only a/b,c/d --only e/f', { only: ['a/b', 'c/d', 'e/f'] }],
    ['--rule a/b=off --rule c/d=error', { rule: ['a/b=off', 'c/d=error'] }],
    ['--nodes 3:cpu=4,memory=1Gi', { nodes: ['3:cpu=4,memory=1Gi'] }],
    ['a --format=json b', { format: ['json'] }],
    ['--output sarif=a=b.sarif', { output: ['sarif=a=b.sarif'] }],
  ])('%s', (line, flags) => {
    expect(parse(line).flags).toEqual(flags)
  })

  test.each([
    ['--formt json', 'There is no flag "--formt". Did you mean --format?'],
    ['--Quiet', 'There is no flag "--Quiet". Did you mean --quiet?'],
    ['-x', 'There is no flag "-x".'],
    ['-rf.yaml', 'There is no flag "-rf.yaml". A file of that name goes behind --.'],
    ['--cofig=x.yaml', 'There is no flag "--cofig". Did you mean --config?'],
    ['--baselin x', 'There is no flag "--baselin". Did you mean --baseline?'],
    ['--__proto__', 'There is no flag "--__proto__".'],
    ['--quiet=yes', '--quiet takes no value.'],
    ['--world', '--world needs a value: open or closed.'],
    ['--cluster', '--cluster needs a value: PATH.'],
    ['--cluster --quiet', '--cluster needs a value: PATH.'],
    ['--cluster=', '--cluster needs a value that is not empty.'],
    ['--only a,,b', '--only needs a value that is not empty.'],
    ['--rule off', '--rule needs ID=LEVEL, not "off".'],
    ['--world opn', '--world must be open or closed, not "opn". Did you mean open?'],
    ['--format html', '--format must be text, compact, json, sarif, github, gitlab, junit or markdown, not "html".'],
    ['simulate --format sarif', '--format must be text, json or html, not "sarif".'],
    ['--detail', 'check takes no --detail: it belongs to simulate.'],
    ['simulate --fail-on error', 'simulate takes no --fail-on: it belongs to check.'],
    ['batch --format json', 'batch takes no --format: it belongs to check, simulate, why, reach, access, fix, rules or test-rules.'],
  ])('%s is refused', (line, message) => {
    expect(() => parse(line)).toThrow(message)
  })
})
