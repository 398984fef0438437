import {
  type EnabledPlugin,
  type ExtensionPoint,
  extensionPoints,
  type SchedulerConfiguration,
  type SchedulerProfile,
} from '../../k8s/scheduler-configuration.ts'
import { enabledPlugins, isKnownPlugin } from './enabled-plugins.ts'
import type { FilterPlugin, ScorePlugin } from './framework.ts'
import { interPodAffinityWith } from './plugins/inter-pod-affinity.ts'
import { nodeAffinityWith } from './plugins/node-affinity.ts'
import { nodeResourcesBalancedAllocationWith } from './plugins/node-resources-balanced-allocation.ts'
import { nodeResourcesFitWith } from './plugins/node-resources-fit.ts'
import { podTopologySpreadWith } from './plugins/pod-topology-spread.ts'
import { defaultProfile, type Profile } from './profile.ts'

/** Profiles by the `schedulerName` of pods. */
export type Profiles = ReadonlyMap<string, Profile>

/** Without a configuration there is the default profile. */
export const defaultProfiles: Profiles = new Map([[defaultProfile.schedulerName, defaultProfile]])

/** The profiles of a configuration. Mirrors pkg/scheduler/profile NewMap and framework/runtime NewFramework, v1.36. */
export function profilesOf(configuration: SchedulerConfiguration | undefined): Profiles {
  if (configuration === undefined) return defaultProfiles
  const { profiles = [{}], percentageOfNodesToScore, extenders } = configuration
  const asked = (extenders ?? []).map(({ urlPrefix = '' }) => `extender ${urlPrefix}`.trim())
  return new Map(
    profiles.map(profile => {
      const made = profileOf(profile, percentageOfNodesToScore, asked)
      return [made.schedulerName, made]
    })
  )
}

function profileOf(profile: SchedulerProfile, share: number | undefined, extenders: readonly string[]): Profile {
  const at = (point: ExtensionPoint): readonly EnabledPlugin[] => enabledPlugins(profile.plugins ?? {}, point)
  const known = knownPlugins(new Map((profile.pluginConfig ?? []).map(({ name, args }) => [name, args ?? {}])))
  const percentageOfNodesToScore = profile.percentageOfNodesToScore ?? share
  const filters = at('filter').flatMap(({ name }) => known.filters.get(name) ?? [])
  return {
    schedulerName: profile.schedulerName ?? defaultProfile.schedulerName,
    ...(percentageOfNodesToScore !== undefined && { percentageOfNodesToScore }),
    filters,
    scores: at('score').flatMap(({ name, weight }) => {
      const plugin = known.scores.get(name)
      return plugin === undefined ? [] : [{ plugin, weight: weight || 1 }]
    }),
    postFilters: at('postFilter').flatMap(({ name }) => (name === 'DynamicResources' || name === 'DefaultPreemption' ? [name] : [])),
    heedsGates: at('preEnqueue').some(({ name }) => name === 'SchedulingGates'),
    unsimulated: [...foreignPlugins(profile), ...extenders],
  }
}

interface KnownPlugins {
  readonly filters: ReadonlyMap<string, FilterPlugin>
  readonly scores: ReadonlyMap<string, ScorePlugin>
}

/** The plugins as their arguments, which were checked when they were read, have them. */
function knownPlugins(argumentsOf: ReadonlyMap<string, unknown>): KnownPlugins {
  const filters = new Map(defaultProfile.filters.map(plugin => [plugin.name, plugin]))
  const scores = new Map(defaultProfile.scores.map(({ plugin }) => [plugin.name, plugin]))
  for (const [name, make] of factories) {
    const args = argumentsOf.get(name)
    if (args === undefined) continue
    const plugin = make(args as object)
    if ('preFilter' in plugin) filters.set(name, plugin)
    scores.set(name, plugin)
  }
  return { filters, scores }
}

const factories: ReadonlyMap<string, (args: object) => ScorePlugin | (FilterPlugin & ScorePlugin)> = new Map<
  string,
  (args: object) => ScorePlugin | (FilterPlugin & ScorePlugin)
>([
  ['InterPodAffinity', interPodAffinityWith],
  ['NodeAffinity', nodeAffinityWith],
  ['NodeResourcesBalancedAllocation', nodeResourcesBalancedAllocationWith],
  ['NodeResourcesFit', nodeResourcesFitWith],
  ['PodTopologySpread', podTopologySpreadWith],
])

/** Plugins that kube-scheduler itself does not have: somebody has built them in. */
function foreignPlugins({ plugins = {} }: SchedulerProfile): readonly string[] {
  const names = new Set<string>()
  for (const point of extensionPoints)
    for (const { name } of plugins[point]?.enabled ?? []) if (!isKnownPlugin(name)) names.add(`plugin ${name}`)
  return [...names]
}
