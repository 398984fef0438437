import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadRevision } from '../../src/load/git.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seatrial-git-')))
const before = process.cwd()
const limits = { fileSize: 1000 }

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' })
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

beforeAll(() => {
  git('init', '-q')
  write({
    'a.yaml': 'a: old\n',
    'shop/web.yaml': 'web: old\n',
    'shop/db/db.json': '{"db": "old"}\n',
    'shop/notes.txt': 'no manifest\n',
    'shop/ä b.yaml': 'a: ü\n',
    'shop/.seatrialignore': 'generated/\n',
    'shop/generated/x.yaml': 'x: 1\n',
    'big.yaml': `a: ${'x'.repeat(2000)}\n`,
  })
  git('add', '-A')
  git('commit', '-qm', 'old')
  git('tag', 'v1')
  rmSync(join(folder, 'shop/web.yaml'))
  write({ 'a.yaml': 'a: new\n', 'shop/.seatrialignore': '' })
  git('add', '-A')
  git('commit', '-qm', 'new')
  write({ 'a.yaml': 'a: unsaved\n' })
  process.chdir(folder)
})

afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

async function texts(revision: string, ...paths: readonly string[]) {
  const loaded = await loadRevision(revision, paths, limits)
  if ('error' in loaded) return loaded
  return { texts: Object.fromEntries(loaded.inputs.map(({ path, text }) => [path, text])), unchecked: loaded.unchecked }
}

describe('the texts of a revision', () => {
  test('are those of the same paths as they were then', async () => {
    expect(await texts('v1', '.')).toEqual({
      texts: { 'a.yaml': 'a: old\n', 'shop/db/db.json': '{"db": "old"}\n', 'shop/web.yaml': 'web: old\n', 'shop/ä b.yaml': 'a: ü\n' },
      unchecked: [{ file: 'big.yaml', reason: 'too-large', message: 'larger than 1000 bytes' }],
    })
  })

  test.each([
    ['a file', ['a.yaml'], ['a.yaml']],
    ['a directory', ['shop/db'], ['shop/db/db.json']],
    ['a glob', ['**/w*.yaml'], ['shop/web.yaml']],
    ['an absolute path', [join(folder, 'a.yaml')], ['a.yaml']],
    ['a file that an ignore file leaves out, named itself', ['shop/generated/x.yaml'], ['shop/generated/x.yaml']],
    ['a file that was not there yet', ['none.yaml'], []],
    ['the same twice', ['a.yaml', './a.yaml'], ['a.yaml']],
  ])('of %s', async (_, paths, expected) => {
    expect(Object.keys(((await texts('v1', ...paths)) as { texts: object }).texts)).toEqual(expected)
  })

  test('go by the ignore files of the revision', async () => {
    expect(Object.keys(((await texts('HEAD', 'shop')) as { texts: object }).texts)).toContain('shop/generated/x.yaml')
  })

  test('are named as seen from the working directory', async () => {
    process.chdir(join(folder, 'shop'))
    try {
      expect(await texts('v1', 'web.yaml', '../a.yaml')).toMatchObject({ texts: { 'web.yaml': 'web: old\n', '../a.yaml': 'a: old\n' } })
    } finally {
      process.chdir(folder)
    }
  })

  test.each(['nope', '--help', '-q', '', 'v1:a.yaml'])('are none of %j, which is no revision', async revision => {
    expect(await texts(revision, '.')).toEqual({ error: `there is no revision ${JSON.stringify(revision)}` })
  })

  test('are none where there is no repository', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'seatrial-none-'))
    process.chdir(outside)
    try {
      expect(await texts('v1', '.')).toEqual({ error: 'the working directory is in no repository' })
    } finally {
      process.chdir(folder)
      rmSync(outside, { recursive: true })
    }
  })
})
