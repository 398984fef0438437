import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanManifest, manifestWithFindings } from '../../src/dev/bench/manifests.ts'
import { filesBelow } from '../../src/dev/project.ts'
import { cli, root, run, temporaryFolder } from './program.ts'

const dist = join(root, 'dist')
const folder = temporaryFolder()
const list = join(folder, 'loaded.json')
const hook = join(folder, 'hook.cjs')
writeFileSync(
  hook,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify({
    files: Object.keys(require.cache).filter(file => file !== __filename),
    builtins: process.moduleLoadList.filter(entry => entry.startsWith('NativeModule ')).map(entry => entry.slice(13)),
  })))\n`
)

describe('script that is loaded for one clean Deployment', () => {
  const loaded = loadedFor(cleanManifest)

  test('is at most 150 kB', () => {
    expect(loaded.files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(150_000)
  })

  test('holds no package', () => {
    expect(loaded.names.filter(name => /^(?:yaml|ajv|ajv-formats|minimatch|ora|cli-|log-)/.test(name))).toEqual([])
  })

  test('holds the rules about pods alone, and no simulator', () => {
    expect(loaded.names.filter(name => /^(?:rules\.|simulate\.)/.test(name)).sort()).toEqual([
      'rules.probe.timeout-exceeds-period.cjs',
      'rules.reference.config-key-missing.cjs',
    ])
  })

  test('holds no format but the text', () => {
    expect(loaded.names.filter(name => /sarif|github|json|compact/.test(name))).toEqual([])
  })

  test('needs neither threads nor child processes nor the network', () => {
    expect(loaded.builtins.filter(name => ['worker_threads', 'child_process', 'http', 'https', 'dns', 'tls'].includes(name))).toEqual([])
  })
})

test('a rule is loaded for a file that it may have something to say about', () => {
  const { names } = loadedFor(manifestWithFindings)
  expect(names).toContain('rules.schema.unknown-field.cjs')
  expect(names).toContain('rules.probe.timeout-exceeds-period.cjs')
  expect(names).not.toContain('rules.selector.service-matches-no-pods.cjs')
})

describe('dist', () => {
  test('is at most 1.5 MB', () => {
    expect(filesBelow(dist).reduce((sum, file) => sum + statSync(join(dist, file)).size, 0)).toBeLessThanOrEqual(1_500_000)
  })

  test('requires nothing but its own files and what Node has', () => {
    const foreign = filesBelow(dist)
      .filter(file => file.endsWith('.cjs'))
      .flatMap(file => [...readFileSync(join(dist, file), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(match => match[1]!))
      .filter(specifier => !specifier.startsWith('.') && !isBuiltIn(specifier))
    expect(foreign).toEqual([])
  })

  test('begins with a line that runs it', () => {
    expect(readFileSync(cli, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node')
    expect(statSync(cli).mode & 0o111).toBe(0o111)
  })
})

function loadedFor(manifest: string): { files: readonly string[]; names: readonly string[]; builtins: readonly string[] } {
  const file = join(folder, 'web.yaml')
  writeFileSync(file, manifest)
  const ended = run(process.execPath, ['--require', hook, cli, file], { cwd: folder })
  if (ended.code !== 0 && ended.code !== 1) throw new Error(ended.stderr)
  const { files, builtins } = JSON.parse(readFileSync(list, 'utf8'))
  return { files, names: files.map((path: string) => basename(path)), builtins }
}

function isBuiltIn(specifier: string): boolean {
  return process.getBuiltinModule(specifier) !== undefined
}
