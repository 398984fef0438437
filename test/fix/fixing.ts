import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { filesBelow, root } from '../../src/dev/project.ts'
import { type FixOutcome, fix } from '../../src/fix-pipeline.ts'
import { parseRulePage } from '../../src/lint/rule-page.ts'

/** What `fix` makes of one text. */
export function fixed(text: string, unsafe = true): Promise<FixOutcome> {
  return fix({ inputs: [{ path: 'a.yaml', text }] }, parseOptions({ unsafe }, 'fix'), rules)
}

/** The text alone. */
export async function fixedText(text: string, unsafe = true): Promise<string> {
  return (await fixed(text, unsafe)).files[0]!.text
}

/** The manifests of the repository, by a name each: its examples, and those of the rules' pages. */
export function manifests(): readonly { readonly name: string; readonly text: string }[] {
  const examples = filesBelow(join(root, 'examples'))
    .filter(path => path.endsWith('.yaml'))
    .map(path => ({ name: `examples/${path}`, text: readFileSync(join(root, 'examples', path), 'utf8') }))
  const pages = filesBelow(join(root, 'rules'))
    .filter(path => path.endsWith('README.md') && path.includes('/'))
    .flatMap(path =>
      parseRulePage(readFileSync(join(root, 'rules', path), 'utf8')).examples.flatMap(({ files }, example) =>
        files.map(({ text }, index) => ({ name: `${path} ${example + 1}.${index + 1}`, text }))
      )
    )
  return [...examples, ...pages]
}
