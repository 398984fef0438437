import { painter } from './colors.ts'
import type { RulesResult } from './results/rules.ts'
import { tableLines } from './table.ts'

/** The rules as a table, those of the default preset marked. */
export function rulesText({ rules }: RulesResult, { color, width }: { readonly color: boolean; readonly width: number }): string {
  const rows = rules.map(rule => [rule.id, rule.severity, rule.default ? 'on' : rule.presets.join(', '), rule.summary])
  return `${tableLines(['RULE', 'SEVERITY', 'PRESET', 'REPORTS'], rows, width, painter(color)).join('\n')}\n`
}
