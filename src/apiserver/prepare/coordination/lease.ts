import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

/** Mirrors pkg/registry/coordination/lease/strategy.go PrepareForCreate, v1.36. */
export function prepareLease(lease: KubernetesObject, { version }: StageContext): KubernetesObject {
  if (isFeatureOn('CoordinatedLeaderElection', version)) return lease
  return ['strategy', 'preferredHolder'].reduce((kept, field) => without(kept, ['spec', field]), lease)
}
