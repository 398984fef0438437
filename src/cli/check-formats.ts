import { rules } from '../../rules/index.ts'
import type { CheckOutcome } from '../pipeline.ts'
import type { Terminal } from './terminal.ts'

/** How a result of `check` is written. */
export interface CheckLook extends Terminal {
  readonly quiet: boolean
}

/** The result in one format, whose writer is loaded for it. */
export async function renderCheck(format: string, outcome: CheckOutcome, look: CheckLook): Promise<string> {
  switch (format) {
    case 'compact':
      return (await import('../report/compact.ts')).compact(outcome)
    case 'json': {
      const [{ checkResult }, { jsonText }] = await Promise.all([import('../report/results/check.ts'), import('../report/json.ts')])
      return jsonText(checkResult(outcome))
    }
    case 'sarif':
      return renderSarif(outcome)
    case 'github':
      return (await import('../report/github.ts')).github(outcome)
    case 'gitlab':
      return (await import('../report/gitlab.ts')).gitlab(outcome)
    case 'junit':
      return (await import('../report/junit.ts')).junit(outcome)
    case 'markdown':
      return (await import('../report/step-summary.ts')).summaryMarkdown(outcome)
    default:
      return (await import('../report/text.ts')).text(outcome, look)
  }
}

async function renderSarif(outcome: CheckOutcome): Promise<string> {
  const [{ sarif }, { readRulePage }] = await Promise.all([import('../report/sarif.ts'), import('./rule-page.ts')])
  const found = new Set(outcome.diagnostics.map(diagnostic => diagnostic.rule))
  const loaded = await Promise.all(rules.filter(entry => found.has(entry.id)).map(entry => entry.load()))
  return sarif(outcome, { rules: loaded, page: readRulePage })
}
