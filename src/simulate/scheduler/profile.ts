import type { DefaultPreemptionArgs } from '../../k8s/scheduler-configuration.ts'
import type { FilterPlugin, ScorePlugin } from './framework.ts'
import { dynamicResources } from './plugins/dynamic-resources.ts'
import { imageLocality } from './plugins/image-locality.ts'
import { interPodAffinity } from './plugins/inter-pod-affinity.ts'
import { nodeAffinity } from './plugins/node-affinity.ts'
import { nodeDeclaredFeatures } from './plugins/node-declared-features.ts'
import { nodeName } from './plugins/node-name.ts'
import { nodePorts } from './plugins/node-ports.ts'
import { nodeResourcesBalancedAllocation } from './plugins/node-resources-balanced-allocation.ts'
import { nodeResourcesFit } from './plugins/node-resources-fit.ts'
import { nodeUnschedulable } from './plugins/node-unschedulable.ts'
import { nodeVolumeLimits } from './plugins/node-volume-limits.ts'
import { podTopologySpread } from './plugins/pod-topology-spread.ts'
import { taintToleration } from './plugins/taint-toleration.ts'
import { volumeBinding } from './plugins/volume-binding.ts'
import { volumeRestrictions } from './plugins/volume-restrictions.ts'
import { volumeZone } from './plugins/volume-zone.ts'

/** Which plugins run, in which order, with which weights. */
export interface Profile {
  readonly schedulerName: string
  /** How many of the nodes are looked for, in percent; absent or 0: fewer the more there are. */
  readonly percentageOfNodesToScore?: number
  /** In the order of PreFilter. */
  readonly filters: readonly FilterPlugin[]
  /** The names of the plugins in the order of Filter, where that is another. */
  readonly filterOrder?: readonly string[]
  readonly scores: readonly { readonly plugin: ScorePlugin; readonly weight: number }[]
  /** Why no pod that could go to several nodes gets one: a plugin's Score misses what its PreScore would have left. */
  readonly scoreFailure?: string
  /** The plugins that are asked when no node can run a pod, in their order. */
  readonly postFilters: readonly PostFilter[]
  readonly preemption?: DefaultPreemptionArgs
  /** Whether scheduling gates hold pods back. */
  readonly heedsGates: boolean
  /** What takes part and is not known here: plugins and extenders. */
  readonly unsimulated: readonly string[]
}

/** Plugins of the extension point PostFilter. */
export type PostFilter = 'DynamicResources' | 'DefaultPreemption'

/** The default profile. Mirrors pkg/scheduler/apis/config/v1/default_plugins.go, v1.36. */
export const defaultProfile: Profile = {
  schedulerName: 'default-scheduler',
  filters: [
    nodeUnschedulable,
    nodeName,
    taintToleration,
    nodeAffinity,
    nodePorts,
    nodeResourcesFit,
    volumeRestrictions,
    nodeVolumeLimits,
    volumeBinding,
    volumeZone,
    podTopologySpread,
    interPodAffinity,
    dynamicResources,
    nodeDeclaredFeatures,
  ],
  scores: [
    { plugin: taintToleration, weight: 3 },
    { plugin: nodeAffinity, weight: 2 },
    { plugin: nodeResourcesFit, weight: 1 },
    { plugin: podTopologySpread, weight: 2 },
    { plugin: interPodAffinity, weight: 2 },
    { plugin: dynamicResources, weight: 2 },
    { plugin: nodeResourcesBalancedAllocation, weight: 1 },
    { plugin: imageLocality, weight: 1 },
  ],
  postFilters: ['DynamicResources', 'DefaultPreemption'],
  heedsGates: true,
  unsimulated: [],
}
