import { realpathSync, statSync } from 'node:fs'
import type { Selection } from './selection.ts'
import { walk } from './walk.ts'

const markdownFiles: Selection = { file: (_, name) => name.endsWith('.md'), directory: () => markdownFiles }

/** The Markdown files at and below a path; the path itself where it is no directory. */
export function pagesBelow(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  return walk(path, markdownFiles, realpathSync.native('.')).files.map(file => file.path)
}
