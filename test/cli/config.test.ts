import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { root, seatrial, temporaryFolder } from '../ship/program.ts'
import { broken, clean, write } from './files.ts'

const folder = temporaryFolder()
const field = 'schema/unknown-field'
let repository = ''
let count = 0

beforeEach(() => {
  repository = join(folder, `${++count}`)
  mkdirSync(join(repository, '.git'), { recursive: true })
  write(repository, { 'shop/a.yaml': broken(), 'shop/web/b.yaml': broken('b') })
})

function run(line: string, cwd = '.') {
  return seatrial(line.split(' '), { cwd: join(repository, cwd) })
}

function config(text: string, path = 'seatrial.yaml'): void {
  write(repository, { [path]: text })
}

describe('the configuration file', () => {
  test('is the nearest upwards, and its globs are relative to it', () => {
    config(`overrides: [{files: [shop/web/**], rule: {${field}: off}}]`)
    expect(run('--format compact', 'shop').stdout.trim().split('\n')).toHaveLength(1)
    expect(run('--format compact', 'shop/web')).toMatchObject({ stdout: '', code: 0 })
    config('{}', 'shop/web/seatrial.yaml')
    expect(run('--format compact', 'shop/web').code).toBe(1)
  })

  test('is not looked for above the root of the repository', () => {
    config('world: opened', '../seatrial.yaml')
    expect(run('--format compact').code).toBe(1)
    config('failOn: never')
    expect(run('--format compact').code).toBe(0)
  })

  test('gives way to the command line', () => {
    config(`failOn: never\nformat: compact\nrule: {${field}: info, rbac/wildcard: error}\nquiet: true`)
    expect(run('.').stdout).toContain(': info: ')
    expect(run('--fail-on info .').code).toBe(1)
    expect(run(`--rule ${field}=warning .`).stdout).toContain(': warning: ')
    expect(JSON.parse(run('--format json --no-config .').stdout).summary).toMatchObject({ error: 2 })
    expect(run('--config seatrial.yaml --no-config .').code).toBe(2)
  })

  test('is told with every mistake in it, and ends the run', () => {
    config('wrld: open\nextends: [base.yaml]')
    config('failOn: eror', 'base.yaml')
    expect(run('.')).toEqual({
      code: 2,
      stdout: '',
      stderr: `base.yaml:1:9: failOn must be error, warning, info or never, not "eror". Did you mean error?
seatrial.yaml:1:1: There is no option "wrld". Did you mean world?
seatrial: The configuration has 2 mistakes.
`,
    })
    expect(run('--config none.yaml .').stderr).toContain('none.yaml cannot be read: no such file or directory.')
  })

  test('cannot reach out of the repository', () => {
    config('world: closed', '../outside.yaml')
    config('extends: [../outside.yaml]')
    expect(run('.').stderr).toContain('../outside.yaml is not below the root of the repository.')
  })

  test('is printed merged with the flags, as a configuration file may be written', () => {
    config('extends: [base.yaml]\nfailOn: never')
    config(`rule: {${field}: info}`, 'base.yaml')
    const printed = run('--print-config --world closed .')
    expect(JSON.parse(printed.stdout)).toMatchObject({ world: 'closed', failOn: 'never', rule: { [field]: 'info' } })
    config(printed.stdout)
    expect(JSON.parse(run('--print-config .').stdout)).toEqual(JSON.parse(printed.stdout))
  })

  test('holds for other commands what they take, and leaves the rest alone', () => {
    config('format: sarif\nnamespace: shop\ndetail: true\nfailOn: never')
    expect(run('simulate .').code).toBe(0)
    expect(JSON.parse(run('simulate --print-config .').stdout)).toMatchObject({ namespace: 'shop', format: 'text' })
  })
})

describe('a baseline', () => {
  test('is written, counts no more, and says when it is stale', () => {
    expect(run('--update-baseline .').code).toBe(2)
    expect(run('--baseline known.json .').stderr).toContain('--update-baseline writes it')
    expect(run('--baseline known.json --update-baseline .').code).toBe(0)
    expect(run('--baseline known.json .')).toMatchObject({ code: 0, stderr: '' })
    write(repository, { 'shop/a.yaml': clean, 'shop/c.yaml': broken('c') })
    const { code, stderr, stdout } = run('--baseline known.json --format compact .')
    expect(code).toBe(1)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('1 finding of the baseline is gone')
  })

  test('may be named by the configuration, beside it', () => {
    config('baseline: known.json')
    expect(run('--update-baseline .', 'shop').code).toBe(0)
    expect(existsSync(join(repository, 'known.json'))).toBe(true)
    expect(run('.', 'shop').code).toBe(0)
  })
})

describe('the state before', () => {
  test('in git tells what is new, without touching the work tree', () => {
    const git = (...args: readonly string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false', ...args], {
        cwd: repository,
        stdio: 'ignore',
      })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'before')
    write(repository, { 'shop/c.yaml': broken('c'), 'shop/a.yaml': `# moved\n${broken()}` })
    const { stdout, code } = run('--from git:HEAD --new-only --format compact .')
    expect(stdout).toMatch(/^shop\/c\.yaml:5:1: error: /)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
    expect(run('--from git:nope --new-only .')).toMatchObject({ code: 2 })
    expect(run('--new-only .')).toMatchObject({ code: 2 })
  })
})

describe('init', () => {
  test('writes a configuration that holds, and replaces none', () => {
    expect(run('init').code).toBe(0)
    expect(run('--print-config .').code).toBe(0)
    expect(run('init').code).toBe(2)
    expect(run('init --force').code).toBe(0)
  })

  test.each([
    ['.kube-linter.yaml', 'checks:\n  include: [wildcard-in-rules]\n  exclude: [latest-tag]\n', 'rbac/wildcard: error'],
    ['polaris.yaml', 'checks:\n  clusterrolebindingClusterAdmin: warning\n', 'rbac/bound-to-cluster-admin: warning'],
    ['.kube-score.yml', 'ignore-test: [service-targets-pod]\nkubernetes-version: v1.34\n', 'kubernetesVersion: "1.34"'],
    ['lint.sh', 'kubeconform -strict -kubernetes-version 1.33.0 -output json .', 'kubernetesVersion: "1.33.0"\nformat: json'],
  ])('takes over %s', (name, text, expected) => {
    write(repository, { [name]: text })
    expect(run(`init --from ${name}`).code).toBe(0)
    expect(readFileSync(join(repository, 'seatrial.yaml'), 'utf8')).toContain(expected)
    expect(run('--print-config .').code).toBe(0)
  })

  test('takes over no configuration of anything else', () => {
    writeFileSync(join(repository, 'other.yaml'), 'a: b\n')
    expect(run('init --from other.yaml').code).toBe(2)
  })
})

describe('test-rules', () => {
  test('says that the pages of the package hold, and where another does not', () => {
    const page = readFileSync(join(root, 'rules/rbac/wildcard/README.md'), 'utf8')
    write(repository, { 'rules/good/README.md': page, 'rules/bad/README.md': page.replace(' # error: rbac/wildcard', '') })
    expect(run('test-rules rules/good')).toMatchObject({ code: 0, stdout: '2 examples as the pages say.\n' })
    expect(run('test-rules rules --format json')).toMatchObject({ code: 1 })
    expect(JSON.parse(run('test-rules rules --format json').stdout)).toEqual({
      format: 'seatrial/test-rules/1',
      passed: 3,
      failed: [{ page: 'rules/bad/README.md', line: 14, message: 'Found without a mark: manifest.yaml:10 [rbac/wildcard].' }],
    })
  })
})
