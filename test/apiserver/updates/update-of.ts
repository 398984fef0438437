import { loadApiServer } from '../../../src/apiserver/index.ts'
import { mergeApplied } from '../../../src/cluster/apply/merge-applied.ts'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { type KubernetesVersion, newestVersion } from '../../../src/k8s/version.ts'
import { allResourceTypes } from '../../../src/schema/resource-types.ts'
import { requestOf, viewOf } from '../request-of.ts'

const types = allResourceTypes(newestVersion)
const servers = new Map<number, ReturnType<typeof loadApiServer>>()

/** What the server says to an object that is applied over one that it has created; or that takes its place as it is. */
export async function updateOf(
  old: KubernetesObject,
  object: KubernetesObject,
  version: KubernetesVersion = newestVersion,
  mode: 'apply' | 'replace' = 'apply'
) {
  if (!servers.has(version.minor)) servers.set(version.minor, loadApiServer(types, version, undefined, undefined, types))
  const server = await servers.get(version.minor)!
  const { stored } = server.handle(requestOf(old), viewOf([old]))
  const before = kept(stored, old)
  const request = requestOf(object, { operation: 'update', old: before })
  if (mode === 'replace') return server.handle(request, viewOf([old]))
  const sent = mergeApplied(object, before, old, request.type, version)
  return server.handle({ ...request, object: server.defaults(sent, request.type) }, viewOf([old]))
}

/** Status and server-set metadata that a test gives to the old object stay. */
function kept(stored: KubernetesObject, { status, metadata }: KubernetesObject): KubernetesObject {
  return { ...stored, ...(status === undefined ? {} : { status }), metadata: { ...stored.metadata, ...metadata } }
}

/** The errors of an update: `field: message`, each once. */
export async function updateErrors(...update: Parameters<typeof updateOf>): Promise<readonly string[]> {
  const { objections } = await updateOf(...update)
  return [
    ...new Set(
      objections.flatMap(({ errors, message }) =>
        errors.length === 0 ? [message] : errors.map(error => `${error.field}: ${error.message}`)
      )
    ),
  ]
}
