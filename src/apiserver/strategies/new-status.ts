import type { KubernetesObject } from '../../k8s/types.ts'

/** A new object has the status of one that nothing has happened to yet, whatever is written. */
export function withNewStatus(object: KubernetesObject, status: object): KubernetesObject {
  return { ...object, status } as KubernetesObject
}
