import type { ExtensionPoint, SchedulerProfile } from '../../k8s/scheduler-configuration.ts'
import { enabledPlugins, extensionPointsOf } from '../../k8s/scheduler-plugins.ts'
import type { Path } from '../../source/path.ts'
import { invalid } from './check-arguments.ts'
import type { Mistake } from './shape.ts'

/** Why kube-scheduler cannot make a profile of the plugins that are chosen. Mirrors pkg/scheduler/framework/runtime NewFramework and updatePluginList, v1.36. */
export function pluginMistakes({ plugins = {} }: SchedulerProfile, schedulerName: string, path: Path): readonly Mistake[] {
  const mistakes: Mistake[] = Object.entries(plugins).flatMap(([point, set]) =>
    (set?.enabled ?? []).flatMap(({ name }, index) => {
      const points = extensionPointsOf(name)
      if (point === 'multiPoint' || points === undefined || points.includes(point as ExtensionPoint)) return []
      const message = `plugin "${name}" does not extend ${point[0]!.toUpperCase()}${point.slice(1)}Plugin plugin`
      return [{ path: [...path, 'plugins', point, 'enabled', index, 'name'], message }]
    })
  )
  // where a plugin of somebody's own takes part is not known
  if ((plugins.multiPoint?.enabled ?? []).some(({ name }) => extensionPointsOf(name) === undefined)) return mistakes
  const profile = `for profile with scheduler name "${schedulerName}"`
  const sorting = enabledPlugins(plugins, 'queueSort').length
  if (sorting !== 1) mistakes.push({ path, message: `only one queue sort plugin required ${profile}, but got ${sorting}` })
  if (enabledPlugins(plugins, 'bind').length === 0) mistakes.push({ path, message: `at least one bind plugin is needed ${profile}` })
  return mistakes
}

/** Profiles share one queue, so that they have to sort it alike. Mirrors validateCommonQueueSort, v1.36. */
export function queueSortMistakes(profiles: readonly SchedulerProfile[]): readonly Mistake[] {
  const [first, ...others] = profiles.map(({ plugins }) => JSON.stringify(plugins?.queueSort ?? {}))
  return others.flatMap((own, index) =>
    own === first
      ? []
      : [
          invalid(profiles[index + 1]!.plugins?.queueSort ?? {}, 'must be the same for all profiles', [
            'profiles',
            index + 1,
            'plugins',
            'queueSort',
          ]),
        ]
  )
}
