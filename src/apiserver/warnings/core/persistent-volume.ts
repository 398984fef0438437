import type { KubernetesObject } from '../../../k8s/types.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { expressionWarnings } from '../deprecated-node-labels.ts'

const annotations: readonly (readonly [key: string, why: string, since?: number])[] = [
  ['volume.beta.kubernetes.io/storage-class', 'deprecated since v1.8; use "storageClassName" attribute instead'],
  ['volume.beta.kubernetes.io/mount-options', 'deprecated since v1.31; use "mountOptions" attribute instead', 31],
]
const recycleSince = 30
const recycle = 'The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.'

/** Kinds of volumes that are on their way out: how the server prints them, why. */
const sources: readonly (readonly [kind: string, printed: string, why: string])[] = [
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]

/** Mirrors pkg/api/persistentvolume/util.go warningsForPersistentVolumeSpecAndMeta, v1.36. */
export function persistentVolumeWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const volume = Field.root(object)
  const spec = volume.child('spec')
  const written = volume.at('metadata.annotations')
  const warnings: ServerWarning[] = []
  for (const [key, why, since = 0] of annotations)
    if (version.minor >= since && written.keys.includes(key))
      warnings.push({ message: `metadata.annotations[${key}]: ${why}`, path: written.entry(key).path })
  const policy = spec.child('persistentVolumeReclaimPolicy')
  if (policy.text === 'Recycle' && isAtLeast(version, recycleSince))
    warnings.push({ message: `${policy.name}: ${recycle}`, path: policy.path })
  for (const term of spec.at('nodeAffinity.required.nodeSelectorTerms').items)
    warnings.push(...expressionWarnings(term.child('matchExpressions'), version))
  for (const [kind, printed, why] of sources)
    if (!spec.child(kind).absent) warnings.push({ message: `spec.${printed}: ${why}`, path: ['spec', kind] })
  return warnings
}
