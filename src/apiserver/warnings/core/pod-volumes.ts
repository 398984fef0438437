import type { ServerWarning } from '../../answer.ts'
import type { Field } from '../../validation/field.ts'
import { claimSizeWarnings } from '../claim-size.ts'
import { fieldWarning } from '../warning.ts'

/** Kinds of volumes that nothing mounts any more: what is printed, and the words. Mirrors pkg/api/pod/warnings.go, v1.36. */
const removed: readonly (readonly [kind: string, words: string, printed?: string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', ''],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+', 'storageOS'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]

/** Volumes of kinds that are gone. */
export function* removedVolumeWarnings(volumes: Field, minor: number): Generator<ServerWarning> {
  const gitRepo = minor >= 33 ? 'deprecated in v1.11, and disabled by default in v1.33+' : 'deprecated in v1.11'
  for (const volume of volumes.items) {
    for (const [kind, words, printed] of removed) {
      if (volume.has(kind)) yield fieldWarning(volume.child(kind, printed), kind === 'gitRepo' ? gitRepo : words)
    }
    if (!volume.has('ephemeral')) continue
    const resources = volume.at('ephemeral.volumeClaimTemplate.spec.resources')
    yield* claimSizeWarnings(resources, resources.name)
  }
}
