import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { AdmissionView } from './admission/admission-view.ts'
import type { AdmissionPlugin } from './admission/plugin.ts'
import { loadPlugins } from './admission/plugins.ts'
import type { Verdict } from './answer.ts'
import type { User } from './authorization/user.ts'
import { handle } from './handle.ts'
import { loadStrategy } from './load-strategy.ts'
import type { UpdateHandler } from './load-updates.ts'
import type { ServerRequest } from './request.ts'
import type { DefaultsContext, StageContext, Strategy } from './strategy.ts'

export type { AdmissionView } from './admission/admission-view.ts'
export { bearsOnPods, neededPlugins } from './admission/plugins.ts'
export type { ServerRequest } from './request.ts'

/** The first minor whose errors show values as JSON. */
const jsonValuesSince = 34

/** A kube-apiserver as pure functions, for the kinds that it was loaded for. */
export interface ApiServer {
  /** The object as decoding leaves it: missing values filled in. The same object where nothing was missing. */
  defaults(object: KubernetesObject, type: ResourceType): KubernetesObject
  /** What every stage of the server has to say about one request. */
  handle(request: ServerRequest, view: AdmissionView): Verdict
}

/**
 * The server of a version, with what it needs for these kinds, and no more. Without a user, an administrator sends the requests.
 * `objects` are all that may ever be in its cluster, as far as admission depends on them; without them, anything may.
 * `updated` are the kinds of which objects may take the place of stored ones.
 */
export async function loadApiServer(
  types: Iterable<ResourceType>,
  version: KubernetesVersion,
  user?: User,
  objects?: readonly KubernetesObject[],
  updated: Iterable<ResourceType> = []
): Promise<ApiServer> {
  const kinds = [...types]
  const strategies = new Map<unknown, Strategy>()
  const keyOf = ({ kind, group, custom }: ResourceType): unknown => custom ?? `${kind}.${group}`
  for (const type of kinds) if (!strategies.has(keyOf(type))) strategies.set(keyOf(type), await strategyFor(type, objects))
  const updates = new Map<unknown, UpdateHandler>()
  for (const type of updated)
    if (!updates.has(keyOf(type))) updates.set(keyOf(type), await (await import('./load-updates.ts')).loadUpdates(type))
  const pluginsOf = await loadPlugins(kinds, objects)
  const handlers = new Map<ResourceType, KindHandler>()
  const handlerOf = (type: ResourceType): KindHandler => {
    let handler = handlers.get(type)
    if (handler === undefined) {
      const key = keyOf(type)
      handler = { strategy: strategies.get(key) ?? {}, plugins: pluginsOf(type), update: updates.get(key), defaults: { type, version } }
      handlers.set(type, handler)
    }
    return handler
  }
  const authorizer = user === undefined ? undefined : (await import('./authorization/index.ts')).requestAuthorizer(user, version)
  const worded = version.minor < jsonValuesSince ? await oldWords(version) : undefined
  const defaults: ApiServer['defaults'] = (object, type) => {
    const { strategy, defaults: context } = handlerOf(type)
    return strategy.defaults?.(object, context) ?? object
  }
  const sender = user === undefined ? {} : { user }
  const stages = { version, defaults, ...sender, ...(authorizer !== undefined && { authorizer }), ...(worded !== undefined && { worded }) }
  let context: StageContext | undefined
  return {
    defaults,
    handle: (request, view) => {
      if (context?.view !== view) context = { view, ...stages }
      const { strategy, plugins, update } = handlerOf(request.type)
      return handle(request, strategy, plugins, context, update)
    },
  }
}

/** What the server has for one kind. */
interface KindHandler {
  readonly strategy: Strategy
  readonly plugins: readonly AdmissionPlugin[]
  readonly update: UpdateHandler | undefined
  readonly defaults: DefaultsContext
}

/** The strategies that are the same whatever objects there are. */
const knownStrategies = new Map<string, Strategy>()

async function strategyFor(type: ResourceType, objects: readonly KubernetesObject[] | undefined): Promise<Strategy> {
  const { kind, group, custom } = type
  if (custom !== undefined || kind === 'CustomResourceDefinition') return loadStrategy(type, objects)
  const key = `${kind}.${group}`
  const strategy = knownStrategies.get(key) ?? (await loadStrategy(type, objects))
  knownStrategies.set(key, strategy)
  return strategy
}

async function oldWords(version: KubernetesVersion): Promise<NonNullable<StageContext['worded']>> {
  const { inGoSyntax } = await import('./go-syntax.ts')
  return (error, type) => inGoSyntax(error, type, version)
}
