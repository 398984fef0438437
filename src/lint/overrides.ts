import type { Diagnostic, Severity } from './diagnostic.ts'

/** What holds for rules in some files. */
export interface Override {
  readonly files: readonly string[]
  /** What leads from the directory that `files` are relative to, to the working directory: `.`, `shop`, `../shop`. */
  readonly base: string
  readonly rules: ReadonlyMap<string, Severity | 'off'>
}

/** An override whose globs are compiled. */
export interface CompiledOverride {
  readonly matches: (path: string) => boolean
  readonly rules: ReadonlyMap<string, Severity | 'off'>
}

/** What overrides make of findings: `off` those that one of them turns off. */
export interface Overridden {
  readonly on: readonly Diagnostic[]
  readonly off: readonly Diagnostic[]
}

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

/** Goes by the last override that matches a finding's file and names its rule; without one, rules of `elsewhereOff` find nothing. */
export function applyOverrides(
  diagnostics: readonly Diagnostic[],
  overrides: readonly CompiledOverride[],
  severities: ReadonlyMap<string, Severity>,
  elsewhereOff: ReadonlySet<string>
): Overridden {
  const matching = new Map<string, readonly CompiledOverride[]>()
  const on: Diagnostic[] = []
  const off: Diagnostic[] = []
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.span.file
    const own = matching.get(path) ?? overrides.filter(({ matches }) => matches(path))
    matching.set(path, own)
    const level = own.findLast(({ rules }) => rules.has(diagnostic.rule))?.rules.get(diagnostic.rule)
    if (level === 'off') off.push(diagnostic)
    else if (level !== undefined) on.push({ ...diagnostic, severity: severityAt(level, diagnostic, severities.get(diagnostic.rule)) })
    else if (!elsewhereOff.has(diagnostic.rule)) on.push(diagnostic)
  }
  return { on, off }
}

/** A finding that is less severe than its rule stays so. */
function severityAt(level: Severity, { severity }: Diagnostic, usual: Severity | undefined): Severity {
  const isLess = usual !== undefined && rank[severity] < rank[usual]
  return isLess && rank[severity] < rank[level] ? severity : level
}
