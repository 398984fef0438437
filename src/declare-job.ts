import type { User } from './apiserver/authorization/user.ts'
import type { DeviceSelectors } from './apiserver/expressions/device-selector.ts'
import { type ApiServer, bearsOnPods, loadApiServer } from './apiserver/index.ts'
import { updatedTypes } from './cluster/apply/updated-types.ts'
import type { Declaration } from './cluster/declaration.ts'
import { isDefinition, loadCustomTypes } from './cluster/declare/custom-kinds.ts'
import { declare, type RecallDeclarations } from './cluster/declare.ts'
import type { Resource, Role } from './cluster/resource.ts'
import type { Settings } from './config/settings.ts'
import type { KubeletConfiguration } from './k8s/kubelet-configuration.ts'
import type { SchedulerConfiguration } from './k8s/scheduler-configuration.ts'
import type { KubernetesObject } from './k8s/types.ts'
import type { KubernetesVersion } from './k8s/version.ts'
import type { Unchecked } from './load/input.ts'
import type { Job } from './outcome.ts'
import type { ReadJob } from './read-job.ts'
import type { CustomTypes } from './schema/custom/custom-types.ts'
import type { ResourceType } from './schema/resource-type.ts'
import { findResourceType } from './schema/resource-types.ts'
import type { SourceDocument } from './source/source-document.ts'

/** The objects of a job, and the server that they are sent to. */
export interface Declared {
  /** As they are decoded. */
  readonly input: readonly Declaration[]
  /** A declaration of the input with what is missing filled in. */
  readonly defaulted: (declaration: Declaration) => Declaration
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
  /** What kube-scheduler is told to do, where anybody says. */
  readonly schedulerConfiguration?: SchedulerConfiguration
  /** What kubelets are told to do, where anybody says. */
  readonly kubeletConfiguration?: KubeletConfiguration
}

/** What earlier runs over nearly the same documents came to, with the same settings. */
export interface DeclareMemory {
  readonly loadCustomTypes: typeof loadCustomTypes
  /** With these custom kinds. */
  recalled(custom: CustomTypes | undefined): RecallDeclarations
  /** The server for these types, of which those `updated` may take the place of others, in a cluster that holds these objects. */
  server(needs: ServerNeeds, load: () => Promise<ApiServer>): Promise<ApiServer>
  defaulted(declaration: Declaration, make: () => Declaration): Declaration
}

/** What decides which parts of a server are loaded. */
export interface ServerNeeds {
  readonly types: readonly ResourceType[]
  readonly updated: ReadonlySet<ResourceType>
  readonly objects: readonly KubernetesObject[]
}

/**
 * What the documents declare; with `recover` also what kubectl would not send, as it was meant.
 * The server is loaded for the kinds of all objects, and for those that are `controlled`.
 */
export async function declareAll(
  read: ReadJob,
  settings: Settings,
  recover = false,
  controlled: readonly (readonly [apiVersion: string, kind: string])[] = [],
  isServed = true,
  memory?: DeclareMemory
): Promise<Declared> {
  const { namespace, version } = settings
  const custom = await (memory?.loadCustomTypes ?? loadCustomTypes)(
    [...read.definitions, ...read.clusterDocuments, ...read.before, ...read.documents],
    version
  )
  const recalled = memory?.recalled(custom)
  const placeholders = read.before.length > 0
  const declareAs = (documents: readonly SourceDocument[], role: Role, firstOrder: number): readonly Declaration[] => {
    if (documents.length === 0) return []
    return declare(documents, {
      ...{ role, namespace, version, firstOrder, placeholders },
      recover: recover && role === 'input',
      ...(custom && { custom }),
      ...(recalled && { recalled }),
    })
  }
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
  const updated = updatedTypes(resources)
  const load = async () => loadApiServer(loaded, version, await senderOf(settings), objects, updated)
  const server = await (memory === undefined ? load() : memory.server({ types: loaded, updated, objects }, load))
  const defaulted = (declaration: Declaration): Declaration => {
    const { resource } = declaration
    if (resource === undefined || !isServed) return declaration
    const make = (): Declaration => ({
      ...declaration,
      resource: { ...resource, object: server.defaults(resource.written, resource.type) },
    })
    return memory === undefined ? make() : memory.defaulted(declaration, make)
  }
  const defaultedOf = (declarations: readonly Declaration[]): readonly Resource[] => declarations.map(defaulted).flatMap(resourcesOf)
  const loadDevices = async () => (await import('./apiserver/expressions/device-selector.ts')).deviceSelectors(version)
  const devices = resources.some(({ type }) => type.group === 'resource.k8s.io') ? { devices: await loadDevices() } : {}
  return {
    input,
    defaulted,
    cluster: defaultedOf(cluster),
    before: defaultedOf(before),
    server,
    isServed,
    podsJudged,
    ...devices,
  }
}

/** The same with what components are told to do, by files of `cluster` and of the input; where one would refuse them, its own way counts. */
export async function withConfigurations(
  declared: Declared,
  cluster: readonly SourceDocument[],
  input: readonly SourceDocument[]
): Promise<{ declared: Declared; troubles: readonly Unchecked[] }> {
  if (cluster.length === 0 && input.length === 0) return { declared, troubles: [] }
  const scheduler = (await import('./config/scheduler/configuration.ts')).chosenConfiguration(cluster, input)
  const kubelet = (await import('./config/kubelet/configuration.ts')).chosenKubeletConfiguration(cluster, input)
  return {
    declared: {
      ...declared,
      ...(scheduler !== undefined && 'configuration' in scheduler && { schedulerConfiguration: scheduler.configuration }),
      ...(kubelet !== undefined && 'configuration' in kubelet && { kubeletConfiguration: kubelet.configuration }),
    },
    troubles: [...refusals('kube-scheduler', scheduler), ...refusals('the kubelet', kubelet)],
  }
}

function refusals(
  component: string,
  answer: { readonly file: string; readonly mistakes: readonly string[] } | { readonly configuration: unknown } | undefined
): readonly Unchecked[] {
  if (answer === undefined || 'configuration' in answer) return []
  const { file, mistakes } = answer
  return mistakes.map(message => ({ file, reason: 'unreadable', message: `${component} refuses it: ${message}` }))
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

/** What is declared, objects of unknown kinds judged by the JSON schemas that somebody brings. */
export async function described(
  declared: Declared,
  schemas: Job['schemas']
): Promise<{ declared: Declared; troubles: readonly Unchecked[] }> {
  if (schemas === undefined || !declared.input.some(({ problem }) => problem === 'unknown-kind')) return { declared, troubles: [] }
  const { declarations, troubles } = await (await import('./cluster/declare/described-kinds.ts')).describeKinds(declared.input, schemas)
  return {
    declared: { ...declared, input: declarations },
    troubles: troubles.map(trouble => ({ ...trouble, reason: 'unreadable' as const })),
  }
}

/** The object of a declaration, where it is one. */
export function resourcesOf(declaration: Declaration): readonly Resource[] {
  return declaration.resource === undefined ? [] : [declaration.resource]
}
