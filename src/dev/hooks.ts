import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'
import { loadRules, ruleFolders } from './rule-registry.ts'

const file = '.pre-commit-hooks.yaml'

/**
 * The hooks, by path below the root: that for the changed files leaves out the rules that compare objects of the set, for the others are
 * not given to it.
 */
export async function generateHooks(): Promise<ReadonlyMap<string, string>> {
  const rules = await loadRules(ruleFolders())
  const off = rules.filter(rule => rule.stage === 'set').map(rule => `--rule ${rule.id}=off`)
  const entry = ['  entry: >-', ...['seatrial check --world open', ...off, '--'].map(line => `    ${line}`), ''].join('\n')
  const text = readFileSync(join(root, file), 'utf8')
  return new Map([[file, text.replace(/^ {2}entry: >-\n(?: {4}.*\n)+/m, entry)]])
}
