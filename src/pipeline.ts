import type { ApiServer } from './apiserver/index.ts'
import { apply } from './cluster/apply/apply.ts'
import type { ApplyOptions } from './cluster/apply/apply-options.ts'
import { clusterBefore, podCreator, clusterAfter as servedAfter } from './cluster/apply/create-pod.ts'
import type { Recall } from './cluster/apply/recall.ts'
import { Cluster } from './cluster/cluster.ts'
import type { Declaration } from './cluster/declaration.ts'
import { accepted } from './cluster/request.ts'
import { clusterOf, lastDefinitions } from './cluster/sets/last-definitions.ts'
import { SetQueue } from './cluster/sets/set-queue.ts'
import { splitSets } from './cluster/sets/split-sets.ts'
import { externalMatcher } from './config/externals.ts'
import { type Settings, UsageError } from './config/settings.ts'
import { type Declared, type DeclareMemory, declareAll, described, resourcesOf, withConfigurations } from './declare-job.ts'
import type { KubernetesVersion } from './k8s/version.ts'
import type { Baseline } from './lint/baseline.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import { documentViews } from './lint/document-views.ts'
import { rank } from './lint/rank.ts'
import type { Rule, RuleEntry } from './lint/rule.ts'
import { type RuleRun, runRules } from './lint/run-rules.ts'
import { optionMistakes, selectRules, type UnknownName } from './lint/select-rules.ts'
import { factsOf } from './lint/set-facts.ts'
import { mayBeSuppressed } from './lint/suppression-signs.ts'
import { onlyReads, openQuestions, triggered } from './lint/trigger.ts'
import type { fieldsOf } from './lint/written-fields.ts'
import type { Unchecked } from './load/input.ts'
import type { CheckedSet, CheckOutcome, CheckWatch, Job, SetOutcome, SkippedOutcome, UnknownOutcome } from './outcome.ts'
import { overLimits, type ReadText, readJob } from './read-job.ts'
import type { Findings } from './sift.ts'
import type { SourceDocument } from './source/source-document.ts'
import { exitCodeOf, summarise, unknownKinds, unknownOutcome } from './summary.ts'

export type * from './outcome.ts'

/** What earlier checks with the same settings and rules came to; a check that has it comes to the same as one without. */
export interface CheckMemory {
  /** A reader that knows texts. */
  readonly recalled: (read: ReadText) => ReadText
  readonly declarations: DeclareMemory
  answersOf(server: ApiServer): Recall
  /** Which keys the objects of a set have, by its name. */
  fieldsOf(set: string): typeof fieldsOf
  readonly runRules: typeof runRules
}

/** Finds what a control plane would refuse or never bring to run, set by set. */
export async function check(
  job: Job,
  settings: Settings,
  rules: readonly RuleEntry[],
  watch: CheckWatch = {},
  memory?: CheckMemory
): Promise<CheckOutcome> {
  if (settings.versions !== undefined)
    return (await import('./versions.ts')).checkVersions(settings, each => check(job, each, rules, watch))
  const { clock } = watch
  const timing = new Map<string, number>()
  const selection = selectRules(rules, settings)
  if (selection.unknown[0] !== undefined) throw unknownName(selection.unknown[0])
  const isServed = settings.asServer || selection.entries.length === 0 || !selection.entries.every(({ when }) => onlyReads(when))
  const { sets, declared, documents, patches, keepsAll, skipped, unchecked } = await prepare(job, settings, isServed, memory)
  for (const mistake of optionMistakes(rules, settings.ruleOptions)) throw new UsageError(mistake)
  const checked: CheckedSet[] = []
  const diagnostics: Diagnostic[] = []
  const unknowns: UnknownOutcome[] = []
  const internalErrors: { rule: string; message: string }[] = []
  const runs: RuleRun[] = []
  const withheld = new Set<string>()
  for (let set = sets.next(); set !== undefined; set = sets.next()) {
    const outcome = applySet(set, declared, settings, {}, memory?.answersOf(declared.server))
    const documents = documentViews(set.documents, outcome.declarations)
    const { environment } = outcome
    checked.push(checkedSet(outcome, settings.asServer))
    const facts = factsOf(documents, outcome.cluster, environment, memory?.fieldsOf(outcome.name))
    const wanted = triggered(selection.entries, facts)
    const { progress } = watch
    if (progress !== undefined)
      await progress({ pods: outcome.cluster.podTemplates.length, nodes: outcome.cluster.ofKind('', 'Node').length })
    const missing = wanted.filter(entry => !loadedRules.has(entry))
    if (missing.length > 0) await loadRules(missing)
    const run: RuleRun = {
      set: outcome.name,
      cluster: outcome.cluster,
      environment,
      documents,
      rules: wanted.map(entry => loadedRules.get(entry)!),
      severities: selection.severities,
      presets: selection.presets,
      named: selection.named,
      options: selection.options,
      ...(clock === undefined ? {} : { clock }),
    }
    const result = (memory?.runRules ?? runRules)(run)
    runs.push(keepsAll ? run : withoutObjects(run))
    for (const rule of result.withheld) withheld.add(rule)
    // of as many as there may be, a call with each as an argument fails
    for (const diagnostic of result.diagnostics) diagnostics.push(diagnostic)
    const unasked = webhookKinds.some(kind => facts.present.has(kind)) ? await unaskedWebhooks(outcome) : []
    const open = [...openQuestions(selection.entries, facts, outcome.cluster), ...result.unknowns, ...unasked]
    for (const unknown of open) unknowns.push(unknownOutcome(unknown, outcome.name))
    internalErrors.push(...result.internalErrors)
    for (const [rule, milliseconds] of result.timing) timing.set(rule, (timing.get(rule) ?? 0) + milliseconds)
  }
  if (patches.length > 0 && runs[0] !== undefined)
    diagnostics.push(...(await (await import('./patches.ts')).patchFindings(patches, runs[0], selection.entries, settings)))
  if (settings.upgradeTo !== undefined) {
    const after = (each: Settings): Promise<CheckOutcome> => check(job, each, rules)
    diagnostics.push(...(await (await import('./upgrade.ts')).upgradeFindings(settings, diagnostics, runs, selection.entries, after)))
  }
  const before = settings.newOnly ? await findingsBefore(job, settings, rules) : undefined
  const findings = {
    ...{ diagnostics, settings, documents, entries: rules, selection, runs, withheld },
    ...(job.baseline !== undefined && { baseline: job.baseline }),
    ...(before !== undefined && { before }),
  }
  const sifted = needsSifting(findings) ? await (await import('./sift.ts')).sift(findings) : undefined
  internalErrors.push(...(sifted?.internalErrors ?? []))
  const ranked = rank(sifted?.counted ?? diagnostics, settings.limits.findings)
  const suppressed = rank(sifted?.suppressed ?? [], settings.limits.findings).diagnostics
  const summary = summarise(ranked, suppressed.length, sifted?.baselined.length ?? 0)
  const storedForm = settings.asServer && settings.stored ? await storedFormOf(settings.version) : undefined
  return {
    settings,
    sets: checked,
    ...(storedForm !== undefined && { storedForm }),
    isServed,
    skipped,
    unchecked,
    diagnostics: ranked.diagnostics,
    suppressed,
    baselined: sifted?.baselined ?? [],
    unknowns,
    internalErrors,
    summary,
    exitCode: exitCodeOf(summary, settings.failOn, unchecked.length > 0, internalErrors.length > 0),
    ...(clock !== undefined && { timing }),
  }
}

/** What is there to be checked. */
interface Prepared {
  readonly sets: SetQueue
  readonly declared: Omit<Declared, 'input'>
  /** All documents of the input where they may hold suppressions; else none. */
  readonly documents: readonly SourceDocument[]
  readonly patches: readonly SourceDocument[]
  /** Whether sets are asked for once more when all have been judged. */
  readonly keepsAll: boolean
  readonly skipped: readonly SkippedOutcome[]
  readonly unchecked: readonly Unchecked[]
}

/** Reads and declares what a job holds, set by set. */
async function prepare(job: Job, settings: Settings, isServed: boolean, memory: CheckMemory | undefined): Promise<Prepared> {
  const read = await readJob(job, settings, !settings.asServer, memory?.recalled)
  const known = await declareAll(read, settings, !settings.asServer, [], isServed, memory?.declarations)
  const { declared: told, troubles: refused } = await withConfigurations(known, read.clusterConfigurations, [])
  const { declared, troubles } = await described(told, job.schemas)
  const { input, ...others } = declared
  const { documents, patches } = read
  const mayHide = settings.inlineConfig && mayBeSuppressed(documents, [])
  return {
    sets: new SetQueue(splitSets(input, settings.sets), documents),
    declared: others,
    documents: mayHide ? documents : [],
    patches,
    keepsAll: mayHide || settings.upgradeTo !== undefined || patches.length > 0,
    skipped: [...read.skipped, ...unknownKinds(input)],
    unchecked: [...(job.unchecked ?? []), ...overLimits([...documents, ...patches]), ...refused, ...troubles],
  }
}

function checkedSet({ name, files, objects, requests, declarations }: SetOutcome, keepsAnswers: boolean): CheckedSet {
  const refused = requests.filter(request => !accepted(request)).length
  return { name, files, objects, refused, ...(keepsAnswers ? { requests, declarations } : { requests: [], declarations: [] }) }
}

/** What is left of a run when nobody looks at its objects again, so that their memory is free for the next set. */
function withoutObjects(run: RuleRun): RuleRun {
  const { version, world } = run.environment
  return { ...run, cluster: new Cluster([]), environment: { version, world, requests: [] }, documents: [] }
}

/** The modules of rules, each loaded once however many sets ask for it. */
const loadedRules = new WeakMap<RuleEntry, Rule>()

async function loadRules(entries: readonly RuleEntry[]): Promise<void> {
  await Promise.all(entries.map(async entry => loadedRules.set(entry, await entry.load())))
}

const webhookKinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']

async function unaskedWebhooks({ cluster, environment }: SetOutcome) {
  return (await import('./cluster/apply/unasked-webhooks.ts')).unaskedWebhooks(cluster, environment)
}

async function storedFormOf(version: KubernetesVersion): Promise<NonNullable<CheckOutcome['storedForm']>> {
  const { storedForm } = await import('./apiserver/stored-form.ts')
  return ({ resource, operation, verdict }) => storedForm(verdict.stored, resource.type, operation, version)
}

/** What is there once a set is applied, in which what was refused is absent. */
export function clusterAfter(set: SetOutcome, declared: Declared): Cluster {
  const stored = set.requests.filter(accepted).map(request => request.resource)
  return new Cluster(lastDefinitions([...declared.cluster, ...stored]))
}

/** Sends the objects of a set to the server, in order. */
export function applySet(
  set: { name: string; declarations: readonly Declaration[] },
  declared: Omit<Declared, 'input'>,
  settings: Settings,
  how: Pick<ApplyOptions, 'stores'> = {},
  recall?: Recall
): SetOutcome {
  const declarations = set.declarations.map(declared.defaulted)
  const resources = declarations.flatMap(resourcesOf)
  const { version, world, update } = settings
  const { server, cluster, before } = declared
  const isExternal = externalMatcher(settings.externals)
  const external = isExternal === undefined ? {} : { isExternal }
  const options: ApplyOptions = { ...how, server, world, version, refusedStay: !settings.asServer, cluster, before, update, ...external }
  const requests = declared.isServed ? apply(resources, options, recall) : []
  return {
    name: set.name,
    files: new Set(declarations.map(declaration => declaration.document.file)).size,
    objects: resources.length,
    cluster: clusterOf([...declared.cluster, ...resources]),
    environment: {
      version,
      world,
      requests,
      ...external,
      provisioners: settings.provisioners,
      ...(settings.network !== undefined && { network: settings.network }),
      createPod: podCreator(requests, options),
      ...(declared.podsJudged && { serve: () => servedAfter(requests, options) }),
      startOver: () => clusterBefore(resources, options, requests),
      ...(declared.devices !== undefined && { devices: declared.devices }),
      ...(declared.schedulerConfiguration !== undefined && { schedulerConfiguration: declared.schedulerConfiguration }),
      ...(declared.kubeletConfiguration !== undefined && { kubeletConfiguration: declared.kubeletConfiguration }),
      ...(before.length > 0 && { before }),
    },
    requests,
    declarations,
  }
}

/** Whether anything may keep findings from being counted. */
function needsSifting({ diagnostics, settings, documents, baseline, before }: Findings): boolean {
  const { overrides, reportOnly, inlineConfig } = settings
  if (overrides.length > 0 || reportOnly.length > 0 || baseline !== undefined || before !== undefined) return true
  return inlineConfig && mayBeSuppressed(documents, diagnostics)
}

/** What the state before was found to have, as a baseline. */
async function findingsBefore(
  { from = [], cluster = [], crds = [] }: Job,
  settings: Settings,
  rules: readonly RuleEntry[]
): Promise<Baseline> {
  const { baselineOf } = await import('./lint/baseline.ts')
  const { diagnostics } = await check({ inputs: from, cluster, crds }, { ...settings, newOnly: false, asServer: false }, rules)
  return baselineOf(diagnostics)
}

function unknownName({ what, name, suggestion }: UnknownName): UsageError {
  return new UsageError(`no ${what} is called "${name}"${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`)
}
