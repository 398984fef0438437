import type { FieldRef } from '../../cluster/field-ref.ts'
import { type Labels, labelOf } from '../../k8s/label-selector.ts'
import type { StorageClassObject, TopologySelectorTerm } from './objects.ts'

/** A StorageClass in one run. */
export interface StorageClass {
  readonly name: string
  readonly at: FieldRef
  readonly provisioner: string
  readonly isDelayed: boolean
  readonly reclaimPolicy: string
  readonly mountOptions: readonly string[]
  readonly allowedTopologies: readonly TopologySelectorTerm[]
  readonly object: StorageClassObject
}

/** A class as the server keeps it. */
export function storageClassOf(name: string, object: StorageClassObject, at: FieldRef): StorageClass {
  return {
    name,
    at,
    provisioner: object.provisioner ?? '',
    isDelayed: object.volumeBindingMode === 'WaitForFirstConsumer',
    reclaimPolicy: object.reclaimPolicy ?? 'Delete',
    mountOptions: object.mountOptions ?? [],
    allowedTopologies: object.allowedTopologies ?? [],
    object,
  }
}

/** Provisioner of the classes whose volumes people make. */
export const noProvisioner = 'kubernetes.io/no-provisioner'

/** Whether volumes of a class may be made for a node. Mirrors pkg/apis/core/v1/helper MatchTopologySelectorTerms, v1.36. */
export function allowsTopology({ allowedTopologies }: StorageClass, labels: Labels): boolean {
  if (allowedTopologies.length === 0) return true
  return allowedTopologies.some(
    ({ matchLabelExpressions = [] }) =>
      matchLabelExpressions.length > 0 &&
      matchLabelExpressions.every(({ key = '', values = [] }) => {
        const value = labelOf(labels, key)
        return value !== undefined && values.includes(value)
      })
  )
}
