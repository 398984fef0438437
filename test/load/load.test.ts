import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileReader } from '../../src/load/read-file.ts'
import { load, tree } from './tree.ts'

describe('directories', () => {
  test('are read recursively, names in order, manifests by their endings', async () => {
    const root = tree({ 'b.yml': 'b', 'a.yaml': 'a', 'a/z.json': 'z', 'a/B.YAML': 'B', 'readme.md': '', 'c.yaml.bak': '', yaml: '' })
    expect(await load(root, [''])).toEqual({
      inputs: [
        { path: 'a/B.YAML', text: 'B' },
        { path: 'a/z.json', text: 'z' },
        { path: 'a.yaml', text: 'a' },
        { path: 'b.yml', text: 'b' },
      ],
      paths: ['a/B.YAML', 'a/z.json', 'a.yaml', 'b.yml'],
      unchecked: [],
    })
  })

  test('.git and node_modules are never entered', async () => {
    const root = tree({ '.git/a.yaml': '', 'node_modules/x/a.yaml': '', 'x/node_modules/a.yaml': '', '.github/a.yaml': '' })
    expect((await load(root, [''])).paths).toEqual(['.github/a.yaml'])
  })

  test('a directory that is called like a file is entered', async () => {
    expect((await load(tree({ 'dir.yaml/a.yaml': '' }), [''])).paths).toEqual(['dir.yaml/a.yaml'])
  })

  test('of a directory without manifests nothing comes, and nothing is wrong', async () => {
    expect(await load(tree({ 'a.txt': '' }), [''])).toEqual({ inputs: [], paths: [], unchecked: [] })
  })
})

describe('ignore files', () => {
  test('leave out what git would, and .seatrialignore has the last word', async () => {
    const root = tree({
      '.gitignore': '*.tmp.yaml\n/build\nlogs/\n!keep.tmp.yaml\n',
      '.seatrialignore': '!build\nvalues.yaml\n',
      'a.yaml': '',
      'a.tmp.yaml': '',
      'keep.tmp.yaml': '',
      'values.yaml': '',
      'build/a.yaml': '',
      'x/build/a.yaml': '',
      'x/logs/a.yaml': '',
    })
    expect((await load(root, [''])).paths).toEqual(['a.yaml', 'build/a.yaml', 'keep.tmp.yaml', 'x/build/a.yaml'])
  })

  test('of deeper directories decide before those above them', async () => {
    const root = tree({
      '.gitignore': 'a.yaml\n/x/b.yaml\n',
      'a.yaml': '',
      'x/.gitignore': '!a.yaml\n',
      'x/a.yaml': '',
      'x/b.yaml': '',
      'x/y/a.yaml': '',
      'y/a.yaml': '',
    })
    expect((await load(root, [''])).paths).toEqual(['x/a.yaml', 'x/y/a.yaml'])
  })

  test('of the repository hold below it, wherever the run begins', async () => {
    const root = tree({ '.git/HEAD': '', '.gitignore': '/x/y/a.yaml\nb.yaml\n', 'x/y/a.yaml': '', 'x/y/b.yaml': '', 'x/y/c.yaml': '' })
    expect((await load(root, ['x/y'])).paths).toEqual(['x/y/c.yaml'])
  })

  test('above the repository mean nothing', async () => {
    const root = tree({ '.gitignore': '*.yaml\n', 'repository/.git/HEAD': '', 'repository/a.yaml': '' })
    expect((await load(root, ['repository'])).paths).toEqual(['repository/a.yaml'])
  })

  test('do not hold for what is named', async () => {
    const root = tree({ '.gitignore': 'a.yaml\nx/\n', 'a.yaml': '', 'x/b.yaml': '' })
    expect((await load(root, ['a.yaml', 'x'])).paths).toEqual(['a.yaml', 'x/b.yaml'])
  })

  test('nothing is inside a directory that is left out, not even by name', async () => {
    const root = tree({ '.gitignore': 'x/\n!x/a.yaml\n', 'x/a.yaml': '' })
    expect((await load(root, [''])).paths).toEqual([])
  })
})

describe('named files', () => {
  test('are read whatever they are called, in the order given, and once', async () => {
    const root = tree({ b: 'b', 'x/a.txt': 'a', 'x/c.yaml': 'c' })
    const { inputs } = await load(root, ['b', 'x', 'x/a.txt', 'x/c.yaml', 'b'])
    expect(inputs).toEqual([
      { path: 'b', text: 'b', named: true },
      { path: 'x/c.yaml', text: 'c', named: true },
      { path: 'x/a.txt', text: 'a', named: true },
    ])
  })

  test('that do not exist are unreadable', async () => {
    const root = tree({ 'a.yaml': '' })
    expect((await load(root, ['b.yaml', 'a.yaml/c.yaml'])).unchecked).toEqual([
      'b.yaml: unreadable: no such file or directory',
      'a.yaml/c.yaml: unreadable: a part of the path is no directory',
    ])
  })

  test('may be links to anywhere', async () => {
    const root = tree({ 'outside.yaml': 'o', 'x/a.yaml': { link: '../outside.yaml' } })
    expect((await load(root, ['x/a.yaml'])).inputs).toEqual([{ path: 'x/a.yaml', text: 'o', named: true }])
  })
})

describe('symbolic links in a directory', () => {
  test('are not followed out of it', async () => {
    const outside = tree({ 'secret.yaml': '', 'folder/a.yaml': '' })
    const root = tree({ 'a.yaml': { link: join(outside, 'secret.yaml') }, folder: { link: join(outside, 'folder') }, 'b.yaml': 'b' })
    expect(await load(root, [''])).toMatchObject({
      paths: ['b.yaml'],
      unchecked: [
        'a.yaml: unreadable: a symbolic link that leads out of its directory tree',
        'folder: unreadable: a symbolic link that leads out of its directory tree',
      ],
    })
  })

  test('may lead anywhere in the repository', async () => {
    const root = tree({
      '.git/HEAD': '',
      'base/a.yaml': 'a',
      'overlay/base': { link: '../base' },
      'overlay/b.yaml': { link: '../base/a.yaml' },
    })
    expect((await load(root, ['overlay'])).inputs).toEqual([{ path: 'overlay/b.yaml', text: 'a' }])
  })

  test('are no second way to the same file, and give way to the file itself', async () => {
    const root = tree({ 'a.yaml': { link: 'z.yaml' }, 'b.yaml': { link: 'x/w.yaml' }, folder: { link: 'x' }, 'x/w.yaml': '', 'z.yaml': '' })
    expect(await load(root, [''])).toMatchObject({ paths: ['x/w.yaml', 'z.yaml'], unchecked: [] })
  })

  test('that lead in circles or nowhere are told, and the rest is read', async () => {
    const root = tree({
      'a.yaml': { link: 'b.yaml' },
      'b.yaml': { link: 'a.yaml' },
      'c.yaml': { link: 'nowhere' },
      d: { link: 'nowhere' },
      'e.yaml': '',
      'x/up': { link: '..' },
      'x/f.yaml': '',
    })
    expect(await load(root, [''])).toMatchObject({
      paths: ['e.yaml', 'x/f.yaml'],
      unchecked: [
        'a.yaml: unreadable: its symbolic links lead in a circle',
        'b.yaml: unreadable: its symbolic links lead in a circle',
        'c.yaml: unreadable: no such file or directory',
      ],
    })
  })

  test('upwards do not widen what was named', async () => {
    const root = tree({ '.git/HEAD': '', 'x/up': { link: '..' }, 'x/f.yaml': '', 'y/g.yaml': '' })
    expect((await load(root, ['x'])).paths).toEqual(['x/f.yaml'])
  })

  test('to what ignore files leave out do not bring it back', async () => {
    const root = tree({
      '.git/HEAD': '',
      '.gitignore': '/generated\n',
      'generated/a.yaml': '',
      'x/g': { link: '../generated' },
      'x/b.yaml': '',
    })
    expect((await load(root, [''])).paths).toEqual(['x/b.yaml'])
  })
})

describe('what is no regular file', () => {
  test('is never opened by a walk, and never waited for', async () => {
    const root = tree({ 'pipe.yaml': { pipe: true }, 'zero.yaml': { link: '/dev/zero' }, 'a.yaml': '' })
    expect(await load(root, [''])).toMatchObject({
      paths: ['a.yaml'],
      unchecked: [
        'pipe.yaml: unreadable: not a regular file',
        'zero.yaml: unreadable: a symbolic link that leads out of its directory tree',
      ],
    })
    expect((await load(root, ['pipe.yaml', 'zero.yaml'])).unchecked).toEqual([
      'pipe.yaml: unreadable: not a regular file',
      'zero.yaml: unreadable: not a regular file',
    ])
  })
})

describe('limits', () => {
  test('a file as large as the limit is read, a larger one is not, and the others are', async () => {
    const root = tree({ 'a.yaml': 'x'.repeat(1000), 'b.yaml': 'x'.repeat(1001), 'c.yaml': 'c' })
    expect(await load(root, [''])).toMatchObject({ paths: ['a.yaml', 'c.yaml'], unchecked: ['b.yaml: too-large: larger than 1000 bytes'] })
  })

  test('a file larger than the first buffer is read whole', async () => {
    const text = 'äx\n'.repeat(100_000)
    const { inputs } = await load(tree({ 'a.yaml': text, 'b.yaml': 'b' }), [''], { limits: { fileSize: 10 ** 6, stdinSize: 1 } })
    expect(inputs.map(input => input.text)).toEqual([text, 'b'])
  })

  test('a limit is told in mebibytes where it is a whole number of them', () => {
    const root = tree({ 'a.yaml': 'x'.repeat(1024 * 1024 + 1) })
    expect(new FileReader(1024 * 1024).read(join(root, 'a.yaml'), 'found', 'a.yaml')).toMatchObject({ message: 'larger than 1 MiB' })
  })
})

describe('what changes while it is read', () => {
  test('a file that is gone has vanished', () => {
    const root = tree({ 'a.yaml': '' })
    rmSync(join(root, 'a.yaml'))
    expect(new FileReader(100).read(join(root, 'a.yaml'), 'found', 'a.yaml')).toMatchObject({ file: 'a.yaml', reason: 'vanished' })
  })

  test('a file that has become a link, a pipe or a device is not read', () => {
    const root = tree({ 'a.yaml': { link: 'b.yaml' }, 'b.yaml': 'b' })
    expect(new FileReader(100).read(join(root, 'a.yaml'), 'found')).toMatchObject({ reason: 'unreadable' })
  })

  test('between the plan and the reading a file may go', async () => {
    const root = tree({ 'a.yaml': '', 'b.yaml': 'b' })
    const progress = (): undefined => void rmSync(join(root, 'a.yaml'), { force: true })
    expect(await load(root, [''], { progress })).toMatchObject({
      paths: ['b.yaml'],
      unchecked: ['a.yaml: vanished: was there when its directory was listed, and is gone'],
    })
  })
})

describe.skipIf(process.getuid?.() === 0)('without the right to read', () => {
  test('files and directories are told, and the rest is read', async () => {
    const root = tree({ 'a.yaml': '', 'x/b.yaml': '', 'c.yaml': '' })
    chmodSync(join(root, 'a.yaml'), 0)
    chmodSync(join(root, 'x'), 0)
    const loaded = await load(root, [''])
    chmodSync(join(root, 'x'), 0o755)
    expect(loaded).toMatchObject({
      paths: ['c.yaml'],
      unchecked: ['x: unreadable: permission denied', 'a.yaml: unreadable: permission denied'],
    })
  })
})

describe('hostile names', () => {
  const names = [
    '-rf.yaml',
    '--config=x.yaml',
    '::error::x.yaml',
    'a\nb.yaml',
    'a\u001b[2Jb.yaml',
    'a b%.yaml',
    'a*b.yaml',
    '[x].yaml',
    '!x.yaml',
    '#x.yaml',
    '$(x)`.yaml',
  ]

  test.each(names)('%j is found in a directory and read', async name => {
    const root = tree({ [name]: 'text' })
    expect((await load(root, [''])).inputs).toEqual([{ path: name, text: 'text' }])
  })

  test.each(names)('%j is read when it is named, though it may look like a glob', async name => {
    const root = tree({ [name]: 'text', 'axb.yaml': 'other', 'x.yaml': 'other' })
    expect((await load(root, [name])).inputs).toEqual([{ path: name, text: 'text', named: true }])
  })

  test('a name that is no UTF-8 is told, not skipped in silence', async () => {
    const root = tree({ 'a.yaml': '' })
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff]), Buffer.from('.yaml')]), '')
    expect(await load(root, [''])).toMatchObject({ paths: ['a.yaml'], unchecked: ['bad\ufffd.yaml: unreadable: its name is no UTF-8'] })
  })
})

describe('globs', () => {
  const root = tree({
    'a.yaml': '',
    'b.txt': '',
    'apps/web/deploy.yaml': '',
    'apps/web/notes.txt': '',
    'apps/db/deploy.yaml': '',
    'apps/node_modules/x/deploy.yaml': '',
    'apps/out/.gitignore': '*\n',
    'apps/out/deploy.yaml': '',
  })

  test.each([
    ['*.yaml', ['a.yaml']],
    ['*.txt', ['b.txt']],
    ['**/*.txt', ['apps/web/notes.txt', 'b.txt']],
    ['apps/*/deploy.yaml', ['apps/db/deploy.yaml', 'apps/web/deploy.yaml']],
    ['apps/{web,db}', ['apps/db/deploy.yaml', 'apps/web/deploy.yaml']],
    ['apps/w?b/*.{yaml,txt}', ['apps/web/deploy.yaml', 'apps/web/notes.txt']],
    ['./apps/../apps/[vw]eb/**', ['apps/web/deploy.yaml', 'apps/web/notes.txt']],
  ])('%s', async (glob, paths) => {
    expect(await load(root, [glob])).toMatchObject({ paths, unchecked: [] })
  })

  test.each(['*.json', 'nowhere/*.yaml'])('%s matches nothing, which is told', async glob => {
    expect((await load(root, [glob])).unchecked).toEqual([`${glob}: unreadable: matches no file`])
  })

  test('files that a glob finds are not named', async () => {
    expect((await load(root, ['*.yaml'])).inputs).toEqual([{ path: 'a.yaml', text: '' }])
  })
})
