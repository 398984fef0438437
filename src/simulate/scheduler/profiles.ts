import {
  type DefaultPreemptionArgs,
  type EnabledPlugin,
  type ExtensionPoint,
  extensionPoints,
  type SchedulerConfiguration,
  type SchedulerProfile,
} from '../../k8s/scheduler-configuration.ts'
import { enabledPlugins, extensionPointsOf } from '../../k8s/scheduler-plugins.ts'
import type { FilterPlugin, ScorePlugin } from './framework.ts'
import { failureOfScores, takingPart } from './partial-plugins.ts'
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
  const namesAt = (point: ExtensionPoint): readonly string[] => at(point).map(({ name }) => name)
  const argumentsOf = new Map((profile.pluginConfig ?? []).map(({ name, args }) => [name, args ?? {}]))
  const known = knownPlugins(argumentsOf)
  const percentageOfNodesToScore = profile.percentageOfNodesToScore ?? share
  const preFilter = namesAt('preFilter')
  const filter = namesAt('filter')
  const filters = takingPart(known.filters, preFilter, filter)
  const scores = at('score').flatMap(({ name, weight }) => {
    const plugin = known.scores.get(name)
    return plugin === undefined ? [] : [{ plugin, weight: weight || 1 }]
  })
  const scoreFailure = failureOfScores(
    scores.map(({ plugin }) => plugin.name),
    namesAt('preScore'),
    preFilter
  )
  return {
    schedulerName: profile.schedulerName ?? defaultProfile.schedulerName,
    ...(percentageOfNodesToScore !== undefined && { percentageOfNodesToScore }),
    filters,
    ...(!isInOrder(filters, filter) && { filterOrder: filter }),
    scores,
    ...(scoreFailure !== undefined && { scoreFailure }),
    postFilters: namesAt('postFilter').flatMap(name => (name === 'DynamicResources' || name === 'DefaultPreemption' ? [name] : [])),
    ...(argumentsOf.has('DefaultPreemption') && { preemption: argumentsOf.get('DefaultPreemption') as DefaultPreemptionArgs }),
    heedsGates: namesAt('preEnqueue').includes('SchedulingGates'),
    unsimulated: [...foreignPlugins(profile), ...halvedPlugins(namesAt), ...extenders],
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

/** Whether the plugins that filter are already in that order. */
function isInOrder(filters: readonly FilterPlugin[], order: readonly string[]): boolean {
  const places = filters.map(({ name }) => order.indexOf(name)).filter(place => place !== -1)
  return places.every((place, index) => index === 0 || places[index - 1]! < place)
}

/** What the plugins do that keep something for a pod between its decision and its binding. */
const keptTogether: readonly (readonly [string, readonly ExtensionPoint[]])[] = [
  ['VolumeBinding', ['filter', 'reserve', 'preBind']],
  ['DynamicResources', ['preEnqueue', 'filter', 'reserve', 'preBind']],
]

/** Plugins that take part at some of these points and not at others. */
function halvedPlugins(namesAt: (point: ExtensionPoint) => readonly string[]): readonly string[] {
  return keptTogether.flatMap(([name, points]) => {
    const missing = points.filter(point => !namesAt(point).includes(name))
    return missing.length === 0 || missing.length === points.length ? [] : [`plugin ${name} without ${missing.join(', ')}`]
  })
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
    for (const { name } of plugins[point]?.enabled ?? []) if (extensionPointsOf(name) === undefined) names.add(`plugin ${name}`)
  return [...names]
}
