import type { NodeAffinity, TopologySpreadConstraint } from './types.ts'

/** What kube-scheduler is told to do, checked; absent fields have kube-scheduler's own defaults. Mirrors kubescheduler.config.k8s.io/v1 KubeSchedulerConfiguration, v1.36. */
export interface SchedulerConfiguration {
  readonly percentageOfNodesToScore?: number
  /** Without any there is the default one. */
  readonly profiles?: readonly SchedulerProfile[]
  /** Programs that are asked about nodes, too. */
  readonly extenders?: readonly { readonly urlPrefix?: string }[]
}

/** How pods of one `schedulerName` are scheduled. */
export interface SchedulerProfile {
  readonly schedulerName?: string
  readonly percentageOfNodesToScore?: number
  /** By extension point. */
  readonly plugins?: Readonly<Partial<Record<ExtensionPoint, PluginSet>>>
  readonly pluginConfig?: readonly { readonly name: string; readonly args?: unknown }[]
}

/** Where plugins take part in scheduling; `multiPoint` stands for all that a plugin has. */
export const extensionPoints = [
  'preEnqueue',
  'queueSort',
  'preFilter',
  'filter',
  'postFilter',
  'preScore',
  'score',
  'reserve',
  'permit',
  'preBind',
  'bind',
  'postBind',
  'placementGenerate',
  'placementScore',
  'multiPoint',
] as const
export type ExtensionPoint = (typeof extensionPoints)[number]

/** Plugins beside, or in place of, the default ones. */
export interface PluginSet {
  readonly enabled?: readonly EnabledPlugin[]
  /** `*`: all default ones. */
  readonly disabled?: readonly { readonly name: string }[]
}

/** A plugin, and how much its score counts. */
export interface EnabledPlugin {
  readonly name: string
  readonly weight?: number
}

/** A resource, and how much it counts. */
export interface ResourceWeight {
  readonly name: string
  readonly weight?: number
}

/** Arguments of NodeResourcesFit. */
export interface NodeResourcesFitArgs {
  readonly ignoredResources?: readonly string[]
  readonly ignoredResourceGroups?: readonly string[]
  readonly scoringStrategy?: {
    readonly type?: 'LeastAllocated' | 'MostAllocated' | 'RequestedToCapacityRatio'
    readonly resources?: readonly ResourceWeight[]
    readonly requestedToCapacityRatio?: { readonly shape?: readonly UtilizationPoint[] }
  }
}

/** How well a utilization in percent is liked, from 0 to 10. */
export interface UtilizationPoint {
  readonly utilization: number
  readonly score: number
}

/** Arguments of NodeResourcesBalancedAllocation. */
export interface NodeResourcesBalancedAllocationArgs {
  readonly resources?: readonly ResourceWeight[]
}

/** Arguments of NodeAffinity. */
export interface NodeAffinityArgs {
  readonly addedAffinity?: NodeAffinity
}

/** Arguments of PodTopologySpread. */
export interface PodTopologySpreadArgs {
  readonly defaultConstraints?: readonly TopologySpreadConstraint[]
  readonly defaultingType?: 'System' | 'List'
}

/** Arguments of InterPodAffinity. */
export interface InterPodAffinityArgs {
  readonly hardPodAffinityWeight?: number
  readonly ignorePreferredTermsOfExistingPods?: boolean
}

/** Arguments of DefaultPreemption: of how many nodes it is found out what making room would cost. */
export interface DefaultPreemptionArgs {
  readonly minCandidateNodesPercentage?: number
  readonly minCandidateNodesAbsolute?: number
}
