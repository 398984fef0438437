import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** The folder of the project, which every script and test runs in or below. */
export const root: string = findRoot(process.cwd())

/** What package.json says. */
export const manifest: { readonly name: string; readonly version: string; readonly files: readonly string[] } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8')
)

/** Writes a file at once, so that whoever runs it meanwhile sees the old or the new text; leaves a file alone that has the text already. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, text, { mode })
  renameSync(temporary, file)
}

/** Paths of the files in and below a folder, with `/`, sorted; none where it does not exist. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/')
    )
    .sort()
}

function findRoot(from: string): string {
  const candidate = join(from, 'package.json')
  if (existsSync(candidate) && JSON.parse(readFileSync(candidate, 'utf8')).name === 'seatrial') return from
  return findRoot(dirname(from))
}
