import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { AdmissionView } from './admission/admission-view.ts'
import { loadPlugins } from './admission/plugins.ts'
import type { Verdict } from './answer.ts'
import type { User } from './authorization/user.ts'
import { handle } from './handle.ts'
import { loadStrategy } from './load-strategy.ts'
import type { ServerRequest } from './request.ts'
import type { Strategy } from './strategy.ts'

export type { AdmissionView } from './admission/admission-view.ts'
export { bearsOnPods } from './admission/plugins.ts'
export type { ServerRequest } from './request.ts'

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
 */
export async function loadApiServer(
  types: Iterable<ResourceType>,
  version: KubernetesVersion,
  user?: User,
  objects?: readonly KubernetesObject[]
): Promise<ApiServer> {
  const kinds = [...types]
  const strategies = new Map<string, Strategy>()
  for (const type of kinds) {
    const key = `${type.kind}.${type.group}`
    if (!strategies.has(key)) strategies.set(key, await loadStrategy(type))
  }
  const strategyOf = (type: ResourceType): Strategy => strategies.get(`${type.kind}.${type.group}`) ?? {}
  const pluginsOf = await loadPlugins(kinds, objects)
  const authorizer = user === undefined ? undefined : (await import('./authorization/index.ts')).requestAuthorizer(user, version)
  const stages = { version, ...(authorizer !== undefined && { authorizer }) }
  return {
    defaults: (object, type) => strategyOf(type).defaults?.(object, { type, version }) ?? object,
    handle: (request, view) => handle(request, strategyOf(request.type), pluginsOf(request.type), { view, ...stages }),
  }
}
