import type { KubernetesObject, LabelSelector, NodeSelectorTerm, QuantityText, ResourceList } from '../../k8s/types.ts'

/** What the volume controllers read of a claim's spec, also of one in a template. */
export interface ClaimSpec {
  readonly accessModes?: readonly string[]
  readonly resources?: { readonly requests?: ResourceList }
  readonly selector?: LabelSelector
  readonly storageClassName?: string
  readonly volumeAttributesClassName?: string
  readonly volumeMode?: string
  readonly volumeName?: string
}
/** A PersistentVolumeClaim, or a template of one. */
export interface ClaimObject extends KubernetesObject {
  readonly spec?: ClaimSpec
  readonly status?: { readonly phase?: string }
}
/** Whom a volume is for. */
export interface ClaimReference {
  readonly namespace?: string
  readonly name?: string
  readonly uid?: string
}
/** A PersistentVolume. */
export interface VolumeObject extends KubernetesObject {
  readonly spec?: {
    readonly accessModes?: readonly string[]
    readonly capacity?: ResourceList
    readonly claimRef?: ClaimReference
    readonly csi?: { readonly driver?: string; readonly volumeHandle?: string }
    readonly hostPath?: { readonly path?: string }
    readonly nfs?: { readonly path?: string; readonly server?: string }
    readonly nodeAffinity?: { readonly required?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] } }
    readonly persistentVolumeReclaimPolicy?: string
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly volumeMode?: string
  }
  readonly status?: { readonly phase?: string }
}
/** One of several alternatives; a node must have one of the values of each label. */
export interface TopologySelectorTerm {
  readonly matchLabelExpressions?: readonly { readonly key?: string; readonly values?: readonly string[] }[]
}
/** A StorageClass. */
export interface StorageClassObject extends KubernetesObject {
  readonly allowedTopologies?: readonly TopologySelectorTerm[]
  readonly mountOptions?: readonly string[]
  readonly provisioner?: string
  readonly reclaimPolicy?: string
  readonly volumeBindingMode?: string
}
/** A CSINode. */
export interface CsiNodeObject extends KubernetesObject {
  readonly spec?: { readonly drivers?: readonly { readonly name?: string; readonly allocatable?: { readonly count?: number } }[] }
}
/** A CSIDriver. */
export interface CsiDriverObject extends KubernetesObject {
  readonly spec?: { readonly storageCapacity?: boolean }
}
/** A CSIStorageCapacity. */
export interface CsiStorageCapacityObject extends KubernetesObject {
  readonly capacity?: QuantityText
  readonly maximumVolumeSize?: QuantityText
  readonly nodeTopology?: LabelSelector
  readonly storageClassName?: string
}
/** A VolumeAttachment. */
export interface VolumeAttachmentObject extends KubernetesObject {
  readonly spec?: { readonly attacher?: string; readonly nodeName?: string; readonly source?: { readonly persistentVolumeName?: string } }
}
