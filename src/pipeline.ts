import type { User } from './apiserver/authorization/user.ts'
import type { DeviceSelectors } from './apiserver/expressions/device-selector.ts'
import { type ApiServer, bearsOnPods, loadApiServer } from './apiserver/index.ts'
import { type ApplyOptions, apply } from './cluster/apply/apply.ts'
import { clusterBefore, podCreator, clusterAfter as servedAfter } from './cluster/apply/create-pod.ts'
import { updatedTypes } from './cluster/apply/updated-types.ts'
import { Cluster } from './cluster/cluster.ts'
import type { Declaration } from './cluster/declaration.ts'
import { isDefinition, loadCustomTypes } from './cluster/declare/custom-kinds.ts'
import { declare } from './cluster/declare.ts'
import { accepted } from './cluster/request.ts'
import type { Resource, Role } from './cluster/resource.ts'
import { lastDefinitions } from './cluster/sets/last-definitions.ts'
import { splitSets } from './cluster/sets/split-sets.ts'
import { externalMatcher } from './config/externals.ts'
import { type Settings, UsageError } from './config/settings.ts'
import type { KubernetesVersion } from './k8s/version.ts'
import type { Baseline } from './lint/baseline.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import { documentViews, viewsBySet } from './lint/document-views.ts'
import { rank } from './lint/rank.ts'
import type { RuleEntry } from './lint/rule.ts'
import { type RuleRun, runRules } from './lint/run-rules.ts'
import { optionMistakes, selectRules, type UnknownName } from './lint/select-rules.ts'
import { mayBeSuppressed } from './lint/suppression-signs.ts'
import { factsOf, onlyReads, openQuestions, triggered } from './lint/trigger.ts'
import type { Unchecked } from './load/input.ts'
import type { CheckOutcome, CheckWatch, Job, SetOutcome, UnknownOutcome } from './outcome.ts'
import { overLimits, type ReadJob, readJob } from './read-job.ts'
import type { ResourceType } from './schema/resource-type.ts'
import { findResourceType } from './schema/resource-types.ts'
import type { Findings } from './sift.ts'
import type { SourceDocument } from './source/source-document.ts'
import { exitCodeOf, summarise, unknownKinds, unknownOutcome } from './summary.ts'

export type * from './outcome.ts'

/** Finds what a control plane would refuse or never bring to run, set by set. */
export async function check(job: Job, settings: Settings, rules: readonly RuleEntry[], watch: CheckWatch = {}): Promise<CheckOutcome> {
  if (settings.versions !== undefined)
    return (await import('./versions.ts')).checkVersions(settings, each => check(job, each, rules, watch))
  const { clock } = watch
  const timing = new Map<string, number>()
  const selection = selectRules(rules, settings)
  if (selection.unknown[0] !== undefined) throw unknownName(selection.unknown[0])
  const isServed = settings.asServer || selection.entries.length === 0 || !selection.entries.every(({ when }) => onlyReads(when))
  const read = readJob(job, settings)
  const known = await declareAll(read, settings, !settings.asServer, [], isServed)
  const { declared, troubles } = await described(known, job.schemas)
  const skipped = [...read.skipped, ...unknownKinds(declared.input)]
  const sets = splitSets(declared.input, settings.sets)
  const outcomes = (sets.length === 0 ? [{ name: '.', declarations: [] }] : sets).map(set => applySet(set, declared, settings))
  const views = viewsBySet(documentViews(read.documents, declared.input), sets)
  for (const mistake of optionMistakes(rules, settings.ruleOptions)) throw new UsageError(mistake)
  const diagnostics: Diagnostic[] = []
  const unknowns: UnknownOutcome[] = []
  const internalErrors: { rule: string; message: string }[] = []
  const runs: RuleRun[] = []
  const withheld = new Set<string>()
  for (const [index, outcome] of outcomes.entries()) {
    const documents = views.get(index) ?? []
    const { environment } = outcome
    const facts = factsOf(documents, outcome.cluster, environment)
    const wanted = triggered(selection.entries, facts)
    await watch.progress?.({ pods: outcome.cluster.podTemplates.length, nodes: outcome.cluster.ofKind('', 'Node').length })
    const loaded = await Promise.all(wanted.map(entry => entry.load()))
    const run: RuleRun = {
      set: outcome.name,
      cluster: outcome.cluster,
      environment,
      documents,
      rules: loaded,
      severities: selection.severities,
      presets: selection.presets,
      named: selection.named,
      options: selection.options,
      ...(clock === undefined ? {} : { clock }),
    }
    const result = runRules(run)
    runs.push(run)
    for (const rule of result.withheld) withheld.add(rule)
    diagnostics.push(...result.diagnostics)
    const unasked = webhookKinds.some(kind => facts.present.has(kind)) ? await unaskedWebhooks(outcome) : []
    const open = [...openQuestions(selection.entries, facts, outcome.cluster), ...result.unknowns, ...unasked]
    unknowns.push(...open.map(unknown => unknownOutcome(unknown, outcome.name)))
    internalErrors.push(...result.internalErrors)
    for (const [rule, milliseconds] of result.timing) timing.set(rule, (timing.get(rule) ?? 0) + milliseconds)
  }
  if (read.patches.length > 0 && runs[0] !== undefined)
    diagnostics.push(...(await (await import('./patches.ts')).patchFindings(read.patches, runs[0], selection.entries, settings)))
  if (settings.upgradeTo !== undefined) {
    const after = (each: Settings): Promise<CheckOutcome> => check(job, each, rules)
    diagnostics.push(...(await (await import('./upgrade.ts')).upgradeFindings(settings, diagnostics, runs, selection.entries, after)))
  }
  const before = settings.newOnly ? await findingsBefore(job, settings, rules) : undefined
  const { documents } = read
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
  const unchecked = [...(job.unchecked ?? []), ...overLimits([...read.documents, ...read.patches]), ...troubles]
  const storedForm = settings.asServer && settings.stored ? await storedFormOf(settings.version) : undefined
  return {
    settings,
    sets: outcomes,
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

/** What is declared, objects of unknown kinds judged by the JSON schemas that somebody brings. */
async function described(declared: Declared, schemas: Job['schemas']): Promise<{ declared: Declared; troubles: readonly Unchecked[] }> {
  if (schemas === undefined || !declared.input.some(({ problem }) => problem === 'unknown-kind')) return { declared, troubles: [] }
  const { declarations, troubles } = await (await import('./cluster/declare/described-kinds.ts')).describeKinds(declared.input, schemas)
  return {
    declared: { ...declared, input: declarations },
    troubles: troubles.map(trouble => ({ ...trouble, reason: 'unreadable' as const })),
  }
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

interface Declared {
  readonly input: readonly Declaration[]
  /** The objects that are already there. */
  readonly cluster: readonly Resource[]
  /** The objects of the state before. */
  readonly before: readonly Resource[]
  readonly server: ApiServer
  /** Whether the server is asked at all. */
  readonly isServed: boolean
  /** Something bears on the pods that controllers make. */
  readonly podsJudged: boolean
  /** Evaluates the selectors of devices, where any are declared. */
  readonly devices?: DeviceSelectors
}

/**
 * What the documents declare, decoded and defaulted; with `recover` also what kubectl would not send, as it was meant.
 * The server is loaded for the kinds of all objects, and for those that are `controlled`.
 */
export async function declareAll(
  read: ReadJob,
  settings: Settings,
  recover = false,
  controlled: readonly (readonly [apiVersion: string, kind: string])[] = [],
  isServed = true
): Promise<Declared> {
  const { namespace, version } = settings
  const custom = await loadCustomTypes([...read.definitions, ...read.clusterDocuments, ...read.before, ...read.documents], version)
  const placeholders = read.before.length > 0
  const declareAs = (documents: readonly SourceDocument[], role: Role, firstOrder: number): readonly Declaration[] =>
    declare(documents, {
      ...{ role, namespace, version, firstOrder, placeholders },
      recover: recover && role === 'input',
      ...(custom && { custom }),
    })
  const definitions = declareAs(read.definitions, 'cluster', 0).filter(({ resource }) => isDefinition(resource?.written))
  const cluster = [...definitions, ...declareAs(read.clusterDocuments, 'cluster', definitions.length)]
  const before = declareAs(read.before, 'cluster', cluster.length)
  const input = declareAs(read.documents, 'input', cluster.length + before.length)
  const resources = [...cluster, ...before, ...input].flatMap(resourcesOf)
  const types = new Set(resources.map(({ type }) => type))
  const objects = resources.map(({ written }) => written)
  const podsJudged = settings.world === 'closed' || objects.some(bearsOnPods)
  const created = controlled.flatMap(([apiVersion, kind]) => findResourceType(apiVersion, kind, version) ?? [])
  const loaded = isServed ? [...types, ...controlledTypes(types, version, podsJudged), ...created] : []
  const server = await loadApiServer(loaded, version, await senderOf(settings), objects, updatedTypes(resources))
  const defaulted = (declaration: Declaration): Declaration => {
    if (declaration.resource === undefined || !isServed) return declaration
    const { resource } = declaration
    return { ...declaration, resource: { ...resource, object: server.defaults(resource.written, resource.type) } }
  }
  const defaultedOf = (declarations: readonly Declaration[]): readonly Resource[] => declarations.map(defaulted).flatMap(resourcesOf)
  const loadDevices = async () => (await import('./apiserver/expressions/device-selector.ts')).deviceSelectors(version)
  const devices = resources.some(({ type }) => type.group === 'resource.k8s.io') ? { devices: await loadDevices() } : {}
  return {
    input: input.map(defaulted),
    cluster: defaultedOf(cluster),
    before: defaultedOf(before),
    server,
    isServed,
    podsJudged,
    ...devices,
  }
}

/** Who sends the requests; undefined for an administrator. */
async function senderOf({ as }: Settings): Promise<User | undefined> {
  return as === undefined ? undefined : (await import('./apiserver/authorization/user.ts')).impersonated(as.name, as.groups)
}

/** What controllers create, where something bears on it or nodes are declared that could run it. */
function controlledTypes(types: ReadonlySet<ResourceType>, version: KubernetesVersion, podsJudged: boolean): readonly ResourceType[] {
  const pod = findResourceType('v1', 'Pod', version)
  return pod !== undefined && (podsJudged || [...types].some(type => type.kind === 'Node')) ? [pod] : []
}

/** Sends the objects of a set to the server, in order. */
export function applySet(
  set: { name: string; declarations: readonly Declaration[] },
  declared: Declared,
  settings: Settings,
  how: Pick<ApplyOptions, 'stores'> = {}
): SetOutcome {
  const resources = set.declarations.flatMap(resourcesOf)
  const { version, world, update } = settings
  const { server, cluster, before } = declared
  const isExternal = externalMatcher(settings.externals)
  const external = isExternal === undefined ? {} : { isExternal }
  const options: ApplyOptions = { ...how, server, world, version, refusedStay: !settings.asServer, cluster, before, update, ...external }
  const requests = declared.isServed ? apply(resources, options) : []
  return {
    name: set.name,
    files: new Set(set.declarations.map(declaration => declaration.document.file)).size,
    objects: resources.length,
    cluster: new Cluster(lastDefinitions([...declared.cluster, ...resources])),
    environment: {
      version,
      world,
      requests,
      ...external,
      provisioners: settings.provisioners,
      createPod: podCreator(requests, options),
      ...(declared.podsJudged && { serve: () => servedAfter(requests, options) }),
      startOver: () => clusterBefore(resources, options),
      ...(declared.devices !== undefined && { devices: declared.devices }),
      ...(before.length > 0 && { before }),
    },
    requests,
    declarations: set.declarations,
  }
}

function resourcesOf(declaration: Declaration): readonly Resource[] {
  return declaration.resource === undefined ? [] : [declaration.resource]
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
