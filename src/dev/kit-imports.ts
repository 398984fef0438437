import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { root } from './project.ts'

let origins: ReadonlyMap<string, string> | undefined

/**
 * The text of a rule that imports from where `rules/kit.ts` has a name from: esbuild splits by file, so that through the kit every rule would
 * load every simulator.
 */
export function withoutKit(rule: string): string {
  origins ??= originsOf(readFileSync(join(root, 'rules/kit.ts'), 'utf8'))
  return directImports(rule, '../../..', origins)
}

/** Modules by the names that the kit has from them, below the root. */
function originsOf(kit: string): ReadonlyMap<string, string> {
  const exports = [...kit.matchAll(/^export \{([^}]*)\} from '([^']+)'/gm)]
  return new Map(exports.flatMap(([, names, from]) => namesOf(names!).map(name => [name, posix.join('rules', from!)] as const)))
}

function directImports(text: string, toRoot: string, origins: ReadonlyMap<string, string>): string {
  return text.replace(/^import \{([^}]*)\} from '[./]+\/kit\.ts'/gm, (_, names: string) =>
    namesOf(names)
      .map(name => `import { ${name} } from '${toRoot}/${origins.get(name) ?? 'rules/kit.ts'}'`)
      .join(';')
  )
}

/** The names of values; types are gone when a program is bundled. */
function namesOf(list: string): readonly string[] {
  return list
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && !name.startsWith('type '))
}
