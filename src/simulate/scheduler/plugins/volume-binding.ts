import type { FieldRef } from '../../../cluster/field-ref.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import { type BindingConflict, isOwnedBy, notOwnedBy, PodBinding, type PodClaim, sortClaims, usesClaims } from '../../volumes/index.ts'
import { claimAt, claimNotFound, claimRejection, unboundAt } from '../claim-reasons.ts'
import type { NodeReason } from '../decision.ts'
import type { FilterPlugin, PodRejection } from '../framework.ts'
import type { PodInfo, QueuedPod } from '../pod-info.ts'
import { type Status, unresolvable } from '../status.ts'

const unbound = 'pod has unbound immediate PersistentVolumeClaims'

/** Refuses nodes from which bound volumes cannot be reached, and where no volumes can be had for claims that wait for a node. Mirrors pkg/scheduler/framework/plugins/volumebinding, v1.36. */
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  preFilter(pod, snapshot, queued) {
    if (!usesClaims(pod.spec)) return 'skip'
    const { store } = snapshot.volumes
    const podClaims = snapshot.volumes.claimsOf(queued)
    for (const podClaim of podClaims) {
      const rejection = rejectionOf(pod, queued, podClaim)
      if (rejection !== undefined) return rejection
    }
    const claims = podClaims.flatMap(({ claim }) => claim ?? [])
    const sorted = sortClaims(claims, store)
    const waiting = podClaims.find(({ claim }) => claim !== undefined && sorted.immediate.includes(claim))
    if (waiting?.claim !== undefined) return claimRejection(pod, waiting, unbound, unboundAt(waiting.claim))
    const binding = new PodBinding(sorted, store)
    const texts = conflictTexts(snapshot.version)
    return {
      filter(node) {
        const found = binding.on(node)
        return 'bindings' in found ? undefined : statusOf(found, texts)
      },
      explain(node) {
        const found = binding.on(node)
        return 'bindings' in found ? [] : found.map(conflict => reasonOf(conflict, texts, pod, podClaims))
      },
    }
  },
}

type Texts = Readonly<Record<BindingConflict['kind'], string>>

function conflictTexts(version: KubernetesVersion): Texts {
  return {
    'node-affinity': isAtLeast(version, 33)
      ? "node(s) didn't match PersistentVolume's node affinity"
      : 'node(s) had volume node affinity conflict',
    'no-match': "node(s) didn't find available persistent volumes to bind",
    'no-space': 'node(s) did not have enough free storage',
    'no-volume': 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)',
  }
}

function statusOf(conflicts: readonly BindingConflict[], texts: Texts): Status {
  return unresolvable(...conflicts.map(({ kind }) => texts[kind]))
}

function reasonOf(conflict: BindingConflict, texts: Texts, pod: PodInfo, podClaims: readonly PodClaim[]): NodeReason {
  const podClaim = podClaims.find(({ claim }) => claim === conflict.claim)!
  return { text: texts[conflict.kind], subject: podClaim.claimName, at: claimAt(pod, podClaim), by: decidingPlaces(conflict) }
}

/** The volume's own node affinity, or the field of the claim that finds nothing. */
function decidingPlaces(conflict: BindingConflict): readonly FieldRef[] {
  if (conflict.kind !== 'node-affinity') return unboundAt(conflict.claim)
  const { at, provisionedBy } = conflict.volume
  if (at === undefined) return []
  return [provisionedBy === undefined || at.resource.type.kind === 'PersistentVolume' ? at.child('spec', 'nodeAffinity') : at]
}

/** Mirrors podHasPVCs, v1.36. */
function rejectionOf(pod: PodInfo, queued: QueuedPod, podClaim: PodClaim): PodRejection | undefined {
  const { claim, claimName, isEphemeral } = podClaim
  if (claim === undefined)
    return isEphemeral
      ? claimRejection(pod, podClaim, `waiting for ephemeral volume controller to create the persistentvolumeclaim "${claimName}"`)
      : claimNotFound(pod, podClaim)
  if (claim.phase === 'Lost') {
    const volume = `persistentvolumeclaim "${claimName}" bound to non-existent persistentvolume "${claim.volumeName}"`
    return claimRejection(pod, podClaim, volume, unboundAt(claim))
  }
  if (claim.isBeingDeleted) return claimRejection(pod, podClaim, `persistentvolumeclaim "${claimName}" is being deleted`)
  if (!isEphemeral || isOwnedBy(claim, queued)) return undefined
  return claimRejection(pod, podClaim, notOwnedBy(claim, queued), claim.at === undefined ? [] : [claim.at])
}
