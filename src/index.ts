import { rules } from '../rules/index.ts'
import type { Command } from './config/flag.ts'
import { isObject } from './config/option-reader.ts'
import { parseOptions } from './config/options.ts'
import type { RecordedQuery } from './config/queries.ts'
import type { ReachAssertion, ReachQuery } from './config/reach-queries.ts'
import { type Settings, UsageError } from './config/settings.ts'
import type { CustomRules } from './custom-rules.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import type { Input } from './load/input.ts'
import { check as runCheck } from './pipeline.ts'
import type { AccessResult } from './report/results/access.ts'
import { type CheckResult, checkResult } from './report/results/check.ts'
import { type DiagnosticResult, diagnosticResult } from './report/results/diagnostic.ts'
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
  const custom = job.config === undefined ? undefined : await customRulesOf(job)
  const outcome = await runCheck(job, settings, custom === undefined ? rules : [...rules, ...custom.entries])
  return checkResult(custom?.told(outcome) ?? outcome)
}

/** Texts that somebody is at work on, as an editor has them. */
export interface Workspace {
  /** Puts a text in the place of what its file held; a new file comes behind the others. Undefined takes the file out. */
  change(path: string, text: string | undefined): void
  /** What `check` says of the texts as they are now. It looks only at what the changes since the last time may bear on. */
  check(): Promise<CheckResult>
}

/** Opens the texts of a job for changes; of inputs with one path the last counts. Throws UsageError for options that are none. */
export async function openWorkspace(job: LibraryJob): Promise<Workspace> {
  const settings = settingsOf(job, 'check')
  const isCustom = (await customRulesOf(job)) !== undefined
  const { TextWorkspace } = await import('./workspace/workspace.ts')
  const workspace = new TextWorkspace(job, settings, rules)
  const known = new WeakMap<Diagnostic, DiagnosticResult>()
  const toResult = (diagnostic: Diagnostic): DiagnosticResult => {
    const result = known.get(diagnostic) ?? diagnosticResult(diagnostic)
    known.set(diagnostic, result)
    return result
  }
  return {
    change: (path, text) => workspace.change(path, text),
    // rules of a house tell each of their mistakes once, so that every check needs its own
    check: async () => (isCustom ? check({ ...job, inputs: workspace.inputs }) : checkResult(await workspace.check(), toResult)),
  }
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
  if (!Array.isArray(files) || !files.every(isFile))
    throw new UsageError('config.customRules of a job must be a list of { "path", "text" }: nothing is read from disk.')
  return (await import('./custom-rules.ts')).customRules(files, rules)
}

function isFile(file: unknown): file is Input {
  return isObject(file) && typeof file['path'] === 'string' && typeof file['text'] === 'string'
}

/** The settings of jobs before, by what they say about them. */
const knownSettings = new Map<string, Settings>()
/** How many different ones are remembered. */
const mostKnown = 64

function settingsOf(job: Pick<LibraryJob, 'config' | 'options'>, command: Command): Settings {
  const key = settingsKey(job, command)
  const known = key === undefined ? undefined : knownSettings.get(key)
  if (known !== undefined) return known
  // settings hold lists of the options, which their owner may change afterwards
  const settings = parseOptions(
    { sets: 'one', ...optionsOf(key === undefined ? job : { options: structuredClone(job.options ?? {}) }) },
    command
  )
  if (key === undefined) return settings
  if (knownSettings.size >= mostKnown) knownSettings.clear()
  knownSettings.set(key, settings)
  return settings
}

/** The same for jobs that say the same; undefined where that is more than words, numbers and lists of words. */
function settingsKey({ config, options = {} }: Pick<LibraryJob, 'config' | 'options'>, command: Command): string | undefined {
  if (config !== undefined) return undefined
  const said = Object.entries(options)
  if (said.length === 0) return command
  return said.every(([, value]) => isPlain(value) || (Array.isArray(value) && value.every(isText)))
    ? JSON.stringify([command, said])
    : undefined
}

function isPlain(value: unknown): boolean {
  return isText(value) || typeof value === 'boolean' || Number.isSafeInteger(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
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
