import type { KubernetesObject } from '../../../k8s/types.ts'
import { without, withoutStatus } from '../drop.ts'

/** The server says who asks. Mirrors pkg/registry/certificates/certificates/strategy.go PrepareForCreate, v1.36. */
export function prepareSigningRequest(request: KubernetesObject): KubernetesObject {
  return ['username', 'uid', 'groups', 'extra'].reduce((kept, field) => without(kept, ['spec', field]), withoutStatus(request))
}
