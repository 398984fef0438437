import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import type { Plugin } from 'esbuild'
import { root } from '../project.ts'
import { loadRules, ruleFolders } from '../rule-registry.ts'
import { type Chunk, sideScheme } from './chunk.ts'

/** Members of a rule that nothing asks for before it has found something. */
const texts = ['summary', 'stage', 'since', 'presets', 'checks', 'peers', 'messages', 'help', 'component', 'fixable'] as const
/** Members that are made into those. */
const sources = ['message']
const name = 'rules.texts'

const ruleFile = /^rules\/[^/]+\/[^/]+\/rule\.ts$/
const definition = /^export default (defineRule|podStandardsRule)\((\{\n.*?^\})\)$/ms
const textMember = new RegExp(`^ {2}(?:${[...texts, ...sources].join('|')})\\b.*\\n(?:(?: {3,}| {2}[}\\])]).*\\n)*`, 'gm')

/** A rule's module without its texts, which the rule then has from their own file; the same text for any other module. */
export function withoutTexts(module: string, source: string): string {
  if (!ruleFile.test(module)) return source
  return source.replace(
    definition,
    (_, define: string, members: string) =>
      `import { withTexts } from '${textsSpecifier}'\nexport default withTexts(${define}(${members.replace(textMember, '')}))`
  )
}

const textsSpecifier = 'seatrial:rule-texts'

/** Resolves what the rules' modules import for their texts. */
export const ruleTexts: Plugin = {
  name: 'rule texts',
  setup(context) {
    context.onResolve({ filter: new RegExp(`^${textsSpecifier}$`) }, () => ({ path: textsSpecifier, namespace: 'seatrial' }))
    context.onResolve({ filter: new RegExp(`^${sideScheme}`) }, ({ path }) => ({ path, external: true, sideEffects: false }))
    context.onLoad({ filter: /./, namespace: 'seatrial' }, () => ({ contents: joining, loader: 'js' }))
    context.onLoad({ filter: /rule\.ts$/ }, ({ path }) => ({
      contents: withoutTexts(posix.relative(root, path), readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

/** Gives a rule its texts: each is read when it is asked for. */
const joining = `import { textsOf } from '${sideScheme}${name}'
const later = { ${texts.map(text => `get ${text}() { return textsOf(this.id).${text} }`).join(', ')} }
export const withTexts = ({ id, severity, claim, when, options, document, object, pod, container, cluster }) =>
  ({ __proto__: later, id, severity, claim, when, options, document, object, pod, container, cluster })
`

let files: Promise<readonly Chunk[]> | undefined

/** The files that hold the texts of all rules: one for each category, and one that finds them. */
export function textsOfRules(): Promise<readonly Chunk[]> {
  files ??= makeFiles()
  return files
}

async function makeFiles(): Promise<readonly Chunk[]> {
  const rules = await loadRules(ruleFolders())
  const byCategory = new Map<string, Record<string, unknown>>()
  for (const rule of rules) {
    const category = rule.id.slice(0, rule.id.indexOf('/'))
    const known = byCategory.get(category) ?? {}
    byCategory.set(category, known)
    known[rule.id] = Object.fromEntries(texts.map(text => [text, rule[text]]))
  }
  const finders = [...byCategory.keys()].map(category => `${JSON.stringify(category)}:()=>require("./${name}.${category}.cjs")`)
  const finder = `"use strict";const files={${finders.join(',')}};exports.textsOf=id=>files[id.slice(0,id.indexOf("/"))]()[id];\n`
  return [
    { path: `chunks/${name}.cjs`, text: finder, exports: ['textsOf'], inputs: [] },
    ...[...byCategory].map(([category, known]) => ({
      path: `chunks/${name}.${category}.cjs`,
      text: `"use strict";module.exports=JSON.parse(${JSON.stringify(JSON.stringify(known))});\n`,
      exports: [],
      inputs: [],
    })),
  ]
}
