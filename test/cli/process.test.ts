import { spawn, spawnSync } from 'node:child_process'
import { existsSync, openSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, run, seatrial, temporaryFolder } from '../ship/program.ts'
import { broken, clean, write } from './files.ts'

const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`many/${i}.yaml`, broken(`b${i}`)]))
const cwd = write(temporaryFolder(), { 'clean.yaml': clean, 'broken.yaml': broken(), ...many })
const command = `'${process.execPath}' '${cli}'`

describe('standard output', () => {
  test('a reader that goes early ends the run quietly, with the code of the findings', () => {
    const { stdout, stderr } = run('bash', ['-c', `${command} --format json many | head -c 10; printf '|%s' "\${PIPESTATUS[0]}"`], { cwd })
    expect(stderr).toBe('')
    expect(stdout).toBe('{\n  "forma|1')
  })

  test('everything arrives through a pipe', () => {
    const { stdout } = seatrial(['--format', 'json', 'many'], { cwd })
    expect(JSON.parse(stdout).diagnostics).toHaveLength(400)
  })

  test.skipIf(!existsSync('/dev/full'))('a full device is an error', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [cli, 'clean.yaml'], { cwd, stdio: ['ignore', full, 'pipe'], encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toBe('seatrial: Standard output could not be written: no space is left.\n')
  })

  test('a closed one does not hide findings', () => {
    expect(run('bash', ['-c', `${command} broken.yaml >&-`], { cwd })).toEqual({ code: 1, stdout: '', stderr: '' })
  })

  test('a closed standard error does not hide the result', () => {
    expect(run('bash', ['-c', `${command} --format compact broken.yaml missing.yaml 2>&-`], { cwd })).toMatchObject({ code: 2, stderr: '' })
  })

  test('a closed standard input is an empty one', () => {
    expect(run('bash', ['-c', `${command} - <&-`], { cwd }).code).toBe(0)
  })
})

describe('signals', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends a run that waits, as the shell sees by %i', async (signal, code) => {
    const child = spawn(process.execPath, [cli, 'batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.write('{"id":1,"command":"check"}\n')
    await new Promise(resolve => child.stdout.once('data', resolve))
    const ended = new Promise(resolve => child.once('exit', (status, by) => resolve([status, by])))
    child.kill(signal)
    const [status, by] = (await ended) as [number | null, string | null]
    expect(by ?? status).toBe(by === null ? code : signal)
  })
})

describe('failures', () => {
  test('an error of seatrial is told with its version and where to report it, and ends with 3', () => {
    const preload = join(
      write(temporaryFolder(), { 'preload.cjs': 'performance.now = () => { throw new Error("boom \\u001b[2J") }' }),
      'preload.cjs'
    )
    const { code, stdout, stderr } = run(process.execPath, ['--require', preload, cli, '--timing', 'broken.yaml'], { cwd })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/^seatrial \d+\.\d+\.\d+: internal error: Error: boom \\x1b\[2J\n/)
    expect(stderr).toMatch(/npm bugs seatrial/)
  })

  test('a working directory that is gone is no error of seatrial', () => {
    const folder = temporaryFolder()
    const { code, stdout } = run('bash', ['-c', `mkdir gone && cd gone && rmdir ../gone && ${command} .`], { cwd: folder })
    expect(code).toBe(2)
    expect(stdout).toMatch('.: not checked: no such file or directory')
  })
})

describe('hostile names', () => {
  const names = [
    'a\u001b[2J.yaml',
    'b\u009b31m.yaml',
    'c\n::error::pwned.yaml',
    'd\u202e.yaml',
    '::warning::e.yaml',
    '##[error]f.yaml',
    '\u0007g.yaml',
  ]
  const folder = temporaryFolder()
  for (const name of names) writeFileSync(join(folder, name), broken())

  test.each(['text', 'compact', 'json', 'sarif', 'github'])('never reach a terminal or a log as they are: %s', format => {
    const { stdout, stderr, code } = seatrial(['--format', format, '.'], { cwd: folder })
    expect(code).toBe(1)
    expect(readdirSync(folder)).toHaveLength(names.length)
    expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]|##\[/)
    if (format !== 'github') expect(stdout + stderr).not.toMatch(/^\s*::/m)
    expect(stdout).not.toMatch(/^::error::pwned/m)
  })

  test('nor in notes and errors', () => {
    const { stderr } = seatrial(['--format', 'compact', 'missing\u001b[2J.yaml', 'x\n::error::y'], { cwd: folder })
    expect(stderr).not.toMatch(/\u001b|^::/m)
    expect(seatrial(['--\u001b[2J'], { cwd: folder }).stderr).not.toContain('\u001b')
  })

  test('a name that looks like a flag is a path behind --, and a hint without', () => {
    write(folder, { '-rf.yaml': clean })
    expect(seatrial(['--', '-rf.yaml'], { cwd: folder }).code).toBe(0)
    expect(seatrial(['-rf.yaml'], { cwd: folder }).stderr).toMatch('A file of that name goes behind --.')
  })
})

describe('--version and --help', () => {
  test('are answered whatever else is there, and load nothing else', () => {
    expect(seatrial(['--version', '--bogus'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    })
    expect(seatrial(['simulate', '--help', '--bogus'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Usage: seatrial simulate/),
    })
    expect(seatrial(['--', '--version'], { cwd }).code).toBe(2)
  })
})
