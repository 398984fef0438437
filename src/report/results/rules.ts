import type { Claim, Severity, Stage } from '../../lint/diagnostic.ts'
import { defaultPreset } from '../../lint/presets.ts'
import type { Peer, Rule } from '../../lint/rule.ts'
import { type UnmatchedCheck, unmatchedChecks } from './unmatched-checks.ts'
import { seatrialVersion } from './version.ts'

/** A peer's check that a rule equals, or how it differs. */
export interface PeerResult {
  readonly tool: Peer['tool']
  readonly check: string
  readonly same: boolean
  readonly difference?: string
}

/** What is known of one rule. */
export interface RuleResult {
  readonly id: string
  readonly summary: string
  readonly severity: Severity
  readonly claim: Claim
  readonly stage: Stage
  /** Runs where the settings name no preset. */
  readonly default: boolean
  readonly presets: readonly string[]
  readonly since: string
  readonly fixable?: 'safe' | 'unsafe'
  /** The JSON schema of its options. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Ids of the master list of checks. */
  readonly checks: readonly string[]
  readonly peers: readonly PeerResult[]
  /** The file of its page; of a rule of a house the one that defines it. */
  readonly page: string
}

/** The result of `rules`. */
export interface RulesResult {
  readonly format: 'seatrial/rules/1'
  readonly rules: readonly RuleResult[]
  /** Checks of other tools that no rule equals, and why. */
  readonly unmatched: readonly UnmatchedCheck[]
}

/** The given rules, in the order of their ids; `files` are those that define rules of a house. */
export function rulesResult(rules: readonly Rule[], files: ReadonlyMap<string, string> = new Map()): RulesResult {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  const results = sorted.map(rule => ruleResult(rule, files.get(rule.id) ?? rulePage(rule.id)))
  return { format: 'seatrial/rules/1', rules: results, unmatched: unmatchedChecks() }
}

/** Path of a rule's page in the package and in the repository. */
export function rulePage(id: string): string {
  return `rules/${id}/README.md`
}

/** The same page of this version on the web. */
export function rulePageUrl(id: string): string {
  return `https://unpkg.com/seatrial@${seatrialVersion}/${rulePage(id)}`
}

function ruleResult({ id, summary, severity, claim, stage, presets, since, fixable, checks, peers }: Rule, page: string): RuleResult {
  return {
    id,
    summary,
    severity,
    claim,
    stage,
    default: presets.includes(defaultPreset),
    presets,
    since,
    ...(fixable !== undefined && { fixable }),
    checks,
    peers: peers.map(peerResult),
    page,
  }
}

function peerResult({ tool, check, same, difference }: Peer): PeerResult {
  return { tool, check, same, ...(difference !== undefined && { difference }) }
}
