import type { Cluster } from './cluster/cluster.ts'
import type { Declaration } from './cluster/declaration.ts'
import type { SchemaFiles } from './cluster/declare/described-kinds.ts'
import type { Environment } from './cluster/environment.ts'
import type { Request } from './cluster/request.ts'
import type { Settings } from './config/settings.ts'
import type { Baseline } from './lint/baseline.ts'
import type { Diagnostic, ResourceIdentity } from './lint/diagnostic.ts'
import type { Input, Skipped, Unchecked } from './load/input.ts'
import type { AccessAnswer, AccessQuery, TypedQuestion } from './simulate/access/index.ts'
import type { Placement, SimulationOutcome } from './simulate/control-plane/index.ts'
import type { ConnectionChange, Decision, Query, Reachability } from './simulate/network/index.ts'

export type { SchemaFiles } from './cluster/declare/described-kinds.ts'

/** The texts of one run: everything that its result may depend on, beside the settings. */
export interface Job {
  readonly inputs: readonly Input[]
  /** What is already there; takes part in everything and is never reported on. */
  readonly cluster?: readonly Input[]
  /** Definitions of custom kinds; what else is in them does not count. */
  readonly crds?: readonly Input[]
  /** JSON schemas of kinds that nothing else knows, by name. */
  readonly schemas?: SchemaFiles
  /** What of the inputs could not be had. */
  readonly unchecked?: readonly Unchecked[]
  /** The state before. */
  readonly from?: readonly Input[]
  /** Findings that are known, and not counted. */
  readonly baseline?: Baseline
  readonly placements?: readonly Placement[]
  /** What `access` is asked. */
  readonly queries?: readonly AccessQuery[]
  readonly question?: TypedQuestion
}

/** The objects that live in one cluster together. */
export interface SetOutcome {
  /** The nearest directory that holds its files; `.` for the working directory. */
  readonly name: string
  readonly files: number
  /** Objects of the input. */
  readonly objects: number
  readonly cluster: Cluster
  readonly environment: Environment
  /** In document order, one for each object of the input. */
  readonly requests: readonly Request[]
  /** In document order, everything that the input declares, also what no request can be made of. */
  readonly declarations: readonly Declaration[]
}

/** A set that was checked. What the server answered is kept where the result tells it. */
export interface CheckedSet extends Pick<SetOutcome, 'name' | 'files' | 'objects' | 'requests' | 'declarations'> {
  /** How many of its objects the server refuses. */
  readonly refused: number
}

/** A question that the input leaves open. */
export interface UnknownOutcome {
  readonly question: string
  readonly set: string
  readonly resource: ResourceIdentity
  readonly missing: readonly string[]
  readonly message: string
}

/** What was read but not judged. */
export interface SkippedOutcome extends Skipped {
  readonly document?: number
  readonly resource?: ResourceIdentity
}

export interface Summary {
  readonly error: number
  readonly warning: number
  readonly info: number
  readonly suppressed: number
  readonly baselined: number
  readonly truncated: boolean
}

/** What one check found, before it is written in any form. */
export interface CheckOutcome {
  readonly settings: Settings
  readonly sets: readonly CheckedSet[]
  /** False where only rules were asked for that look at nothing but texts and their decoding. */
  readonly isServed?: boolean
  /** How the server answers with the object of an accepted request; only where that is asked for. */
  readonly storedForm?: (request: Request) => unknown
  readonly skipped: readonly SkippedOutcome[]
  readonly unchecked: readonly Unchecked[]
  /** Ranked, deduplicated and sorted. */
  readonly diagnostics: readonly Diagnostic[]
  /** What suppressions and overrides hide; only some formats list it. */
  readonly suppressed: readonly Diagnostic[]
  /** What the baseline knows. */
  readonly baselined: readonly Diagnostic[]
  readonly unknowns: readonly UnknownOutcome[]
  readonly internalErrors: readonly { readonly rule: string; readonly message: string }[]
  readonly summary: Summary
  readonly exitCode: 0 | 1 | 2 | 3
  /** Milliseconds by rule; only where the run was given a clock. */
  readonly timing?: ReadonlyMap<string, number>
}

/** What a run tells while it lasts, and what it measures itself with. */
export interface CheckWatch {
  /** Milliseconds of a steady clock. */
  readonly clock?: () => number
  /** Called before the rules look at a set; what it returns is waited for. */
  readonly progress?: (scope: { readonly pods: number; readonly nodes: number }) => Promise<void> | undefined
}

/** What one simulation found: all inputs in one set. */
export interface SimulateOutcome {
  readonly settings: Settings
  readonly set: SetOutcome
  readonly simulation: SimulationOutcome
  /** With a state before: that one, of which the other is an update. */
  readonly before?: { readonly set: SetOutcome; readonly simulation: SimulationOutcome }
  readonly unchecked: readonly Unchecked[]
}

/** What RBAC says to the questions of one run: all inputs in one set. */
export interface AccessOutcome {
  readonly settings: Settings
  readonly answers: readonly AccessAnswer[]
  /** What to tell whoever typed the question. */
  readonly notes: readonly string[]
  readonly unchecked: readonly Unchecked[]
}

/** The texts of one run of `reach`, and what it is asked. */
export interface ReachJob extends Omit<Job, 'queries' | 'question'> {
  /** The old state. */
  readonly diff?: readonly Input[]
  readonly queries?: readonly Query[]
  readonly assertions?: readonly (Query & { readonly expect: Decision })[]
}

/** A question that had to be answered in one way, and how it was. */
export interface AssertionOutcome {
  readonly id: unknown
  readonly expect: Decision
  readonly verdict: Decision
  readonly holds: boolean
}

/** Who can talk to whom: all inputs in one set. */
export interface ReachOutcome {
  readonly settings: Settings
  readonly reach: Reachability
  /** Against the old state, where there is one. */
  readonly changes?: readonly ConnectionChange[]
  readonly assertions?: readonly AssertionOutcome[]
  readonly unchecked: readonly Unchecked[]
}
