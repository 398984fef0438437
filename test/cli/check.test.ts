import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seatrial, temporaryFolder } from '../ship/program.ts'
import { broken, clean, pod, service, write } from './files.ts'

const cwd = write(temporaryFolder(), {
  'clean.yaml': clean,
  'broken.yaml': broken(),
  'shop/service.yaml': service('webb'),
  'shop/pod.yaml': pod('web'),
  'compose.yaml': 'services: {web: {image: nginx}}\n',
  'chart.yaml': 'metadata:\n  name: {{ .Release.Name }}\n',
  'check/clean.yaml': clean,
})

function run(line: string, input = '') {
  return seatrial(line === '' ? [] : line.split(' '), { cwd, input })
}

describe('exit codes', () => {
  test.each([
    ['clean.yaml', 0],
    ['broken.yaml', 1],
    ['clean.yaml broken.yaml', 1],
    ['--fail-on never broken.yaml', 0],
    ['shop', 0],
    ['--fail-on warning shop', 1],
    ['--rule selector/service-matches-no-pods=error shop', 1],
    ['--rule schema/unknown-field=off broken.yaml', 0],
    ['--only schema/unknown-field broken.yaml', 1],
    ['--only selector/service-matches-no-pods broken.yaml', 0],
    ['compose.yaml', 0],
    ['missing.yaml', 2],
    ['missing.yaml broken.yaml', 2],
    ['*.json', 2],
    ['--limit file-size=10 clean.yaml', 2],
    ['--cluster missing.yaml clean.yaml', 2],
    ['--bogus clean.yaml', 2],
    ['--world opened clean.yaml', 2],
    ['--only schema/unknown-feild clean.yaml', 2],
    ['--rule nothing/at-all=off clean.yaml', 2],
    ['--limit depth=none clean.yaml', 2],
    ['--nodes 0:cpu=1 clean.yaml', 2],
    ['--output pdf=x clean.yaml', 2],
    ['--output json=missing/x.json clean.yaml', 2],
    ['--output json=missing/x.json broken.yaml', 2],
    ['- -', 2],
    ['--stdin-path a.yaml -', 2],
    ['./check', 0],
    ['-- clean.yaml', 0],
    ['explain', 2],
    ['explain no/rule', 2],
    ['rules extra', 2],
    ['batch extra', 2],
  ])('%s: %i', (line, code) => {
    expect(run(line).code).toBe(code)
  })
})

describe('streams', () => {
  test('usage errors go to standard error, with what was probably meant', () => {
    const { stdout, stderr } = run('--formt json clean.yaml')
    expect(stdout).toBe('')
    expect(stderr).toBe('seatrial: There is no flag "--formt". Did you mean --format?\nseatrial --help lists commands and flags.\n')
  })

  test('a file of another tool is noted where it is named, and passed in silence in a directory', () => {
    expect(run('clean.yaml compose.yaml').stderr).toBe('note: compose.yaml: not checked: Docker Compose file\n')
    expect(run('chart.yaml').stderr).toMatch(/^note: chart.yaml: not checked: Helm template, .*\n$/)
    expect(run('.').stderr).toBe('')
    expect(run('--quiet compose.yaml')).toMatchObject({ stdout: '', stderr: '' })
  })

  test('what could not be read is told before the summary, or on standard error where there is none', () => {
    expect(run('missing.yaml clean.yaml').stdout).toMatch(/^missing\.yaml: not checked: no such file or directory\n\n1 object/)
    expect(run('--format compact missing.yaml')).toMatchObject({
      stdout: '',
      stderr: 'missing.yaml: not checked: no such file or directory\n',
    })
  })

  test('a misspelt command is not only a missing file', () => {
    expect(run('simulat').stderr).toBe('note: simulat is no file; did you mean the command simulate?\n')
  })

  test('--timing is on standard error alone', () => {
    const { stdout, stderr } = run('--timing broken.yaml')
    expect(stderr).toMatch(/^ +\d+\.\d ms {2}schema\/unknown-field$/m)
    expect(stdout).toBe(run('broken.yaml').stdout)
  })
})

describe('formats and files', () => {
  test('text is the default, and compact is its first lines', () => {
    expect(run('broken.yaml').stdout).toMatch(/^broken\.yaml:5:1: error: .* \[schema\/unknown-field\]\n {4}\|\n/)
    expect(run('--format compact broken.yaml').stdout).toBe(`${run('broken.yaml').stdout.split('\n')[0]}\n`)
    expect(run('--format text broken.yaml').stdout).toBe(run('broken.yaml').stdout)
  })

  test('json and sarif are JSON, github is workflow commands', () => {
    expect(JSON.parse(run('--format json broken.yaml').stdout)).toMatchObject({ format: 'seatrial/check/1', exitCode: 1 })
    expect(JSON.parse(run('--format sarif broken.yaml').stdout)).toMatchObject({ version: '2.1.0' })
    expect(run('--format github broken.yaml').stdout).toMatch(/^::error file=broken\.yaml,line=5/)
  })

  test('--output writes whole files beside standard output', () => {
    const { stdout, code } = run('--output json=a.json --output sarif=b.sarif broken.yaml')
    expect(code).toBe(1)
    expect(stdout).toBe(run('broken.yaml').stdout)
    expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(run('--format json broken.yaml').stdout)
    expect(readFileSync(join(cwd, 'b.sarif'), 'utf8')).toBe(run('--format sarif broken.yaml').stdout)
  })

  test('an output that cannot be written is told, and the result still printed', () => {
    const { stdout, stderr } = run('--output json=missing/x.json broken.yaml')
    expect(stderr).toBe('seatrial: missing/x.json could not be written: its directory does not exist.\n')
    expect(stdout).toBe(run('broken.yaml').stdout)
    expect(existsSync(join(cwd, 'missing'))).toBe(false)
  })

  test('the same input gives the same bytes, whatever the locale, the time zone and the order of files', () => {
    const plain = run('--format json broken.yaml shop').stdout
    const { stdout } = seatrial(['--format', 'json', 'shop', 'broken.yaml'], {
      cwd,
      env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'C', TZ: 'Pacific/Apia' },
    })
    expect(JSON.parse(stdout).diagnostics).toEqual(JSON.parse(plain).diagnostics)
  })

  test('--as-server answers for each object, --stored with the object', () => {
    const { server } = JSON.parse(run('--as-server --stored --format json clean.yaml').stdout)
    expect(server).toEqual([expect.objectContaining({ code: 201, stored: expect.objectContaining({ kind: 'ConfigMap' }) })])
    expect(JSON.parse(run('--as-server --format json clean.yaml').stdout).server[0]).not.toHaveProperty('stored')
  })
})

describe('standard input', () => {
  test('is one more file', () => {
    expect(run('-', broken()).stdout).toMatch(/^<stdin>:5:1: error: /)
    expect(run('- shop/pod.yaml', service('webb')).stdout).toMatch(/^<stdin>:7:10: warning: /)
  })

  test('may be empty', () => {
    expect(run('-')).toMatchObject({ code: 0, stdout: 'No Kubernetes object in the input (Kubernetes 1.36).\n' })
  })

  test('has its own limit', () => {
    expect(run('--limit stdin-size=10 -', clean)).toMatchObject({ code: 2 })
    expect(run('--limit file-size=10 -', clean)).toMatchObject({ code: 0 })
  })

  test('--stdin-path takes the place of a file in its set', () => {
    expect(run('--stdin-path shop/service.yaml shop', service('web'))).toMatchObject({ code: 0 })
    expect(run('--format compact shop').stdout).toMatch('shop/service.yaml:7:10')
    expect(run('--format compact --stdin-path shop/service.yaml shop', service('web')).stdout).toBe('')
    expect(run('--format compact --stdin-path shop/pod.yaml shop', pod('webb')).stdout).toBe('')
    expect(run(`--format compact --stdin-path ${cwd}/shop/pod.yaml shop`, pod('webb')).stdout).toBe('')
  })

  test('--stdin-path may name a file that is yet to be saved', () => {
    expect(run('--format compact --stdin-path shop/new.yaml shop', broken()).stdout).toMatch('shop/new.yaml:5:1: error')
  })

  test('--report-only reads everything and tells of some', () => {
    expect(run('--format compact --report-only shop/service.yaml .').stdout).toMatch(/^shop\/service\.yaml:7:10: warning: [^\n]*\n$/)
    expect(run('--report-only shop .').code).toBe(0)
    expect(run('--report-only **/broken.yaml .').code).toBe(1)
  })
})

describe('encodings', () => {
  test('a byte that is no UTF-8 is a finding at its place', () => {
    const lines = ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: x', 'data:', '  k: "caf\u00e9"', '']
    writeFileSync(join(cwd, 'latin1.yaml'), lines.join('\n'), 'latin1')
    const { stdout, code } = run('--format compact latin1.yaml')
    expect(stdout).toMatch(/^latin1\.yaml:6:10: error: [^\n]*\b0xE9\b[^\n]*\n$/)
    expect(code).toBe(1)
  })

  test('UTF-16 with a byte order mark is read as what it is, and columns do not count the mark', () => {
    writeFileSync(join(cwd, 'utf16.yaml'), `\ufeff${broken()}`, 'utf16le')
    writeFileSync(join(cwd, 'bom.yaml'), '\ufeffapiVersion: v1\nkind: ConfigMaps\nmetadata: {name: a}\n')
    expect(run('--format compact utf16.yaml').stdout).toMatch(/^utf16\.yaml:5:1: error: /)
    expect(run('--format compact bom.yaml').stdout).toMatch(/^bom\.yaml:2:7: error: /)
  })
})

describe('colours', () => {
  const sequence = '\u001b['
  test.each([
    ['none without a terminal', '', {}, false],
    ['where they are asked for', '--color always', {}, true],
    ['by FORCE_COLOR', '', { FORCE_COLOR: '1' }, true],
    ['not by FORCE_COLOR=0', '', { FORCE_COLOR: '0' }, false],
    ['not against the flag', '--color never', { FORCE_COLOR: '1' }, false],
    ['the flag stands above NO_COLOR', '--color always', { NO_COLOR: '1' }, true],
  ])('%s', (_, flag, env, colored) => {
    const { stdout } = seatrial([...flag.split(' ').filter(Boolean), 'broken.yaml'], { cwd, env })
    expect(stdout.includes(sequence)).toBe(colored)
  })

  test('never in JSON', () => {
    expect(seatrial(['--color', 'always', '--format', 'json', 'broken.yaml'], { cwd }).stdout).not.toContain(sequence)
  })
})
