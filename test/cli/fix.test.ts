import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seatrial, temporaryFolder } from '../ship/program.ts'
import { clean, write } from './files.ts'

const mistaken = `# kept\n${clean.replace('metadata', 'metaData')}`
const mended = `# kept\n${clean}`

describe('fix', () => {
  test('writes a file whole in the place of the old one, with its permissions, and leaves nothing else behind', () => {
    const cwd = write(temporaryFolder(), { 'a.yaml': mistaken })
    chmodSync(join(cwd, 'a.yaml'), 0o640)
    const before = statSync(join(cwd, 'a.yaml')).ino
    expect(seatrial(['fix', 'a.yaml'], { cwd }).code).toBe(0)
    const after = statSync(join(cwd, 'a.yaml'))
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(mended)
    expect(after.ino).not.toBe(before)
    expect(after.mode & 0o777).toBe(0o640)
    expect(readdirSync(cwd)).toEqual(['a.yaml'])
  })

  test('does not touch a file without mistakes', () => {
    const cwd = write(temporaryFolder(), { 'a.yaml': mistaken, 'b.yaml': clean })
    const before = statSync(join(cwd, 'b.yaml'), { bigint: true })
    expect(seatrial(['fix', '.'], { cwd }).code).toBe(0)
    const after = statSync(join(cwd, 'b.yaml'), { bigint: true })
    expect([after.ino, after.mtimeNs, after.ctimeNs]).toEqual([before.ino, before.mtimeNs, before.ctimeNs])
  })

  test('leaves a symbolic link and what it leads to alone, and says so', () => {
    const cwd = write(temporaryFolder(), { 'real/a.yaml': mistaken })
    symlinkSync('real/a.yaml', join(cwd, 'link.yaml'))
    const { code, stderr } = seatrial(['fix', 'link.yaml'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('link.yaml: not written: it is no regular file.')
    expect(lstatSync(join(cwd, 'link.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'real/a.yaml'), 'utf8')).toBe(mistaken)
  })

  test('of standard input prints the fixed text alone', () => {
    expect(seatrial(['fix', '-'], { input: mistaken })).toMatchObject({ code: 0, stdout: mended })
    expect(seatrial(['fix', '-'], { input: clean })).toMatchObject({ code: 0, stdout: clean })
  })

  test('with --diff shows what it would do and writes nothing', () => {
    const cwd = write(temporaryFolder(), { 'a.yaml': mistaken })
    const before = statSync(join(cwd, 'a.yaml'), { bigint: true })
    const { code, stdout } = seatrial(['fix', '--diff', 'a.yaml'], { cwd })
    const after = statSync(join(cwd, 'a.yaml'), { bigint: true })
    expect(code).toBe(1)
    expect(stdout).toBe(
      '--- a/a.yaml\n+++ b/a.yaml\n@@ -1,7 +1,7 @@\n # kept\n apiVersion: v1\n kind: ConfigMap\n-metaData:\n+metadata:\n   name: settings\n data:\n   a: b\n'
    )
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs])
    expect(seatrial(['fix', '--diff', '-'], { input: clean })).toMatchObject({ code: 0, stdout: '' })
  })

  test('keeps a byte order mark and line breaks of Windows', () => {
    const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`
    const cwd = write(temporaryFolder(), { 'a.yaml': windows(mistaken) })
    expect(seatrial(['fix', 'a.yaml'], { cwd }).code).toBe(0)
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(windows(mended))
  })
})
