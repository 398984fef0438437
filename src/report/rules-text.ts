import type { RulesResult } from './results/rules.ts'
import { hangingLines } from './wrap.ts'

/** The rules by id, each with its severity, what it reports, and the presets that turn it on where it is not on by default. */
export function rulesText({ rules }: RulesResult, { width }: { readonly width: number }): string {
  const entries = rules.map(rule => {
    const preset = rule.default ? '' : ` (${rule.presets.join(', ')})`
    return { title: rule.id, words: `${rule.severity}: ${rule.summary}${preset}` }
  })
  return hangingLines(entries, width)
    .map(line => `${line.slice(2)}\n`)
    .join('')
}
