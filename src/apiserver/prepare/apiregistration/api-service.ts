import type { KubernetesObject } from '../../../k8s/types.ts'
import { isStruct } from '../../defaults/fill.ts'
import { withoutStatus } from '../drop.ts'

/** Mirrors kube-aggregator pkg/registry/apiservice/strategy.go PrepareForCreate, v1.36. */
export function prepareApiService(service: KubernetesObject): KubernetesObject {
  const kept = withoutStatus(service)
  if (isStruct(kept.spec) && isStruct(kept.spec['service'])) return kept
  const available = { type: 'Available', status: 'True', reason: 'Local', message: 'Local APIServices are always available' }
  return { ...kept, status: { conditions: [available] } }
}
