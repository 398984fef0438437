import type { AdmissionView, Tally } from '../../src/apiserver/admission/admission-view.ts'
import { type ApiServer, loadApiServer, type ServerRequest } from '../../src/apiserver/index.ts'
import type { KubernetesObject } from '../../src/k8s/types.ts'
import { newestVersion } from '../../src/k8s/version.ts'
import { decode } from '../../src/schema/decode.ts'
import { allResourceTypes, findResourceType } from '../../src/schema/resource-types.ts'

/** A server for all kinds. */
export const server: ApiServer = await loadApiServer(allResourceTypes(newestVersion), newestVersion)

/** What is sent for an object: decoded and defaulted. */
export function requestOf(value: KubernetesObject, fields: Partial<ServerRequest> = {}): ServerRequest {
  const type = findResourceType(value.apiVersion ?? '', value.kind ?? '', newestVersion)!
  const { object, errors, message } = decode(value, type, { version: newestVersion })
  return {
    operation: 'create',
    type,
    object: server.defaults(object, type),
    namespace: type.namespaced ? (object.metadata?.namespace ?? 'default') : null,
    name: object.metadata?.name ?? null,
    decodeErrors: errors,
    ...(message === undefined ? {} : { decodeMessage: message }),
    ...fields,
  }
}

/** A cluster that holds these objects and namespace `default`. */
export function viewOf(objects: readonly KubernetesObject[] = [], world: 'open' | 'closed' = 'closed'): AdmissionView {
  const all = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }, ...objects]
  const list = (_group: string, kind: string) => all.filter(object => object.kind === kind)
  const tally = <T extends Tally>(start: new () => T): T => {
    const begun = new start()
    for (const after of all) {
      const type = findResourceType(after.apiVersion ?? '', after.kind ?? '', newestVersion)!
      begun.record({
        type,
        namespace: type.namespaced ? (after.metadata?.namespace ?? 'default') : null,
        key: after.metadata?.name ?? '',
        after,
      })
    }
    return begun
  }
  return { world, list, tally, find: (group, kind, _namespace, name) => list(group, kind).find(({ metadata }) => metadata?.name === name) }
}

/** The messages of all objections to an object, in the server's order. */
export function objectionsTo(value: KubernetesObject, view: AdmissionView = viewOf()): readonly string[] {
  return server.handle(requestOf(value), view).objections.map(({ message }) => message)
}
