import type { SchedulerConfiguration } from '../../k8s/scheduler-configuration.ts'
import type { Path } from '../../source/path.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import { argumentMistakes, inRange, invalid } from './check-arguments.ts'
import { pluginMistakes, queueSortMistakes } from './check-plugins.ts'
import { argumentFields, configurationFields } from './fields.ts'
import { type Mistake, mistakesOf } from './shape.ts'

const readVersions = ['kubescheduler.config.k8s.io/v1', 'kubescheduler.config.k8s.io/v1beta3']
const defaultSchedulerName = 'default-scheduler'

/** A configuration, or why kube-scheduler would not start with it: `LINE:COLUMN: field: what is wrong`. */
export type SchedulerConfigurationAnswer =
  | { readonly configuration: SchedulerConfiguration }
  | { readonly file: string; readonly mistakes: readonly string[] }

function isSchedulerConfiguration({ value }: SourceDocument): boolean {
  const { apiVersion, kind } = (value ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown }
  return kind === 'KubeSchedulerConfiguration' && typeof apiVersion === 'string' && readVersions.includes(apiVersion)
}

/** The configuration that counts: the last of the cluster's, or the only one of the input. */
export function chosenConfiguration(
  cluster: readonly SourceDocument[],
  input: readonly SourceDocument[]
): SchedulerConfigurationAnswer | undefined {
  const own = input.filter(isSchedulerConfiguration)
  const document = cluster.findLast(isSchedulerConfiguration) ?? (own.length === 1 ? own[0] : undefined)
  return document === undefined ? undefined : readSchedulerConfiguration(document)
}

/** Reads a configuration of kube-scheduler as strictly as kube-scheduler does. Mirrors pkg/scheduler/apis/config/validation ValidateKubeSchedulerConfiguration, v1.36. */
export function readSchedulerConfiguration(document: SourceDocument): SchedulerConfigurationAnswer {
  const mistakes = allMistakes(document.value)
  if (mistakes.length === 0) return { configuration: withNames(withoutNulls(document.value) as SchedulerConfiguration) }
  return {
    file: document.file.path,
    mistakes: mistakes.map(({ path, message }) => {
      const { line, column } = document.file.position(document.locate(path).start)
      return `${line}:${column}: ${fieldText(path)}: ${message}`
    }),
  }
}

function allMistakes(value: unknown): readonly Mistake[] {
  const decoding = mistakesOf(value, configurationFields)
  if (decoding.length > 0) return decoding
  const configuration = withoutNulls(value) as Timing
  const { profiles, percentageOfNodesToScore, extenders } = configuration
  const mistakes: Mistake[] = [
    ...timingMistakes(configuration),
    ...inRange(percentageOfNodesToScore ?? 0, 0, 100, '[0-100]', ['percentageOfNodesToScore']),
  ]
  const names = new Set<string>()
  for (const [index, profile] of (profiles ?? []).entries()) {
    const path: Path = ['profiles', index]
    const { schedulerName, plugins, pluginConfig, percentageOfNodesToScore: share } = profile ?? {}
    const name = schedulerName || (profiles!.length === 1 ? defaultSchedulerName : '')
    if (name === '') mistakes.push({ path: [...path, 'schedulerName'], message: 'Required value' })
    else if (names.has(name)) mistakes.push({ path: [...path, 'schedulerName'], message: `Duplicate value: "${name}"` })
    names.add(name)
    mistakes.push(...inRange(share ?? 0, 0, 100, '[0-100]', [...path, 'percentageOfNodesToScore']))
    for (const [point, set] of Object.entries(plugins ?? {}))
      mistakes.push(...ofNames(set?.enabled ?? [], [...path, 'plugins', point, 'enabled']))
    mistakes.push(...pluginMistakes(profile ?? {}, name, path))
    const configured = new Set<string>()
    for (const [at, { name: plugin = '', args }] of (pluginConfig ?? []).entries()) {
      const place: Path = [...path, 'pluginConfig', at]
      if (configured.has(plugin)) mistakes.push(invalid(plugin, 'repeated config for plugin', [...place, 'name']))
      configured.add(plugin)
      if (args === undefined || args === null || !Object.hasOwn(argumentFields, plugin)) continue
      const wrong = mistakesOf(args, argumentFields[plugin]!, [...place, 'args'])
      mistakes.push(...(wrong.length > 0 ? wrong : argumentMistakes(plugin, args, [...place, 'args'])))
    }
  }
  mistakes.push(...queueSortMistakes(profiles ?? []))
  const notMapping = (extenders ?? []).findIndex(extender => typeof extender !== 'object' || extender === null)
  if (notMapping !== -1) mistakes.push(invalid(extenders![notMapping], 'must be a mapping', ['extenders', notMapping]))
  return mistakes
}

interface Timing extends SchedulerConfiguration {
  readonly parallelism?: number
  readonly podInitialBackoffSeconds?: number
  readonly podMaxBackoffSeconds?: number
}

function timingMistakes({ parallelism = 16, podInitialBackoffSeconds = 1, podMaxBackoffSeconds = 10 }: Timing): readonly Mistake[] {
  const mistakes: Mistake[] = []
  if (parallelism <= 0) mistakes.push(invalid(parallelism, 'should be an integer value greater than zero', ['parallelism']))
  if (podInitialBackoffSeconds <= 0)
    mistakes.push(invalid(podInitialBackoffSeconds, 'must be greater than 0', ['podInitialBackoffSeconds']))
  if (podMaxBackoffSeconds < podInitialBackoffSeconds)
    mistakes.push(invalid(podMaxBackoffSeconds, 'must be greater than or equal to PodInitialBackoffSeconds', ['podMaxBackoffSeconds']))
  return mistakes
}

function ofNames(plugins: readonly { readonly name?: string }[], path: Path): readonly Mistake[] {
  const seen = new Set<string>()
  return plugins.flatMap(({ name = '' }, index) => {
    if (name === '') return [{ path: [...path, index, 'name'], message: 'Required value' }]
    if (seen.has(name)) return [{ path: [...path, index, 'name'], message: `Duplicate value: "${name}"` }]
    seen.add(name)
    return []
  })
}

/** Fields that are null are not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== null)
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]))
}

function withNames(configuration: SchedulerConfiguration): SchedulerConfiguration {
  const { profiles } = configuration
  if (profiles === undefined || profiles === null || profiles.length === 0)
    return { ...configuration, profiles: [{ schedulerName: defaultSchedulerName }] }
  return {
    ...configuration,
    profiles: profiles.map(profile => ({ ...profile, schedulerName: profile.schedulerName || defaultSchedulerName })),
  }
}

function fieldText(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`)).join('')
}
