import type { Cluster } from './cluster/cluster.ts'
import type { Declaration } from './cluster/declaration.ts'
import type { Request } from './cluster/request.ts'
import type { Settings } from './config/settings.ts'
import type { Diagnostic, ResourceIdentity } from './lint/diagnostic.ts'
import type { RuleEntry } from './lint/rule.ts'
import type { Input, Skipped, Unchecked } from './load/input.ts'
import type { SourceDocument } from './source/source-document.ts'

/** The texts of one run: everything that a job may depend on. */
export interface Job {
  readonly inputs: readonly Input[]
  /** What is already there; takes part in everything and is never reported on. */
  readonly cluster?: readonly Input[]
}

/** The objects that live in one cluster together. */
export interface SetOutcome {
  /** The nearest directory that holds its files; `.` for the working directory. */
  readonly name: string
  readonly files: number
  /** Objects of the input. */
  readonly objects: number
  readonly cluster: Cluster
  /** In document order, one for each object of the input. */
  readonly requests: readonly Request[]
}

/** A question that the input leaves open. */
export interface UnknownOutcome {
  readonly question: string
  readonly set: string
  readonly resource: ResourceIdentity
  readonly missing: readonly string[]
  readonly message: string
}

/** What one check found, before it is written in any form. */
export interface CheckOutcome {
  readonly settings: Settings
  readonly sets: readonly SetOutcome[]
  readonly declarations: readonly Declaration[]
  readonly documents: readonly SourceDocument[]
  readonly skipped: readonly (Skipped & { readonly document?: number; readonly resource?: ResourceIdentity })[]
  readonly unchecked: readonly Unchecked[]
  /** Ranked, deduplicated and sorted. */
  readonly diagnostics: readonly Diagnostic[]
  readonly unknowns: readonly UnknownOutcome[]
  readonly internalErrors: readonly { readonly rule: string; readonly message: string }[]
  readonly summary: {
    readonly error: number
    readonly warning: number
    readonly info: number
    readonly suppressed: number
    readonly baselined: number
    readonly truncated: boolean
  }
  readonly exitCode: 0 | 1 | 2 | 3
}

export declare function check(job: Job, settings: Settings, rules: readonly RuleEntry[]): Promise<CheckOutcome>
