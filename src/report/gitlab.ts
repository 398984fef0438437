import type { Diagnostic, Severity } from '../lint/diagnostic.ts'
import type { CheckOutcome } from '../outcome.ts'
import { jsonText } from './json.ts'
import { boundedText } from './message-text.ts'
import { placeResult } from './results/place.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' }

/** A Code Quality report as GitLab reads it: a JSON array of issues, each with a fingerprint of its own. */
export function gitlab({ diagnostics }: CheckOutcome): string {
  const seen = new Map<string, number>()
  return jsonText(
    diagnostics.map(diagnostic => {
      const count = (seen.get(diagnostic.fingerprint) ?? 0) + 1
      seen.set(diagnostic.fingerprint, count)
      return issueOf(diagnostic, count === 1 ? diagnostic.fingerprint : `${diagnostic.fingerprint}-${count}`)
    })
  )
}

function issueOf({ rule, category, severity, message, help, component, span }: Diagnostic, fingerprint: string): object {
  const { file, line, endLine } = placeResult(span)
  const words = component === undefined ? [] : [`${component.name}: ${component.sentence}`]
  const body = [...words, ...(help === undefined ? [] : [help])].map(boundedText).join('\n\n')
  return {
    type: 'issue',
    check_name: rule,
    description: boundedText(message),
    ...(body !== '' && { content: { body } }),
    categories: [category === 'security' || category === 'rbac' ? 'Security' : 'Bug Risk'],
    severity: severities[severity],
    fingerprint,
    location: { path: file, lines: { begin: line, end: endLine } },
  }
}
