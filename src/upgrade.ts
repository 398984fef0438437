import type { Settings } from './config/settings.ts'
import { formatKubernetesVersion } from './k8s/version.ts'
import type { Diagnostic, Stage } from './lint/diagnostic.ts'
import type { RuleEntry, UpgradeBreak } from './lint/rule.ts'
import { type RuleRun, runRules } from './lint/run-rules.ts'
import type { CheckOutcome } from './outcome.ts'

const ruleId = 'deprecation/breaks-on-upgrade'

/** Who would object to an object itself; what follows from other objects is no matter of the version. */
const objecting: ReadonlySet<Stage> = new Set(['decode', 'validate', 'admit', 'warn'])

/** What the version of `upgradeTo` refuses, drops or warns of, and the version of now does not, as findings of one rule. */
export async function upgradeFindings(
  settings: Settings,
  now: readonly Diagnostic[],
  runs: readonly RuleRun[],
  entries: readonly RuleEntry[],
  check: (settings: Settings) => Promise<CheckOutcome>
): Promise<readonly Diagnostic[]> {
  const entry = entries.find(({ id }) => id === ruleId)
  if (entry === undefined || settings.upgradeTo === undefined) return []
  const { upgradeTo, ...plain } = settings
  const all = { ...plain, only: [], newOnly: false }
  const before = settings.only.length === 0 ? now : (await check(all)).diagnostics
  const known = new Set(before.map(keyOf))
  const { diagnostics } = await check({ ...all, version: upgradeTo })
  const differing = diagnostics.filter(finding => objecting.has(finding.stage) && !known.has(keyOf(finding)))
  if (differing.length === 0) return []
  const rule = await entry.load()
  const version = formatKubernetesVersion(upgradeTo)
  return runs.flatMap(run => {
    const breaks = differing.filter(({ set }) => set === run.set).flatMap(finding => breakOf(finding, run, version))
    return runRules({ ...run, rules: [rule], upgradeBreaks: breaks }).diagnostics
  })
}

function keyOf({ rule, span, path }: Diagnostic): string {
  return [rule, span.file.path, span.start, span.end, JSON.stringify(path)].join('\0')
}

/** A finding of the other run, at the same place of this one. */
function breakOf(finding: Diagnostic, { documents }: RuleRun, version: string): readonly UpgradeBreak[] {
  const { file } = finding.span
  const view = documents.find(({ source }) => source.index === finding.document.index && source.file.path === file.path)
  return view === undefined ? [] : [{ document: view.source, finding, version }]
}
