import type { AdmittedPod } from '../../../src/apiserver/admission/objects.ts'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { type KubernetesVersion, newestVersion } from '../../../src/k8s/version.ts'
import { allResourceTypes } from '../../../src/schema/resource-types.ts'
import { requestOf, viewOf } from '../request-of.ts'

/** A pod in namespace `default` with one container. */
export function pod(spec: object = {}, metadata: object = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...metadata },
    spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
  }
}

/** A container that asks for these amounts. */
export function container(name: string, requests: object = {}, limits: object = {}): object {
  return { name, image: 'i', resources: { requests, limits } }
}

/** An object of a kind in the core group. */
export function core(kind: string, name: string, fields: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'default' }, ...fields }
}

/** What the server keeps of an object, in a cluster that holds these. */
export async function stored(
  object: KubernetesObject,
  present: readonly KubernetesObject[] = [],
  version = newestVersion
): Promise<AdmittedPod> {
  return (await verdictOf(object, present, version)).stored as AdmittedPod
}

/** What the server says to an object, in a closed cluster that holds these, in its order. */
export async function refusals(
  object: KubernetesObject,
  present: readonly KubernetesObject[] = [],
  world: 'open' | 'closed' = 'closed'
): Promise<readonly string[]> {
  return (await verdictOf(object, present, newestVersion, world)).objections.map(({ message }) => message)
}

/** The whole answer of a server of a version. */
export async function verdictOf(
  object: KubernetesObject,
  present: readonly KubernetesObject[] = [],
  version: KubernetesVersion = newestVersion,
  world: 'open' | 'closed' = 'closed',
  old?: KubernetesObject
) {
  const server = await loadApiServer(allResourceTypes(version), version)
  const operation =
    old === undefined ? {} : { operation: 'update' as const, old: { ...old, metadata: { ...old.metadata, resourceVersion: '1' } } }
  return server.handle(requestOf(object, operation), viewOf(present, world))
}
