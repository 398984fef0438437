import { type ApiServer, loadApiServer } from '../../src/apiserver/index.ts'
import type { KubernetesObject } from '../../src/k8s/types.ts'
import { newestMinor } from '../../src/k8s/version.ts'
import { findResourceType } from '../../src/schema/resource-types.ts'
import { requestOf, viewOf } from './request-of.ts'

/** The errors that a version has about an object, as `field: message`; the first stage that objects alone. */
export async function errorsOf(object: KubernetesObject, minor: number = newestMinor): Promise<string[]> {
  const { objections } = (await serverOf(object, minor)).handle(requestOf(object), viewOf())
  return (objections[0]?.errors ?? []).map(({ field, message }) => `${field}: ${message}`)
}

/** What a version warns of in an object. */
export async function warningsOf(object: KubernetesObject, minor: number = newestMinor): Promise<string[]> {
  return (await serverOf(object, minor)).handle(requestOf(object), viewOf()).warnings.map(({ message }) => message)
}

/** An object as the newest version stores it. */
export async function storedOf(object: KubernetesObject, others: readonly KubernetesObject[] = []): Promise<KubernetesObject> {
  return (await serverOf(object, newestMinor)).handle(requestOf(object), viewOf(others)).stored
}

function serverOf({ apiVersion = '', kind = '' }: KubernetesObject, minor: number): Promise<ApiServer> {
  return loadApiServer([findResourceType(apiVersion, kind, { minor: newestMinor })!], { minor })
}
