import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'

/** What a StatefulSet asks for, with the defaults where it is silent. */
export interface StatefulSetSpec {
  readonly replicas: number
  /** The first ordinal. */
  readonly start: number
  readonly isParallel: boolean
  readonly isOnDelete: boolean
  readonly partition: number
  readonly maxUnavailable: number | string
  readonly minReadySeconds: number
  readonly selector: LabelSelector
  readonly deletesClaimsWhenScaled: boolean
  readonly deletesClaimsWhenDeleted: boolean
}

interface StatefulSetObject extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number
    readonly minReadySeconds?: number
    readonly selector?: LabelSelector
    readonly podManagementPolicy?: string
    readonly ordinals?: { readonly start?: number }
    readonly updateStrategy?: {
      readonly type?: string
      readonly rollingUpdate?: { readonly partition?: number; readonly maxUnavailable?: number | string }
    }
    readonly persistentVolumeClaimRetentionPolicy?: { readonly whenScaled?: string; readonly whenDeleted?: string }
  }
}

/** Mirrors pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet, v1.36. */
export function statefulSetSpec(stored: KubernetesObject): StatefulSetSpec {
  const { spec = {} } = stored as StatefulSetObject
  const { replicas = 1, minReadySeconds = 0, selector = {}, podManagementPolicy, ordinals, updateStrategy = {} } = spec
  return {
    replicas: Math.max(0, replicas),
    start: ordinals?.start ?? 0,
    isParallel: podManagementPolicy === 'Parallel',
    isOnDelete: updateStrategy.type === 'OnDelete',
    partition: updateStrategy.rollingUpdate?.partition ?? 0,
    maxUnavailable: updateStrategy.rollingUpdate?.maxUnavailable ?? 1,
    minReadySeconds,
    selector,
    deletesClaimsWhenScaled: spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete',
    deletesClaimsWhenDeleted: spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete',
  }
}
