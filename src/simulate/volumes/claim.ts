import type { FieldRef } from '../../cluster/field-ref.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import { parseQuantity, type Quantity, zeroQuantity } from '../../k8s/quantity.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { ClaimObject } from './objects.ts'

/** Mirrors component-helpers/storage/volume/pv_helpers.go, v1.36. */
const bindCompletedAnnotation = 'pv.kubernetes.io/bind-completed'
const boundByControllerAnnotation = 'pv.kubernetes.io/bound-by-controller'
const selectedNodeAnnotation = 'volume.kubernetes.io/selected-node'
const classAnnotation = 'volume.beta.kubernetes.io/storage-class'

/** Who had a claim made: a pod, a StatefulSet. */
export interface ClaimOwner {
  readonly kind: string
  readonly name: string
}

/** A claim in one run: what it asks for, and how far it has come. */
export interface Claim {
  /** Its own among all claims, also where names hold placeholders. */
  readonly key: string
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** Where the claim is written: an object, or a template. */
  readonly at: FieldRef | undefined
  readonly owner: ClaimOwner | undefined
  readonly accessModes: readonly string[]
  readonly request: Quantity
  readonly volumeMode: string
  readonly selector: LabelSelector | undefined
  readonly attributesClass: string
  readonly isBeingDeleted: boolean
  /** The class of the old annotation. */
  readonly classAnnotation: string | undefined
  /** `spec.storageClassName`; the controller may fill in the default class. */
  storageClassName: string | undefined
  /** The key of the volume; `spec.volumeName` but for placeholders. */
  volumeName: string
  phase: 'Pending' | 'Bound' | 'Lost'
  selectedNode: string | undefined
  bindCompleted: boolean
  /** What the controller last said of it. */
  because: string | undefined
  boundByController: boolean
}

/** A claim as the server keeps it. One that is already there keeps what controllers made of it; a new one starts afresh. */
export function claimOf(
  { metadata, spec = {}, status }: ClaimObject,
  identity: Pick<Claim, 'key' | 'namespace' | 'name' | 'uid' | 'at'> & { readonly owner?: ClaimOwner },
  isThere: boolean
): Claim {
  const annotations = metadata?.annotations
  const phase = status?.phase
  return {
    owner: undefined,
    ...identity,
    accessModes: spec.accessModes ?? [],
    request: storageOf(spec.resources?.requests),
    volumeMode: spec.volumeMode ?? 'Filesystem',
    selector: spec.selector ?? undefined,
    attributesClass: spec.volumeAttributesClassName ?? '',
    isBeingDeleted: isThere && isBeingDeleted(metadata),
    classAnnotation: labelOf(annotations, classAnnotation),
    storageClassName: spec.storageClassName ?? undefined,
    volumeName: spec.volumeName ?? '',
    phase: isThere && (phase === 'Bound' || phase === 'Lost') ? phase : 'Pending',
    selectedNode: labelOf(annotations, selectedNodeAnnotation),
    because: undefined,
    bindCompleted: labelOf(annotations, bindCompletedAnnotation) !== undefined,
    boundByController: labelOf(annotations, boundByControllerAnnotation) !== undefined,
  }
}

/** Whether an object that is there is on its way out. */
export function isBeingDeleted(metadata: object | undefined): boolean {
  return (metadata as { readonly deletionTimestamp?: string } | undefined)?.deletionTimestamp !== undefined
}

/** The class of a claim, empty where it has none. Mirrors GetPersistentVolumeClaimClass, v1.36. */
export function classOf({ classAnnotation, storageClassName }: Claim): string {
  return classAnnotation ?? storageClassName ?? ''
}

/** Whether a claim is bound for good as the scheduler sees it. Mirrors volumebinding/binder.go isPVCFullyBound, v1.36. */
export function isFullyBound({ volumeName, bindCompleted }: Claim): boolean {
  return volumeName !== '' && bindCompleted
}

/** The amount of storage in a list of resources; nothing where it is absent. */
export function storageOf(list: Readonly<Record<string, string | number>> | undefined): Quantity {
  const written = list !== undefined && Object.hasOwn(list, 'storage') ? list.storage : undefined
  const quantity = written === undefined ? zeroQuantity : parseQuantity(written)
  return typeof quantity === 'string' ? zeroQuantity : quantity
}
