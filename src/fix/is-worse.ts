import type { Diagnostic, Severity } from '../lint/diagnostic.ts'

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

/**
 * What the findings after a change hold that those before it do not, at the severity of what was there or a higher one. A file that could not
 * be read before is allowed everything but being unreadable: only now is the rest of it looked at.
 */
export function newlyFound(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  changed: ReadonlySet<string>
): readonly Diagnostic[] {
  const known = new Map<string, number>()
  const unread = new Set<string>()
  for (const diagnostic of before) {
    const key = keyOf(diagnostic)
    known.set(key, (known.get(key) ?? 0) + 1)
    if (diagnostic.stage === 'read') unread.add(diagnostic.span.file.path)
  }
  return after.filter(diagnostic => {
    const { path } = diagnostic.span.file
    const key = keyOf(diagnostic)
    const left = known.get(key) ?? 0
    if (left > 0) {
      known.set(key, left - 1)
      return false
    }
    if (!changed.has(path) && rank[diagnostic.severity] < rank.error) return false
    if (unread.has(path)) return false
    return rank[diagnostic.severity] >= worstOf(before, path)
  })
}

/** Lines move and messages name neighbours: the rule, the object's kind and the field stand for a finding. */
function keyOf({ rule, path, resource, span }: Diagnostic): string {
  const field = path.filter(step => typeof step === 'string').join('.')
  return `${span.file.path}\0${rule}\0${resource?.kind.toLowerCase() ?? ''}\0${field.toLowerCase()}`
}

function worstOf(before: readonly Diagnostic[], file: string): number {
  let worst = 0
  for (const { span, severity } of before) if (span.file.path === file) worst = Math.max(worst, rank[severity])
  return worst
}
