import { join } from 'node:path'
import { FileReader } from './read-file.ts'

const largestSchema = 10 * 1024 * 1024

/** Looks schemas up in directories, the first that has one counts; each file is read when it is asked for. */
export function schemaFiles(
  directories: readonly string[]
): (name: string) => { readonly path: string; readonly text: string } | undefined {
  const reader = new FileReader(largestSchema)
  return name => {
    for (const directory of directories) {
      const path = join(directory, name)
      const text = reader.read(path, 'named')
      if (typeof text === 'string') return { path, text }
    }
    return undefined
  }
}
