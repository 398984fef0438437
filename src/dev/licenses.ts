import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'

/** The licences of the packages whose files are in a bundle: a text that goes where the bundle goes. */
export function licensesOf(sources: readonly string[]): string {
  const folders = new Set(sources.flatMap(source => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []))
  const entries = [...folders].sort().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const file = readdirSync(join(root, folder)).find(entry => /^licen[sc]e/i.test(entry))
    const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(root, folder, file), 'utf8').trim()
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  return `Parts of these packages are in the program.\n\n${entries.join('\n----\n\n')}`
}
