import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll } from 'vitest'
import { type LoadOptions, loadInputs } from '../../src/load/load.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Writes a folder of files, which goes when the tests are over. */
export function tree(entries: Readonly<Record<string, string | { readonly link: string } | { readonly pipe: true }>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'seatrial-load-')))
  made.push(root)
  for (const [path, entry] of Object.entries(entries)) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    if (typeof entry === 'string') writeFileSync(file, entry)
    else if ('link' in entry) symlinkSync(entry.link, file)
    else execFileSync('mkfifo', [file])
  }
  return root
}

/** What is loaded of paths below a root: names as seen from there. */
export async function load(root: string, paths: readonly string[], options: Partial<LoadOptions> = {}) {
  const { inputs, unchecked } = await loadInputs(
    paths.map(path => join(root, path)),
    { limits: { fileSize: 1000, stdinSize: 1000 }, ...options }
  )
  const prefix = `${relative('.', root)}/`
  const short = (path: string): string => (`${path}/` === prefix ? '.' : path.startsWith(prefix) ? path.slice(prefix.length) : path)
  return {
    inputs: inputs.map(input => ({ ...input, path: short(input.path) })),
    paths: inputs.map(input => short(input.path)),
    unchecked: unchecked.map(({ file, reason, message }) => `${short(file)}: ${reason}: ${message}`),
  }
}
