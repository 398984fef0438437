import { extensionPointsOf } from '../../k8s/scheduler-plugins.ts'
import type { FilterPass, FilterPlugin, PodRejection } from './framework.ts'
import { unresolvable } from './status.ts'

/** The plugins that look at pods or nodes, in the order of PreFilter; those that do only one of the two do only that. */
export function takingPart(
  known: ReadonlyMap<string, FilterPlugin>,
  preFilter: readonly string[],
  filter: readonly string[]
): readonly FilterPlugin[] {
  const names = merged(preFilter, filter)
  return names.flatMap(name => {
    const plugin = known.get(name)
    if (plugin === undefined) return []
    if (!filter.includes(name)) return [withoutFilter(plugin)]
    const isWhole = preFilter.includes(name) || extensionPointsOf(name)?.includes('preFilter') === false
    return [isWhole ? plugin : withoutPreFilter(plugin)]
  })
}

/** The plugins of PreFilter in their order; the others where Filter has them, as far as both have one order. */
function merged(preFilter: readonly string[], filter: readonly string[]): readonly string[] {
  const shared = filter.filter(name => preFilter.includes(name))
  if (shared.join() !== preFilter.filter(name => filter.includes(name)).join()) return [...new Set([...preFilter, ...filter])]
  const names: string[] = []
  let next = 0
  for (const name of preFilter) {
    if (filter.includes(name)) while (filter[next] !== name) names.push(filter[next++]!)
    names.push(name)
    if (filter[next] === name) next++
  }
  return [...names, ...filter.slice(next)]
}

/** What a plugin's Filter says where it misses what its PreFilter would have left. Mirrors getPreFilterState of each, v1.36. */
const missingStates: ReadonlyMap<string, string> = new Map([
  ['NodePorts', 'reading "PreFilterNodePorts" from cycleState: not found'],
  ['NodeResourcesFit', 'error reading "PreFilterNodeResourcesFit" from cycleState: not found'],
  ['VolumeRestrictions', 'cannot read "PreFilterVolumeRestrictions" from cycleState'],
  ['VolumeBinding', 'not found'],
  ['PodTopologySpread', 'reading "PreFilterPodTopologySpread" from cycleState: not found'],
  ['InterPodAffinity', 'error reading "PreFilterInterPodAffinity" from cycleState: not found'],
  ['DynamicResources', 'not found'],
  ['NodeDeclaredFeatures', 'error reading "PreFilterNodeDeclaredFeatures" from cycle-state: not found'],
])
/** The same for Score and PreScore; DynamicResources has no PreScore, and looks for what its PreFilter leaves. */
const missingScoreStates: ReadonlyMap<string, string> = new Map([
  ['TaintToleration', 'failed to read "PreScoreTaintToleration" from cycleState: not found'],
  ['PodTopologySpread', 'error reading "PreScorePodTopologySpread" from cycleState: not found'],
  ['InterPodAffinity', 'failed to read "PreScoreInterPodAffinity" from cycleState: not found'],
])

/** Why nodes cannot be scored, if one of the plugins that score misses what another extension point leaves. Mirrors RunScorePlugins, v1.36. */
export function failureOfScores(score: readonly string[], preScore: readonly string[], preFilter: readonly string[]): string | undefined {
  for (const name of score) {
    const failure =
      name === 'DynamicResources'
        ? preFilter.includes(name)
          ? undefined
          : missingStates.get(name)
        : preScore.includes(name)
          ? undefined
          : missingScoreStates.get(name)
    if (failure !== undefined) return `running Score plugins: plugin "${name}" failed with: ${failure}`
  }
  return undefined
}

/** The plugin rejects pods and restricts them to nodes, and refuses no other node. */
function withoutFilter(plugin: FilterPlugin): FilterPlugin {
  return {
    name: plugin.name,
    preFilter(pod, snapshot, queued) {
      const pass = plugin.preFilter(pod, snapshot, queued)
      if (pass === 'skip' || 'rejection' in pass) return pass
      return { ...pass, local: '', filter: () => undefined }
    },
  }
}

/** The plugin looks at nodes alone: what it has not prepared it works out there, or fails. */
function withoutPreFilter(plugin: FilterPlugin): FilterPlugin {
  const { name } = plugin
  const missing = missingStates.get(name)
  if (missing !== undefined) {
    const failure = { code: 'Error', reasons: [missing] } as const
    return { name, preFilter: () => ({ filter: () => failure, explain: () => [] }) }
  }
  return {
    name,
    preFilter(pod, snapshot, queued) {
      const pass = plugin.preFilter(pod, snapshot, queued)
      if (pass === 'skip') return pass
      if ('rejection' in pass) return everywhere(pass, name)
      const { nodeNames: _, ...rest } = pass
      return rest
    },
  }
}

/** Refuses every node with what would have been said of the pod. */
function everywhere({ rejection, reason }: PodRejection, plugin: string): FilterPass {
  const text = plugin === 'NodeAffinity' ? "node(s) didn't match Pod's node affinity/selector" : rejection
  const status = unresolvable(text)
  return { local: text, filter: () => status, explain: () => [{ ...reason, text }] }
}
