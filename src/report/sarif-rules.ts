import type { Severity } from '../lint/diagnostic.ts'
import type { Rule } from '../lint/rule.ts'
import { rulePageUrl } from './results/rules.ts'

/** What SARIF calls a severity. */
export const sarifLevel: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' }

/** A text as a SARIF message: what would be read as a link in it is no link. */
export function sarifMessage(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text
}

/** What a SARIF log says of a rule. */
export function ruleDescriptor(id: string, rule: Rule | undefined, page: string | undefined): unknown {
  const helpUri = rulePageUrl(id)
  if (rule === undefined) return { id, helpUri }
  const { summary, severity, claim } = rule
  return {
    id,
    shortDescription: { text: `${summary}.` },
    helpUri,
    help: { text: `${summary}. ${helpUri}`, ...(page !== undefined && { markdown: page }) },
    defaultConfiguration: { level: sarifLevel[severity] },
    properties: { tags: [id.slice(0, id.indexOf('/')), claim], precision: claim === 'fails' ? 'very-high' : 'high' },
  }
}
