import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import type { Plugin } from 'esbuild'
import { withoutKit } from '../kit-imports.ts'
import { root } from '../project.ts'
import { loadRules, ruleFolders } from '../rule-registry.ts'
import type { Chunk } from './chunk.ts'

/** Members of a rule that nothing asks for before it has found something. */
const texts = ['summary', 'stage', 'since', 'presets', 'checks', 'peers', 'messages', 'help', 'component', 'fixable'] as const
/** Members that are made into those. */
const sources = ['message']
const name = 'rules.texts'

const ruleFile = /^rules\/[^/]+\/[^/]+\/rule\.ts$/
const definition = /^export default (defineRule|podStandardsRule)\((\{\n.*?^\})\)$/ms
const textMember = new RegExp(`^ {2}(?:${[...texts, ...sources].join('|')})\\b.*\\n(?:(?: {3,}| {2}[}\\])]).*\\n)*`, 'gm')

/** A rule's module without its texts, which the rule then has from their own file, and without the kit; the same text for any other module. */
export function withoutTexts(module: string, source: string): string {
  if (!ruleFile.test(module)) return source
  return withoutKit(source).replace(
    definition,
    (_, define: string, members: string) =>
      `import { withTexts } from '${textsSpecifier}'\nexport default withTexts(${define}(${members.replace(textMember, '')}))`
  )
}

export const textsSpecifier = 'seatrial:rule-texts'

/** How the joining module names what finds the texts of a rule. */
export const finderSpecifier = 'texts:'

/** An expression for what finds the texts of a rule, from a file beside `folder`, which the texts are in. */
export function textFinder(folder: string): string {
  return `({textsOf:id=>require("${folder}/${name}."+id.slice(0,id.indexOf("/"))+".cjs")[id]})`
}

/** Resolves what the rules' modules import for their texts, and leaves these out. */
export const ruleTexts: Plugin = {
  name: 'rule texts',
  setup(context) {
    context.onResolve({ filter: new RegExp(`^${textsSpecifier}$`) }, () => ({ path: textsSpecifier, namespace: 'seatrial' }))
    context.onResolve({ filter: new RegExp(`^${finderSpecifier}$`) }, ({ path }) => ({ path, external: true, sideEffects: false }))
    context.onLoad({ filter: /./, namespace: 'seatrial' }, () => ({ contents: joining, loader: 'js' }))
    context.onLoad({ filter: /rule\.ts$/ }, ({ path }) => ({
      contents: withoutTexts(posix.relative(root, path), readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

/** Gives a rule its texts: each is read when it is asked for. */
export const joining = `import { textsOf } from '${finderSpecifier}'
const later = { ${texts.map(text => `get ${text}() { return textsOf(this.id).${text} }`).join(', ')} }
export const withTexts = ({ id, severity, claim, when, options, document, object, pod, container, cluster }) =>
  ({ __proto__: later, id, severity, claim, when, options, document, object, pod, container, cluster })
`

let files: Promise<readonly Chunk[]> | undefined

/** The files that hold the texts of all rules: one for each category. */
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
  return [...byCategory].map(([category, known]) => ({
    path: `chunks/${name}.${category}.cjs`,
    text: `"use strict";module.exports=JSON.parse(${JSON.stringify(JSON.stringify(known))});\n`,
    exports: [],
    inputs: [],
  }))
}
