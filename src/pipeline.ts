import type { User } from './apiserver/authorization/user.ts'
import { type ApiServer, bearsOnPods, loadApiServer } from './apiserver/index.ts'
import { type ApplyOptions, apply } from './cluster/apply/apply.ts'
import { podCreator, clusterAfter as servedAfter } from './cluster/apply/create-pod.ts'
import { Cluster } from './cluster/cluster.ts'
import type { Declaration } from './cluster/declaration.ts'
import { declare } from './cluster/declare.ts'
import { accepted } from './cluster/request.ts'
import type { Resource, Role } from './cluster/resource.ts'
import { lastDefinitions } from './cluster/sets/last-definitions.ts'
import { splitSets } from './cluster/sets/split-sets.ts'
import { nodeManifests } from './config/nodes.ts'
import { pathMatcher } from './config/path-matcher.ts'
import { type Settings, UsageError } from './config/settings.ts'
import type { KubernetesVersion } from './k8s/version.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import { rank } from './lint/rank.ts'
import type { DocumentView, RuleEntry, Unknown } from './lint/rule.ts'
import { runRules } from './lint/run-rules.ts'
import { selectRules, type UnknownName } from './lint/select-rules.ts'
import { factsOf, openQuestions, triggered } from './lint/trigger.ts'
import { recogniseForeign } from './load/foreign.ts'
import type { Input, Unchecked } from './load/input.ts'
import type { CheckOutcome, CheckWatch, Job, SetOutcome, SimulateOutcome, SkippedOutcome, Summary, UnknownOutcome } from './outcome.ts'
import type { ResourceType } from './schema/resource-type.ts'
import { findResourceType } from './schema/resource-types.ts'
import { readDocuments } from './source/read.ts'
import type { SourceDocument } from './source/source-document.ts'
import { SourceFile } from './source/source-file.ts'

export type * from './outcome.ts'

/** Finds what a control plane would refuse or never bring to run, set by set. */
export async function check(job: Job, settings: Settings, rules: readonly RuleEntry[], watch: CheckWatch = {}): Promise<CheckOutcome> {
  const { clock } = watch
  const timing = new Map<string, number>()
  const read = readJob(job, settings)
  const declared = await declareAll(read, settings, !settings.asServer)
  const skipped = [...read.skipped, ...unknownKinds(declared.input)]
  const sets = splitSets(declared.input, settings.sets)
  const outcomes = (sets.length === 0 ? [{ name: '.', declarations: [] }] : sets).map(set => applySet(set, declared, settings))
  const views = viewsBySet(documentViews(read.documents, declared.input), sets)
  const selection = selectRules(rules, settings)
  if (selection.unknown[0] !== undefined) throw unknownName(selection.unknown[0])
  const diagnostics: Diagnostic[] = []
  const unknowns: UnknownOutcome[] = []
  const internalErrors: { rule: string; message: string }[] = []
  for (const [index, outcome] of outcomes.entries()) {
    const documents = views.get(index) ?? []
    const { environment } = outcome
    const facts = factsOf(documents, outcome.cluster, environment)
    const wanted = triggered(selection.entries, facts)
    await watch.progress?.({ pods: outcome.cluster.podTemplates.length, nodes: outcome.cluster.ofKind('', 'Node').length })
    const loaded = await Promise.all(wanted.map(entry => entry.load()))
    const result = runRules({
      set: outcome.name,
      cluster: outcome.cluster,
      environment,
      documents,
      rules: loaded,
      severities: selection.severities,
      presets: selection.presets,
      named: selection.named,
      ...(clock === undefined ? {} : { clock }),
    })
    diagnostics.push(...result.diagnostics)
    const open = [...openQuestions(selection.entries, facts, outcome.cluster), ...result.unknowns]
    unknowns.push(...open.map(unknown => unknownOutcome(unknown, outcome.name)))
    internalErrors.push(...result.internalErrors)
    for (const [rule, milliseconds] of result.timing) timing.set(rule, (timing.get(rule) ?? 0) + milliseconds)
  }
  const reported = await onlyReported(diagnostics, settings.reportOnly)
  const ranked = rank(reported, settings.limits.findings)
  const summary = summarise(ranked.diagnostics, ranked.truncated)
  const unchecked = [...(job.unchecked ?? []), ...overLimits(read.documents)]
  return {
    settings,
    sets: outcomes,
    skipped,
    unchecked,
    diagnostics: ranked.diagnostics,
    unknowns,
    internalErrors,
    summary,
    exitCode: exitCodeOf(summary, settings.failOn, unchecked.length > 0, internalErrors.length > 0),
    ...(clock !== undefined && { timing }),
  }
}

/** Plays the declared set through the control plane: what is refused, where each pod lands, what stays pending. */
export async function simulate(job: Job, settings: Settings): Promise<SimulateOutcome> {
  const read = readJob(job, settings)
  const declared = await declareAll(read, settings)
  const set = applySet({ name: '.', declarations: declared.input }, declared, { ...settings, asServer: true })
  const { simulateControlPlane } = await import('./simulate/control-plane/index.ts')
  const cluster = clusterAfter(set, declared)
  const simulation = simulateControlPlane(cluster, set.environment, {
    arrival: settings.arrival,
    detail: settings.detail,
    placements: job.placements ?? [],
  })
  return { settings, set, simulation, unchecked: [...(job.unchecked ?? []), ...overLimits(read.documents)] }
}

/** What is there once a set is applied, in which what was refused is absent. */
export function clusterAfter(set: SetOutcome, declared: Declared): Cluster {
  const stored = set.requests.filter(accepted).map(request => request.resource)
  return new Cluster(lastDefinitions([...declared.cluster, ...stored]))
}

/** Documents that were not read to their end, for they pass a limit. */
export function overLimits(documents: readonly SourceDocument[]): Unchecked[] {
  return documents.flatMap(({ file, problems }) =>
    problems
      .filter(({ code, fatal }) => code === 'limit' && fatal)
      .map(({ message }) => ({ file: file.path, reason: 'limit' as const, message }))
  )
}

interface ReadJob {
  readonly documents: readonly SourceDocument[]
  readonly clusterDocuments: readonly SourceDocument[]
  readonly skipped: readonly SkippedOutcome[]
}

/** Reads the texts of a job into documents. */
export function readJob(job: Job, settings: Settings): ReadJob {
  const skipped: SkippedOutcome[] = []
  const read = (inputs: readonly Input[], note: boolean): SourceDocument[] =>
    inputs.flatMap(input => {
      const documents = readDocuments(new SourceFile(input.path, input.text), settings.limits)
      const detail = recogniseForeign(input.path, documents)
      if (detail === undefined) return documents
      if (note) skipped.push({ file: input.path, reason: 'foreign', detail })
      return []
    })
  const nodes = settings.nodes.length === 0 ? [] : [nodeManifests(settings.nodes)]
  return { documents: read(job.inputs, true), clusterDocuments: read([...(job.cluster ?? []), ...nodes], false), skipped }
}

interface Declared {
  readonly input: readonly Declaration[]
  /** The objects that are already there. */
  readonly cluster: readonly Resource[]
  readonly server: ApiServer
  /** Something bears on the pods that controllers make. */
  readonly podsJudged: boolean
}

/** What the documents declare, decoded and defaulted; with `recover` also what kubectl would not send, as it was meant. */
export async function declareAll(read: ReadJob, settings: Settings, recover = false): Promise<Declared> {
  const { namespace, version } = settings
  const declareAs = (documents: readonly SourceDocument[], role: Role, firstOrder: number): readonly Declaration[] =>
    declare(documents, { role, namespace, version, firstOrder, recover: recover && role === 'input' })
  const cluster = declareAs(read.clusterDocuments, 'cluster', 0)
  const input = declareAs(read.documents, 'input', cluster.length)
  const types = new Set([...cluster, ...input].flatMap(declaration => declaration.resource?.type ?? []))
  const objects = [...cluster, ...input].flatMap(({ resource }) => resource?.written ?? [])
  const podsJudged = settings.world === 'closed' || objects.some(bearsOnPods)
  const server = await loadApiServer([...types, ...controlledTypes(types, version, podsJudged)], version, await senderOf(settings), objects)
  const defaulted = (declaration: Declaration): Declaration => {
    if (declaration.resource === undefined) return declaration
    const { resource } = declaration
    return { ...declaration, resource: { ...resource, object: server.defaults(resource.written, resource.type) } }
  }
  return { input: input.map(defaulted), cluster: cluster.map(defaulted).flatMap(resourcesOf), server, podsJudged }
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
export function applySet(set: { name: string; declarations: readonly Declaration[] }, declared: Declared, settings: Settings): SetOutcome {
  const resources = set.declarations.flatMap(resourcesOf)
  const { version, world } = settings
  const options: ApplyOptions = { server: declared.server, world, version, refusedStay: !settings.asServer, cluster: declared.cluster }
  const requests = apply(resources, options)
  return {
    name: set.name,
    files: new Set(set.declarations.map(declaration => declaration.document.file)).size,
    objects: resources.length,
    cluster: new Cluster(lastDefinitions([...declared.cluster, ...resources])),
    environment: {
      version,
      world,
      requests,
      createPod: podCreator(requests, options),
      ...(declared.podsJudged && { serve: () => servedAfter(requests, options) }),
    },
    requests,
    declarations: set.declarations,
  }
}

function resourcesOf(declaration: Declaration): readonly Resource[] {
  return declaration.resource === undefined ? [] : [declaration.resource]
}

function unknownKinds(declarations: readonly Declaration[]): SkippedOutcome[] {
  return declarations.flatMap(({ problem, document, apiVersion, kind, namespace, name }) =>
    problem === 'unknown-kind' && apiVersion !== undefined && kind !== undefined
      ? [
          {
            file: document.file.path,
            reason: 'unknown-kind' as const,
            document: document.index,
            resource: { apiVersion, kind, namespace: namespace ?? null, name: name ?? null },
          },
        ]
      : []
  )
}

function documentViews(documents: readonly SourceDocument[], declarations: readonly Declaration[]): readonly DocumentView[] {
  const byDocument = new Map<SourceDocument, Declaration[]>(documents.map(document => [document, []]))
  for (const declaration of declarations) byDocument.get(declaration.document)?.push(declaration)
  return documents.map(source => ({ source, problems: source.problems, declarations: byDocument.get(source) ?? [] }))
}

/** A document that declares nothing goes with the others of its file, else with the first set. */
function viewsBySet(
  views: readonly DocumentView[],
  sets: readonly { declarations: readonly Declaration[] }[]
): Map<number, DocumentView[]> {
  const setOfFile = new Map(sets.flatMap((set, index) => set.declarations.map(({ document }) => [document.file, index] as const)))
  const groups = new Map<number, DocumentView[]>()
  for (const view of views) {
    const index = setOfFile.get(view.source.file) ?? 0
    const group = groups.get(index)
    if (group === undefined) groups.set(index, [view])
    else group.push(view)
  }
  return groups
}

async function onlyReported(diagnostics: readonly Diagnostic[], globs: readonly string[]): Promise<readonly Diagnostic[]> {
  if (globs.length === 0) return diagnostics
  const matches = await pathMatcher(globs)
  return diagnostics.filter(diagnostic => matches(diagnostic.span.file.path))
}

function unknownOutcome({ question, at, missing, message }: Unknown, set: string): UnknownOutcome {
  const { type, namespace, name } = at.resource
  return { question, set, resource: { apiVersion: type.apiVersion, kind: type.kind, namespace, name }, missing, message }
}

function unknownName({ what, name, suggestion }: UnknownName): UsageError {
  return new UsageError(`no ${what} is called "${name}"${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`)
}

function summarise(diagnostics: readonly Diagnostic[], truncated: boolean): Summary {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of diagnostics) counts[severity]++
  return { ...counts, suppressed: 0, baselined: 0, truncated }
}

function exitCodeOf(summary: Summary, failOn: Settings['failOn'], unchecked: boolean, internal: boolean): 0 | 1 | 2 | 3 {
  if (internal) return 3
  if (unchecked) return 2
  const counted = {
    never: 0,
    error: summary.error,
    warning: summary.error + summary.warning,
    info: summary.error + summary.warning + summary.info,
  }
  return counted[failOn] > 0 ? 1 : 0
}
