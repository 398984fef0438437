import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import { encode } from '../schema/encode.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import { madeUpTime, madeUpUid } from './made-up-values.ts'

/** What the server keeps for itself: who changed what, and how often. */
const ownFields: readonly string[] = ['managedFields', 'resourceVersion', 'selfLink']

/** An accepted object as the server answers with it, which it made just now or has had before. */
export function storedForm(
  stored: KubernetesObject,
  type: ResourceType,
  operation: 'create' | 'update',
  version: KubernetesVersion
): unknown {
  const metadata: Record<string, unknown> = Object.assign(Object.create(null), stored.metadata)
  for (const field of ownFields) delete metadata[field]
  if (operation === 'create' || metadata['uid'] === undefined) metadata['uid'] = madeUpUid
  if (operation === 'create' || metadata['creationTimestamp'] === undefined) metadata['creationTimestamp'] = madeUpTime
  return encode({ ...stored, apiVersion: type.apiVersion, kind: type.kind, metadata }, type, version)
}
