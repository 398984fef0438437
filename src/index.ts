import { rules } from '../rules/index.ts'
import type { Command } from './config/flags.ts'
import { isObject } from './config/option-reader.ts'
import { parseOptions } from './config/options.ts'
import type { RecordedQuery } from './config/queries.ts'
import type { ReachAssertion, ReachQuery } from './config/reach-queries.ts'
import { type Settings, UsageError } from './config/settings.ts'
import type { CustomRules } from './custom-rules.ts'
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
  /** What a configuration file holds; options win over it. Of `customRules` it holds each file's `{ path, text }`. */
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
  const settings = settingsOf(job, 'check')
  const custom = await customRulesOf(job)
  const outcome = await runCheck(job, settings, custom === undefined ? rules : [...rules, ...custom.entries])
  return checkResult(custom?.told(outcome) ?? outcome)
}

/** Plays texts through the control plane. Throws UsageError for options that are none. */
export async function simulate(job: LibraryJob): Promise<SimulateResult> {
  const settings = settingsOf(job, 'simulate')
  const pipeline = await import('./simulate-pipeline.ts')
  return simulateResult(await pipeline.simulate(job, settings))
}

/** Answers who may do what by the roles and bindings of texts. Throws UsageError for options that are none. */
export async function access(job: LibraryJob): Promise<AccessResult> {
  const settings = settingsOf(job, 'access')
  const [pipeline, results] = await Promise.all([import('./access-pipeline.ts'), import('./report/results/access.ts')])
  return results.accessResult(await pipeline.access(job, settings))
}

/** Says who can talk to whom by the policies of texts. Throws UsageError for options that are none. */
export async function reach(job: LibraryReachJob): Promise<ReachResult> {
  const settings = settingsOf(job, 'reach')
  const [pipeline, results] = await Promise.all([import('./reach-pipeline.ts'), import('./report/results/reach.ts')])
  return results.reachResult(await pipeline.reach(job, settings))
}

/** Mends texts as far as their findings have one right answer. Throws UsageError for options that are none. */
export async function fix(job: LibraryJob): Promise<FixResults> {
  const settings = settingsOf(job, 'fix')
  const [pipeline, results] = await Promise.all([import('./fix-pipeline.ts'), import('./report/results/fix.ts')])
  const custom = await customRulesOf(job)
  return results.fixResult(await pipeline.fix(job, settings, custom === undefined ? rules : [...rules, ...custom.entries]))
}

/** The rules of a house that a job's configuration holds; undefined where it holds none. */
async function customRulesOf({ config = {} }: Pick<LibraryJob, 'config'>): Promise<CustomRules | undefined> {
  const { customRules: files } = config
  if (files === undefined) return undefined
  if (!Array.isArray(files) || !files.every(isText))
    throw new UsageError('config.customRules of a job must be a list of { "path", "text" }: nothing is read from disk.')
  return (await import('./custom-rules.ts')).customRules(files, rules)
}

function isText(file: unknown): file is Input {
  return isObject(file) && typeof file['path'] === 'string' && typeof file['text'] === 'string'
}

/** The settings of jobs that say nothing about them. */
const plainSettings = new Map<Command, Settings>()

function settingsOf(job: Pick<LibraryJob, 'config' | 'options'>, command: Command): Settings {
  const isPlain = job.config === undefined && Object.keys(job.options ?? {}).length === 0
  const known = isPlain ? plainSettings.get(command) : undefined
  const settings = known ?? parseOptions({ sets: 'one', ...optionsOf(job) }, command)
  if (isPlain) plainSettings.set(command, settings)
  return settings
}

/** The options of a job, on top of its configuration; objects such as `rule` are joined. */
function optionsOf({ config = {}, options = {} }: Pick<LibraryJob, 'config' | 'options'>): Readonly<Record<string, unknown>> {
  const joined = Object.entries(options).map(([key, value]) => {
    const own = Object.hasOwn(config, key) ? config[key] : undefined
    return [key, isObject(own) && isObject(value) ? { ...own, ...value } : value] as const
  })
  const { customRules: _rules, ...settings } = config
  return { ...settings, ...Object.fromEntries(joined) }
}
