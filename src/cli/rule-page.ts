import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rulePage } from '../report/results/rules.ts'

/** The Markdown of a rule's page, which the package holds beside its program; undefined where it was left behind. */
export function readRulePage(id: string): string | undefined {
  const page = rulePage(id)
  for (let folder = here(); ; folder = dirname(folder)) {
    const file = join(folder, page)
    if (existsSync(file)) return readFileSync(file, 'utf8')
    if (dirname(folder) === folder || existsSync(join(folder, 'package.json'))) return undefined
  }
}

/** The folder of this code: bundled as CommonJS it is known by one name, as an ES module by another. */
function here(): string {
  return typeof __dirname === 'string' ? __dirname : import.meta.dirname
}
