import type { EnabledPlugin, ExtensionPoint, PluginSet, SchedulerProfile } from './scheduler-configuration.ts'

interface DefaultPlugin extends EnabledPlugin {
  /** Where it takes part. */
  readonly points: readonly ExtensionPoint[]
}

const filters: readonly ExtensionPoint[] = ['preFilter', 'filter']
const scores: readonly ExtensionPoint[] = ['preScore', 'score']
/** Mirrors pkg/scheduler/apis/config/v1/default_plugins.go getDefaultPlugins, and the interfaces of the plugins, v1.36. */
const defaultPlugins: readonly DefaultPlugin[] = [
  { name: 'SchedulingGates', points: ['preEnqueue'] },
  { name: 'PrioritySort', points: ['queueSort'] },
  { name: 'NodeUnschedulable', points: ['filter'] },
  { name: 'NodeName', points: ['filter'] },
  { name: 'TaintToleration', weight: 3, points: ['filter', ...scores] },
  { name: 'NodeAffinity', weight: 2, points: [...filters, ...scores] },
  { name: 'NodePorts', points: filters },
  { name: 'NodeResourcesFit', weight: 1, points: [...filters, ...scores, 'placementScore'] },
  { name: 'VolumeRestrictions', points: filters },
  { name: 'NodeVolumeLimits', points: filters },
  { name: 'VolumeBinding', points: [...filters, ...scores, 'reserve', 'preBind'] },
  { name: 'VolumeZone', points: filters },
  { name: 'PodTopologySpread', weight: 2, points: [...filters, ...scores] },
  { name: 'InterPodAffinity', weight: 2, points: [...filters, ...scores] },
  { name: 'DynamicResources', weight: 2, points: ['preEnqueue', ...filters, 'postFilter', 'score', 'reserve', 'preBind'] },
  { name: 'DefaultPreemption', points: ['preEnqueue', 'postFilter'] },
  { name: 'NodeResourcesBalancedAllocation', weight: 1, points: scores },
  { name: 'ImageLocality', weight: 1, points: ['score'] },
  { name: 'DefaultBinder', points: ['bind'] },
  { name: 'NodeDeclaredFeatures', points: filters },
]
/** Plugins that take part only where they are named, and those that only old versions have. */
const otherPlugins: readonly DefaultPlugin[] = [
  { name: 'GangScheduling', points: ['preEnqueue', 'permit'] },
  { name: 'TopologyPlacementGenerator', points: ['placementGenerate'] },
  { name: 'PodGroupPodsCount', weight: 1, points: ['placementScore'] },
  { name: 'EBSLimits', points: filters },
  { name: 'GCEPDLimits', points: filters },
  { name: 'AzureDiskLimits', points: filters },
]
const pointsOf: ReadonlyMap<string, readonly ExtensionPoint[]> = new Map(
  [...defaultPlugins, ...otherPlugins].map(({ name, points }) => [name, points])
)

/** Where a plugin of kube-scheduler takes part; undefined where it has none of that name. */
export function extensionPointsOf(plugin: string): readonly ExtensionPoint[] | undefined {
  return pointsOf.get(plugin)
}

/** The plugins of kube-scheduler that take part at one point, in their order, and those that the point itself names. Mirrors mergePluginSet and pkg/scheduler/framework/runtime expandMultiPointPlugins and getValidScoreWeights, v1.36. */
export function enabledPlugins(plugins: NonNullable<SchedulerProfile['plugins']>, point: ExtensionPoint): readonly EnabledPlugin[] {
  const own = plugins[point] ?? {}
  const enabled = own.enabled ?? []
  const disabled = namesDisabled(own)
  if (disabled.has('*')) return enabled
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
