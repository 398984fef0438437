import type { Container, KubernetesObject, ObjectMeta, OwnerReference, Pod, PodSpec, ResourceList, Toleration } from '../../k8s/types.ts'

/** The parts of objects that admission plugins read, beyond those that everybody does. */
export interface AdmittedMeta extends ObjectMeta {
  readonly finalizers?: readonly string[]
  readonly creationTimestamp?: string
}
export interface OwningReference extends OwnerReference {
  readonly uid?: string
  readonly blockOwnerDeletion?: boolean
}
export interface Namespace extends KubernetesObject {
  readonly status?: { readonly phase?: string }
}
export interface LocalReference {
  readonly name?: string
}
export interface ServiceAccount extends KubernetesObject {
  readonly automountServiceAccountToken?: boolean
  readonly secrets?: readonly LocalReference[]
  readonly imagePullSecrets?: readonly LocalReference[]
}
export interface LimitRangeItem {
  readonly type?: string
  readonly min?: ResourceList
  readonly max?: ResourceList
  readonly default?: ResourceList
  readonly defaultRequest?: ResourceList
  readonly maxLimitRequestRatio?: ResourceList
}
export interface LimitRange extends KubernetesObject {
  readonly spec?: { readonly limits?: readonly LimitRangeItem[] }
}
export interface ScopeSelectorRequirement {
  readonly scopeName?: string
  readonly operator?: string
  readonly values?: readonly string[]
}
export interface ResourceQuota extends KubernetesObject {
  readonly spec?: {
    readonly hard?: ResourceList
    readonly scopes?: readonly string[]
    readonly scopeSelector?: { readonly matchExpressions?: readonly ScopeSelectorRequirement[] }
  }
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList }
}
export interface RuntimeClass extends KubernetesObject {
  readonly overhead?: { readonly podFixed?: ResourceList }
  readonly scheduling?: { readonly nodeSelector?: Readonly<Record<string, string>>; readonly tolerations?: readonly Toleration[] }
}
export interface StorageClass extends KubernetesObject {
  readonly allowVolumeExpansion?: boolean
}
export interface PersistentVolumeClaim extends KubernetesObject {
  readonly spec?: {
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly resources?: { readonly requests?: ResourceList }
  }
  readonly status?: {
    readonly phase?: string
    readonly allocatedResources?: ResourceList
    readonly currentVolumeAttributesClassName?: string
    readonly modifyVolumeStatus?: { readonly targetVolumeAttributesClassName?: string }
  }
}
export interface Ingress extends KubernetesObject {
  readonly spec?: { readonly ingressClassName?: string }
}
export interface CountedService extends KubernetesObject {
  readonly spec?: {
    readonly type?: string
    readonly allocateLoadBalancerNodePorts?: boolean
    readonly ports?: readonly { readonly nodePort?: number }[]
  }
}
export interface VolumeMount {
  readonly name?: string
  readonly readOnly?: boolean
  readonly mountPath?: string
}
export interface MountingContainer extends Container {
  readonly volumeMounts?: readonly VolumeMount[]
}
export interface AdmittedPodSpec extends PodSpec {
  readonly containers?: readonly MountingContainer[]
  readonly initContainers?: readonly MountingContainer[]
  readonly serviceAccountName?: string
  /** The old name of `serviceAccountName`. */
  readonly serviceAccount?: string
  readonly automountServiceAccountToken?: boolean
  readonly imagePullSecrets?: readonly LocalReference[]
  readonly runtimeClassName?: string
  readonly activeDeadlineSeconds?: number
}
export interface AdmittedPod extends Pod {
  readonly metadata?: AdmittedMeta
  readonly spec?: AdmittedPodSpec
}
