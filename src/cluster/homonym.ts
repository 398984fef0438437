import type { KubernetesVersion } from '../k8s/version.ts'
import { resourceTypesOfKind } from '../schema/resource-types.ts'
import type { Resource } from './resource.ts'

/** Whether an object is of a custom kind that is called like a built-in one, with which it has nothing else in common. */
export function isHomonym({ type }: Resource, version: KubernetesVersion): boolean {
  return type.custom !== undefined && resourceTypesOfKind(type.kind, version).length > 0
}
