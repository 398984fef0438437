import { describe, expect, test } from 'vitest'
import { run, seatrial } from '../ship/program.ts'
import { broken, clean, pod } from './files.ts'

function batch(input: string) {
  const { stdout, stderr, code } = seatrial(['batch'], { input })
  return {
    answers: stdout
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line)),
    stdout,
    stderr,
    code,
  }
}

function job(id: unknown, text: string, more: object = {}): string {
  return JSON.stringify({ id, command: 'check', inputs: [{ path: 'a.yaml', text }], ...more })
}

describe('batch', () => {
  test('answers each line by one line, in order, and passes over blank ones', () => {
    const { answers, code, stderr } = batch(`${job(1, clean)}\n\n  \r\n${job('two', broken())}\n${job(null, clean)}`)
    expect(answers.map(answer => [answer.id, answer.result.exitCode])).toEqual([
      [1, 0],
      ['two', 1],
      [null, 0],
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('findings are no failure, a line that is no job is, and the next one is taken', () => {
    const { answers, code } = batch(
      `${job(1, broken())}\nnothing\n{"id":3}\n${job(4, clean, { options: { wrld: 'open' } })}\n${job(5, clean)}\n`
    )
    expect(answers.map(answer => [answer.id, answer.error?.kind, answer.error?.message.replace(/(The line is no JSON).*/, '$1')])).toEqual([
      [1, undefined, undefined],
      [null, 'usage', 'The line is no JSON'],
      [3, 'usage', 'command must be check, simulate, reach, access or fix, not undefined.'],
      [4, 'usage', 'There is no option "wrld". Did you mean world?'],
      [5, undefined, undefined],
    ])
    expect(code).toBe(2)
  })

  test('the same job gives the same bytes alone, first or last', () => {
    const asked = job('x', broken(), { options: { asServer: true, world: 'closed' } })
    const alone = batch(`${asked}\n`).stdout
    const others = `${job(1, pod('a'))}\n${job(2, clean)}\n`
    expect(batch(`${asked}\n${others}`).stdout.startsWith(alone)).toBe(true)
    expect(batch(`${others}${asked}\n`).stdout.endsWith(alone)).toBe(true)
  })

  test('simulates, with nodes that only the options declare', () => {
    const asked = job(1, pod('a'), { command: 'simulate', options: { nodes: ['1:cpu=1,memory=1Gi'], world: 'closed' } })
    const [{ result }] = batch(asked).answers
    expect(result).toMatchObject({ format: 'seatrial/simulate/1', decisions: [{ outcome: 'scheduled', node: 'added-node-1' }] })
  })

  test('all inputs are one set, unless the options say otherwise', () => {
    const inputs = ['x/a.yaml', 'y/a.yaml'].map(path => ({ path, text: clean }))
    const sets = (options: object): number => batch(JSON.stringify({ command: 'check', inputs, options })).answers[0].result.sets.length
    expect([sets({}), sets({ sets: 'auto' }), sets({ sets: 'file' })]).toEqual([1, 2, 2])
  })

  test('a long line is one job', () => {
    const text = `${clean}  long: "${'x'.repeat(500_000)}"\n`
    expect(batch(`${job(1, text)}\n${job(2, clean)}\n`).answers.map(answer => answer.result.exitCode)).toEqual([0, 0])
  })

  test('a reader that goes early ends the run quietly', () => {
    const lines = `${job(1, broken())}\n`.repeat(300)
    const { stderr, stdout } = run('bash', ['-c', `"$0" "$1" batch | head -c 5`, process.execPath, 'dist/cli.cjs'], { input: lines })
    expect({ stderr, stdout }).toEqual({ stderr: '', stdout: '{"id"' })
  })

  test('nothing gives nothing', () => {
    expect(batch('')).toEqual({ answers: [], stdout: '', stderr: '', code: 0 })
  })
})
