import type { Settings } from './config/settings.ts'
import { formatKubernetesVersion } from './k8s/version.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import { rank } from './lint/rank.ts'
import type { CheckOutcome } from './outcome.ts'
import { exitCodeOf, summarise } from './summary.ts'

/** Judges against each of several versions. A finding that holds in more than one is one finding, and each names its versions. */
export async function checkVersions(settings: Settings, check: (settings: Settings) => Promise<CheckOutcome>): Promise<CheckOutcome> {
  const { versions = [], ...shared } = settings
  const outcomes: CheckOutcome[] = []
  for (const version of versions) outcomes.push(await check({ ...shared, version }))
  const names = versions.map(formatKubernetesVersion)
  const newest = outcomes.at(-1)!
  const merged = (list: (outcome: CheckOutcome) => readonly Diagnostic[]): readonly Diagnostic[] =>
    mergedFindings(outcomes.map(list), names)
  const ranked = rank(
    merged(outcome => outcome.diagnostics),
    settings.limits.findings
  )
  const suppressed = merged(outcome => outcome.suppressed)
  const baselined = merged(outcome => outcome.baselined)
  const truncated = ranked.truncated || outcomes.some(outcome => outcome.summary.truncated)
  const summary = summarise({ diagnostics: ranked.diagnostics, truncated }, suppressed.length, baselined.length)
  const internalErrors = distinct(outcomes.flatMap(outcome => outcome.internalErrors))
  return {
    ...newest,
    settings,
    skipped: distinct(outcomes.flatMap(outcome => outcome.skipped)),
    diagnostics: ranked.diagnostics,
    suppressed,
    baselined,
    unknowns: distinct(outcomes.flatMap(outcome => outcome.unknowns)),
    internalErrors,
    summary,
    exitCode: exitCodeOf(summary, settings.failOn, newest.unchecked.length > 0, internalErrors.length > 0),
  }
}

/** The findings of several runs, those that say the same joined. */
function mergedFindings(lists: readonly (readonly Diagnostic[])[], names: readonly string[]): readonly Diagnostic[] {
  const found = new Map<string, { readonly diagnostic: Diagnostic; readonly versions: string[] }>()
  for (const [index, list] of lists.entries()) {
    for (const diagnostic of list) {
      const { rule, span, message } = diagnostic
      const key = [rule, span.file.path, span.start, span.end, message].join('\0')
      const known = found.get(key)
      if (known === undefined) found.set(key, { diagnostic, versions: [names[index]!] })
      else known.versions.push(names[index]!)
    }
  }
  return [...found.values()].map(({ diagnostic, versions }) => ({ ...diagnostic, versions }))
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()]
}
