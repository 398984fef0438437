import type { EnabledPlugin, ExtensionPoint, PluginSet, SchedulerProfile } from '../../k8s/scheduler-configuration.ts'

interface DefaultPlugin extends EnabledPlugin {
  /** Where it takes part, of the points that decide. */
  readonly points: readonly ExtensionPoint[]
}

const both: readonly ExtensionPoint[] = ['filter', 'score']
/** Mirrors pkg/scheduler/apis/config/v1/default_plugins.go getDefaultPlugins, v1.36. */
const defaultPlugins: readonly DefaultPlugin[] = [
  { name: 'SchedulingGates', points: ['preEnqueue'] },
  { name: 'PrioritySort', points: [] },
  { name: 'NodeUnschedulable', points: ['filter'] },
  { name: 'NodeName', points: ['filter'] },
  { name: 'TaintToleration', weight: 3, points: both },
  { name: 'NodeAffinity', weight: 2, points: both },
  { name: 'NodePorts', points: ['filter'] },
  { name: 'NodeResourcesFit', weight: 1, points: both },
  { name: 'VolumeRestrictions', points: ['filter'] },
  { name: 'NodeVolumeLimits', points: ['filter'] },
  { name: 'VolumeBinding', points: both },
  { name: 'VolumeZone', points: ['filter'] },
  { name: 'PodTopologySpread', weight: 2, points: both },
  { name: 'InterPodAffinity', weight: 2, points: both },
  { name: 'DynamicResources', weight: 2, points: ['filter', 'postFilter', 'score'] },
  { name: 'DefaultPreemption', points: ['postFilter'] },
  { name: 'NodeResourcesBalancedAllocation', weight: 1, points: ['score'] },
  { name: 'ImageLocality', weight: 1, points: ['score'] },
  { name: 'DefaultBinder', points: [] },
]
/** Plugins that are there, too, by a feature gate or by name. */
const otherPlugins: readonly string[] = ['NodeDeclaredFeatures', 'GangScheduling', 'EBSLimits', 'GCEPDLimits', 'AzureDiskLimits']

/** Whether kube-scheduler has a plugin of that name. */
export function isKnownPlugin(name: string): boolean {
  return otherPlugins.includes(name) || defaultPlugins.some(plugin => plugin.name === name)
}

/** The plugins that take part at one point, in their order. Mirrors mergePluginSet and pkg/scheduler/framework/runtime expandMultiPointPlugins and getScoreWeights, v1.36. */
export function enabledPlugins(plugins: NonNullable<SchedulerProfile['plugins']>, point: ExtensionPoint): readonly EnabledPlugin[] {
  const own = plugins[point] ?? {}
  const enabled = own.enabled ?? []
  const disabled = namesDisabled(own)
  if (disabled.has('*')) return enabled
  const pointsOf = new Map(defaultPlugins.map(({ name, points }) => [name, points]))
  const everywhere = merged(plugins.multiPoint ?? {}).filter(
    ({ name }) => pointsOf.get(name)?.includes(point) === true && !disabled.has(name)
  )
  const isOverride = (name: string): boolean => everywhere.some(plugin => plugin.name === name)
  return [
    ...enabled.filter(({ name }) => isOverride(name)),
    ...everywhere.filter(({ name }) => !enabled.some(plugin => plugin.name === name)),
    ...enabled.filter(({ name }) => !isOverride(name)),
  ]
}

/** The default plugins, some of them disabled or with another weight, and those that come besides. */
function merged(set: PluginSet): readonly EnabledPlugin[] {
  const enabled = set.enabled ?? []
  const disabled = namesDisabled(set)
  const kept = disabled.has('*') ? [] : defaultPlugins.filter(({ name }) => !disabled.has(name))
  const replaced = new Set<EnabledPlugin>()
  const first = kept.map((plugin): EnabledPlugin => {
    const again = enabled.findLast(({ name }) => name === plugin.name)
    if (again === undefined) return plugin
    replaced.add(again)
    return again
  })
  return [...first, ...enabled.filter(plugin => !replaced.has(plugin))]
}

function namesDisabled({ disabled }: PluginSet): ReadonlySet<string> {
  return new Set((disabled ?? []).map(({ name }) => name))
}
