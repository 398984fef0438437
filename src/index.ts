import { rules } from '../rules/index.ts'
import { isObject } from './config/option-reader.ts'
import { parseOptions } from './config/options.ts'
import type { RecordedQuery } from './config/queries.ts'
import type { ReachAssertion, ReachQuery } from './config/reach-queries.ts'
import type { Input } from './load/input.ts'
import { check as runCheck } from './pipeline.ts'
import type { AccessResult } from './report/results/access.ts'
import { type CheckResult, checkResult } from './report/results/check.ts'
import type { FixResults } from './report/results/fix.ts'
import type { ReachResult } from './report/results/reach.ts'
import { type SimulateResult, simulateResult } from './report/results/simulate.ts'
import type { Placement } from './simulate/control-plane/index.ts'

export { UsageError } from './config/settings.ts'
export { defineRule } from './lint/rule.ts'
export type { Input } from './load/input.ts'
export type { AccessResult } from './report/results/access.ts'
export type { CheckResult } from './report/results/check.ts'
export type { FixResults } from './report/results/fix.ts'
export type { ReachResult } from './report/results/reach.ts'
export type { SimulateResult } from './report/results/simulate.ts'

/** The fields of a batch job: texts and options; nothing is read from disk. */
export interface LibraryJob {
  readonly inputs: readonly Input[]
  readonly cluster?: readonly Input[]
  /** CustomResourceDefinitions. */
  readonly crds?: readonly Input[]
  /** The state before: objects found there and in the inputs are updates. */
  readonly from?: readonly Input[]
  /** What a configuration file holds; options win over it. */
  readonly config?: Readonly<Record<string, unknown>>
  /** As in a configuration file: the long flags in camelCase. */
  readonly options?: Readonly<Record<string, unknown>>
  readonly placements?: readonly Placement[]
  /** Questions of `access`, each the spec of a SubjectAccessReview. */
  readonly queries?: readonly RecordedQuery[]
}

/** The fields of a batch job of `reach`. */
export interface LibraryReachJob extends Omit<LibraryJob, 'queries'> {
  /** The old state. */
  readonly diff?: readonly Input[]
  readonly queries?: readonly ReachQuery[]
  readonly assertions?: readonly ReachAssertion[]
}

/** Checks texts; all are one set unless `options.sets` says otherwise. Throws UsageError for options that are none. */
export async function check(job: LibraryJob): Promise<CheckResult> {
  const settings = parseOptions({ sets: 'one', ...optionsOf(job) }, 'check')
  return checkResult(await runCheck(job, settings, rules))
}

/** Plays texts through the control plane. Throws UsageError for options that are none. */
export async function simulate(job: LibraryJob): Promise<SimulateResult> {
  const settings = parseOptions({ sets: 'one', ...optionsOf(job) }, 'simulate')
  const pipeline = await import('./simulate-pipeline.ts')
  return simulateResult(await pipeline.simulate(job, settings))
}

/** Answers who may do what by the roles and bindings of texts. Throws UsageError for options that are none. */
export async function access(job: LibraryJob): Promise<AccessResult> {
  const settings = parseOptions({ sets: 'one', ...optionsOf(job) }, 'access')
  const [pipeline, results] = await Promise.all([import('./access-pipeline.ts'), import('./report/results/access.ts')])
  return results.accessResult(await pipeline.access(job, settings))
}

/** Says who can talk to whom by the policies of texts. Throws UsageError for options that are none. */
export async function reach(job: LibraryReachJob): Promise<ReachResult> {
  const settings = parseOptions({ sets: 'one', ...optionsOf(job) }, 'reach')
  const [pipeline, results] = await Promise.all([import('./reach-pipeline.ts'), import('./report/results/reach.ts')])
  return results.reachResult(await pipeline.reach(job, settings))
}

/** Mends texts as far as their findings have one right answer. Throws UsageError for options that are none. */
export async function fix(job: LibraryJob): Promise<FixResults> {
  const settings = parseOptions({ sets: 'one', ...optionsOf(job) }, 'fix')
  const [pipeline, results] = await Promise.all([import('./fix-pipeline.ts'), import('./report/results/fix.ts')])
  return results.fixResult(await pipeline.fix(job, settings, rules))
}

/** The options of a job, on top of its configuration; objects such as `rule` are joined. */
function optionsOf({ config = {}, options = {} }: Pick<LibraryJob, 'config' | 'options'>): Readonly<Record<string, unknown>> {
  const joined = Object.entries(options).map(([key, value]) => {
    const own = Object.hasOwn(config, key) ? config[key] : undefined
    return [key, isObject(own) && isObject(value) ? { ...own, ...value } : value] as const
  })
  return { ...config, ...Object.fromEntries(joined) }
}
