import type { KubernetesObject } from '../../../k8s/types.ts'
import { isStruct } from '../../defaults/fill.ts'
import { madeUpTime } from '../../made-up-values.ts'
import { withoutStatus } from '../drop.ts'

const available = {
  type: 'Available',
  status: 'True',
  lastTransitionTime: madeUpTime,
  reason: 'Local',
  message: 'Local APIServices are always available',
}

/** Mirrors kube-aggregator pkg/registry/apiservice/strategy.go PrepareForCreate, v1.36. */
export function prepareApiService(service: KubernetesObject): KubernetesObject {
  const kept = withoutStatus(service)
  if (isStruct(kept.spec) && isStruct(kept.spec['service'])) return kept
  return { ...kept, status: { conditions: [available] } }
}
