import type { FieldRef } from '../../cluster/field-ref.ts'
import { type Labels, labelOf } from '../../k8s/label-selector.ts'
import type { Quantity } from '../../k8s/quantity.ts'
import type { NodeSelectorTerm } from '../../k8s/types.ts'
import { type Claim, isBeingDeleted, storageOf } from './claim.ts'
import type { VolumeObject } from './objects.ts'

/** Phases of a PersistentVolume. */
export type VolumePhase = 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed'

/** Whom a volume is for; without a uid it waits for a claim of that name. */
export interface ClaimRef {
  readonly namespace: string
  readonly name: string
  uid: string
}

/** A volume in one run: what it is, and whose it is. */
export interface Volume {
  /** Its own among all volumes, also where names hold placeholders. */
  readonly key: string
  readonly name: string
  /** Of arrival. */
  readonly order: number
  /** Where it is written: its object, or the class of which a provisioner made it. */
  readonly at: FieldRef | undefined
  readonly labels: Labels
  readonly capacity: Quantity
  readonly accessModes: readonly string[]
  readonly className: string
  readonly attributesClass: string
  readonly volumeMode: string
  readonly isBeingDeleted: boolean
  /** Nodes from which it can be reached; undefined: from all. */
  readonly nodeTerms: readonly NodeSelectorTerm[] | undefined
  /** The hosts that `nodeTerms` come to, where they say nothing else. */
  readonly hostnames: ReadonlySet<string> | undefined
  readonly reclaimPolicy: string
  /** The kind of its source: `csi`, `nfs`, `hostPath`. */
  readonly source: string
  readonly hostPath: string | undefined
  readonly csi: { readonly driver: string; readonly handle: string } | undefined
  readonly provisionedBy: string | undefined
  claimRef: ClaimRef | undefined
  boundByController: boolean
  phase: VolumePhase
  reason: string | undefined
  message: string | undefined
}

const provisionedByAnnotation = 'pv.kubernetes.io/provisioned-by'
const boundByControllerAnnotation = 'pv.kubernetes.io/bound-by-controller'
const classAnnotation = 'volume.beta.kubernetes.io/storage-class'
/** The label that nodes have for themselves. */
export const hostnameLabel = 'kubernetes.io/hostname'
const sources: readonly string[] = ['csi', 'nfs', 'hostPath', 'local', 'iscsi', 'fc']

/** A volume as the server keeps it. Only one that is already there has a phase of its own. */
export function volumeOf(
  { metadata, spec = {}, status }: VolumeObject,
  identity: Pick<Volume, 'name' | 'order' | 'at'>,
  isThere: boolean
): Volume {
  const { annotations, labels = {} } = metadata ?? {}
  const { claimRef, csi } = spec
  const nodeTerms = spec.nodeAffinity?.required?.nodeSelectorTerms
  return {
    ...identity,
    key: identity.name,
    labels,
    capacity: storageOf(spec.capacity),
    accessModes: spec.accessModes ?? [],
    className: labelOf(annotations, classAnnotation) ?? spec.storageClassName ?? '',
    attributesClass: spec.volumeAttributesClassName ?? '',
    volumeMode: spec.volumeMode ?? 'Filesystem',
    isBeingDeleted: isThere && isBeingDeleted(metadata),
    nodeTerms,
    hostnames: nodeTerms === undefined ? undefined : hostnamesOf(nodeTerms),
    reclaimPolicy: spec.persistentVolumeReclaimPolicy ?? 'Retain',
    source: sources.find(source => (spec as Readonly<Record<string, unknown>>)[source] !== undefined) ?? '',
    hostPath: spec.hostPath?.path,
    csi: csi === undefined ? undefined : { driver: csi.driver ?? '', handle: csi.volumeHandle ?? '' },
    provisionedBy: labelOf(annotations, provisionedByAnnotation),
    claimRef:
      claimRef === undefined || claimRef === null
        ? undefined
        : { namespace: claimRef.namespace ?? '', name: claimRef.name ?? '', uid: claimRef.uid ?? '' },
    boundByController: labelOf(annotations, boundByControllerAnnotation) !== undefined,
    phase: isThere ? phaseOf(status?.phase) : 'Pending',
    reason: undefined,
    message: undefined,
  }
}

/** Whether a volume is for that claim, bound or reserved. Mirrors component-helpers/storage/volume IsVolumeBoundToClaim, v1.36. */
export function isFor({ claimRef }: Volume, { namespace, name, uid }: Claim): boolean {
  return (
    claimRef !== undefined && claimRef.name === name && claimRef.namespace === namespace && (claimRef.uid === '' || claimRef.uid === uid)
  )
}

function phaseOf(phase: string | undefined): VolumePhase {
  return phase === 'Available' || phase === 'Bound' || phase === 'Released' || phase === 'Failed' ? phase : 'Pending'
}

function hostnamesOf(terms: readonly NodeSelectorTerm[]): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const { matchExpressions = [], matchFields = [] } of terms) {
    const [only] = matchExpressions
    if (matchExpressions.length !== 1 || matchFields.length > 0 || only?.key !== hostnameLabel || only.operator !== 'In') return undefined
    for (const name of only.values ?? []) names.add(name)
  }
  return names
}
