import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanManifest, manifestWithAnchors, manifestWithFindings, manifestWithSyntaxError } from '../../src/dev/bench/manifests.ts'
import { filesBelow } from '../../src/dev/project.ts'
import { check } from '../../src/index.ts'
import { cli, root, run, temporaryFolder } from './program.ts'

const dist = join(root, 'dist')
const folder = temporaryFolder()
const list = join(folder, 'loaded.json')
const hook = join(folder, 'hook.cjs')
writeFileSync(
  hook,
  `const fs = require('node:fs')
const files = []
for (const name of ['readFileSync', 'openSync']) {
  const read = fs[name]
  fs[name] = (file, ...rest) => {
    if (String(file).endsWith('.cjs')) files.push(String(file))
    return read(file, ...rest)
  }
}
process.on('exit', () => fs.writeFileSync(${JSON.stringify(list)}, JSON.stringify({
  files,
  builtins: process.moduleLoadList.filter(entry => entry.startsWith('NativeModule ')).map(entry => entry.slice(13)),
})))
`
)

describe('what is loaded for one clean Deployment', () => {
  const loaded = loadedFor(cleanManifest)

  test('is the program, without rules and simulators of other kinds, packages, and formats that nobody asked for', () => {
    expect(loaded.names).toEqual(['cli.cjs', 'program.cjs'])
  })

  test('is at most 170 kB of script', () => {
    expect(loaded.files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(170_000)
  })

  test('needs neither threads nor child processes nor the network', () => {
    expect(loaded.builtins.filter(name => ['worker_threads', 'child_process', 'http', 'https', 'dns', 'tls'].includes(name))).toEqual([])
  })
})

test('nothing is loaded to say the version', () => {
  expect(loadedBy(['--version']).names).toEqual(['cli.cjs'])
})

test('what a Deployment with mistakes needs is one more file', () => {
  expect(loadedFor(manifestWithFindings).names).toEqual(['cli.cjs', 'program.cjs', 'findings.cjs'])
})

test.each([
  ['findings', manifestWithFindings],
  ['an anchor', manifestWithAnchors],
  ['a syntax error', manifestWithSyntaxError],
])('a manifest with %s is checked as by the sources', async (_, manifest) => {
  const file = join(folder, 'web.yaml')
  writeFileSync(file, manifest)
  const ended = run(process.execPath, [cli, 'web.yaml', '--format', 'json'], { cwd: folder })
  expect(ended.stderr).toBe('')
  const expected = await check({ inputs: [{ path: 'web.yaml', text: manifest }] })
  const rulesOf = ({ diagnostics }: typeof expected) => diagnostics.map(({ rule }) => rule)
  expect(rulesOf(JSON.parse(ended.stdout))).toEqual(rulesOf(expected))
})

test('what is rarely needed of the program is loaded from whichever of its files is asked first', () => {
  for (const file of filesBelow(dist).filter(path => /^chunks\/rare\.[^/]*\.cjs$/.test(path))) {
    const load = `process.exitCode = require(${JSON.stringify(join(dist, file))}).every(each => typeof each === 'function') ? 0 : 1`
    expect(run(process.execPath, ['-e', load]).code, file).toBe(0)
  }
})

test('a rule is loaded for a set that it may have something to say about', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n'
  expect(loadedFor(service).names).toContain('rules.selector.service-matches-no-pods.cjs')
})

test('the program is loaded from its compiled code, and without it', () => {
  const copy = join(folder, 'copy')
  cpSync(dist, copy, { recursive: true })
  const compiled = filesBelow(copy).filter(file => file.endsWith('.compiled'))
  expect(compiled).toEqual(['findings.compiled', 'program.compiled'])
  const checked = (): unknown => run(process.execPath, [join(copy, 'cli.cjs'), join(root, 'examples/shop')], { cwd: root })
  const expected = checked()
  for (const file of compiled) writeFileSync(join(copy, file), readFileSync(join(copy, file)).subarray(0, 100))
  expect(checked()).toEqual(expected)
  for (const file of compiled) rmSync(join(copy, file))
  expect(checked()).toEqual(expected)
})

describe('dist', () => {
  test('is at most 2.6 MB of program', () => {
    const program = filesBelow(dist).filter(file => /\.[cm]js$/.test(file))
    expect(program.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0)).toBeLessThanOrEqual(2_600_000)
  })

  test('requires nothing but its own files and what Node has', () => {
    const foreign = filesBelow(dist)
      .filter(file => file.endsWith('.cjs'))
      .flatMap(file => [...readFileSync(join(dist, file), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(match => match[1]!))
      // ajv holds requires as texts, of code that it writes for others
      .filter(specifier => !specifier.startsWith('.') && !isBuiltIn(specifier) && !specifier.startsWith('ajv'))
    expect(foreign).toEqual([])
  })

  test('begins with a line that runs it', () => {
    expect(readFileSync(cli, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node')
    expect(statSync(cli).mode & 0o111).toBe(0o111)
  })
})

interface Loaded {
  readonly files: readonly string[]
  readonly names: readonly string[]
  readonly builtins: readonly string[]
}

function loadedFor(manifest: string): Loaded {
  const file = join(folder, 'web.yaml')
  writeFileSync(file, manifest)
  return loadedBy([file])
}

function loadedBy(words: readonly string[]): Loaded {
  const ended = run(process.execPath, ['--require', hook, cli, ...words], { cwd: folder })
  if (ended.code !== 0 && ended.code !== 1) throw new Error(ended.stderr)
  const { files, builtins } = JSON.parse(readFileSync(list, 'utf8'))
  return { files, names: files.map((path: string) => basename(path)), builtins }
}

function isBuiltIn(specifier: string): boolean {
  return process.getBuiltinModule(specifier) !== undefined
}
