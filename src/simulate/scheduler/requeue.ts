import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { VolumeChange } from '../volumes/index.ts'
import { type AffinityTerm, termMatches } from './affinity-term.ts'
import type { NodeInfo } from './node-info.ts'
import type { PodInfo, QueuedPod } from './pod-info.ts'
import type { Profile } from './profile.ts'
import type { Snapshot } from './snapshot.ts'
import { spreadConstraintsOf } from './spread-constraints.ts'
import { isAboutVolumesOf, makesRoomForVolumesOf, volumePlugins } from './volume-hints.ts'

/** What may make room for a pod that waits. */
export type ClusterChange =
  | { readonly type: 'node-added'; readonly node: NodeInfo }
  | { readonly type: 'pod-assigned'; readonly pod: QueuedPod }
  | { readonly type: 'pod-deleted'; readonly pod: QueuedPod }
  | VolumeChange

/** Plugins that look again when a pod gets a node. */
export const pluginsThatWatchPods: ReadonlySet<string> = new Set(['PodTopologySpread', 'InterPodAffinity'])

/** Whether a pod that these plugins refused is tried again after a change. Mirrors the queueing hints of the default plugins (EventsToRegister), v1.36. */
export function isWorthAnotherTry(
  queued: QueuedPod,
  refusedBy: ReadonlySet<string>,
  change: ClusterChange,
  snapshot: Snapshot,
  profile: Profile
): boolean {
  if (refusedBy.size === 0) return true
  const pod = queued.info
  if (change.type === 'node-added') return passesAny(queued, refusedBy, change.node, snapshot, profile)
  if (change.type !== 'pod-assigned' && change.type !== 'pod-deleted') {
    for (const plugin of refusedBy) if (isAboutVolumesOf(queued, plugin, change)) return true
    return false
  }
  const other = change.pod.info
  for (const plugin of refusedBy) {
    if (volumePlugins.has(plugin)) {
      if (change.type === 'pod-deleted' && makesRoomForVolumesOf(queued, plugin, change.pod)) return true
    } else if (plugin === 'NodePorts' || plugin === 'NodeResourcesFit') {
      if (change.type === 'pod-deleted') return true
    } else if (plugin === 'PodTopologySpread') {
      const constraints = spreadConstraintsOf(pod, 'DoNotSchedule')
      if (other.namespace === pod.namespace && constraints.some(({ selector }) => matchesLabelSelector(selector, other.labels))) return true
    } else if (plugin === 'InterPodAffinity' && concernsAffinity(pod, other, change.type, snapshot)) return true
  }
  return false
}

function passesAny(pod: QueuedPod, refusedBy: ReadonlySet<string>, node: NodeInfo, snapshot: Snapshot, profile: Profile): boolean {
  return profile.filters.some(plugin => {
    if (!refusedBy.has(plugin.name)) return false
    const pass = plugin.preFilter(pod.info, snapshot, pod)
    return pass === 'skip' || (!('rejection' in pass) && pass.filter(node) === undefined)
  })
}

function concernsAffinity(pod: PodInfo, other: PodInfo, type: 'pod-assigned' | 'pod-deleted', snapshot: Snapshot): boolean {
  const { requiredAffinity, requiredAntiAffinity } = pod.terms
  const isAbout = (term: AffinityTerm, info: PodInfo): boolean => termMatches(term, info.namespace, info.labels, snapshot.namespaceLabels)
  if (requiredAffinity.length > 0 && requiredAffinity.every(term => isAbout(term, other))) return true
  if (type === 'pod-assigned') return false
  return requiredAntiAffinity.some(term => isAbout(term, other)) || other.terms.requiredAntiAffinity.some(term => isAbout(term, pod))
}
