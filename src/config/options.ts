import { nearestName } from '../k8s/nearest.ts'
import { formatKubernetesVersion, type KubernetesVersion, newestVersion, oldestMinor, parseKubernetesVersion } from '../k8s/version.ts'
import { defaultPreset, presetNames } from '../lint/presets.ts'
import { arrivals, colors, failOns, setModes, updates, worlds } from './choices.ts'
import type { Command } from './flag.ts'
import { flags, optionKey } from './flags.ts'
import { defaultLimits } from './limits.ts'
import { parseNodes } from './nodes.ts'
import { didYouMean, isObject, OptionReader, shown } from './option-reader.ts'
import { networkOptions } from './reach-options.ts'
import { externalsOf, overridesOf, ruleSettings } from './rule-settings.ts'
import { type Limits, type Settings, UsageError } from './settings.ts'
import { questionsOf } from './simulate-options.ts'

/** What options come with. */
export interface OptionsContext {
  /** What leads from the directory of the globs in `reportOnly` to the working directory. */
  readonly base?: string
  /** They are flags of the command line: messages name them so. */
  readonly flags?: boolean
  /** Raised on the command line only, never by a file or a job. */
  readonly limits?: Limits
}

/** Keys of options that no flag has. */
const keysWithoutFlag: readonly string[] = ['overrides', 'externals']
const longestGlob = 1024

/**
 * Settings from the options of a job, or of the command line: the same camelCase keys. Keys of other commands are checked too, and then
 * do nothing. Throws a UsageError that names the option at fault and what it may be.
 */
export function parseOptions(raw: unknown, command: Command, context: OptionsContext = {}): Settings {
  if (raw !== undefined && !isObject(raw)) throw new UsageError(`The options must be an object, not ${shown(raw)}.`)
  // flags have been found in their table
  if (context.flags !== true) for (const key of Object.keys(raw ?? {})) refuseUnknown(key)
  const options = new OptionReader(raw ?? {}, context.flags === true)
  options.choice('color', colors, 'auto')
  options.switch('quiet')
  options.text('format')
  return {
    ...versionsOf(options, command),
    world: options.choice('world', worlds, 'open'),
    sets: command === 'check' || command === 'fix' ? options.choice('sets', setModes, 'one') : 'one',
    namespace: namespaceOf(options),
    failOn: options.choice('failOn', failOns, 'error'),
    asServer: options.switch('asServer'),
    stored: options.switch('stored'),
    unsafe: options.switch('unsafe'),
    update: options.choice('update', updates, 'apply'),
    ...askerOf(options),
    ...(options.switch('list') && { list: true }),
    ...(options.switch('who') && { who: true }),
    presets: presetsOf(options),
    ...ruleSettings(options),
    overrides: overridesOf(options),
    only: options.texts('only'),
    reportOnly: globsOf(options),
    ...(context.base !== undefined && { reportOnlyBase: context.base }),
    inlineConfig: !options.switch('noInlineConfig'),
    newOnly: options.switch('newOnly'),
    externals: externalsOf(options),
    nodes: nodesOf(options),
    provisioners: provisionersOf(options),
    arrival: options.choice('arrival', arrivals, 'one-by-one'),
    detail: options.switch('detail'),
    ...questionsOf(options),
    network: networkOptions(options),
    limits: context.limits ?? defaultLimits,
  }
}

function refuseUnknown(key: string): void {
  if (keysWithoutFlag.includes(key) || flags.some(flag => flag.key && flag.name[0] === key[0] && optionKey(flag.name) === key)) return
  const optionKeys = [...new Set(flags.filter(flag => flag.key).map(flag => optionKey(flag.name))), ...keysWithoutFlag]
  throw new UsageError(`There is no option ${shown(key)}.${didYouMean(nearestName(key, optionKeys))}`)
}

function versionsOf(options: OptionReader, command: Command): Pick<Settings, 'version' | 'versions' | 'upgradeTo'> {
  const text = options.text('kubernetesVersion')
  const texts = text === undefined ? [] : command === 'check' ? text.split(',') : [text]
  const versions = texts.map(each => versionOf(options, 'kubernetesVersion', each.trim()))
  versions.sort((a, b) => a.minor - b.minor || (a.patch ?? Number.POSITIVE_INFINITY) - (b.patch ?? Number.POSITIVE_INFINITY))
  const version = versions.at(-1) ?? newestVersion
  const target = options.text('upgradeTo')
  const upgradeTo = target === undefined ? undefined : versionOf(options, 'upgradeTo', target)
  if (upgradeTo !== undefined && upgradeTo.minor < version.minor)
    throw new UsageError(`${options.title('upgradeTo')} must not be before ${formatKubernetesVersion(version)}, the version of now.`)
  return { version, ...(versions.length > 1 && { versions }), ...(upgradeTo !== undefined && { upgradeTo }) }
}

function versionOf(options: OptionReader, key: string, text: string): KubernetesVersion {
  const version = parseKubernetesVersion(text)
  if (version !== undefined) return version
  const newest = formatKubernetesVersion(newestVersion)
  const oldest = formatKubernetesVersion({ minor: oldestMinor })
  const range = oldest === newest ? `${newest} or a patch of it` : `a version from ${oldest} to ${newest}`
  throw new UsageError(`${options.title(key)} must be ${range}, not ${shown(text)}.`)
}

function namespaceOf(options: OptionReader): string {
  const name = options.text('namespace') ?? 'default'
  if (name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return name
  const wanted = 'at most 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit'
  throw new UsageError(`${options.title('namespace')} must be ${wanted}, not ${shown(name)}.`)
}

function askerOf(options: OptionReader): Pick<Settings, 'as'> {
  const name = options.text('as')
  const groups = options.texts('asGroup')
  if (name !== undefined) return { as: { name, groups } }
  if (groups.length === 0) return {}
  throw new UsageError(`${options.title('asGroup')} needs ${options.title('as')}: groups alone send no requests.`)
}

function presetsOf(options: OptionReader): readonly string[] {
  const presets = options.texts('preset')
  for (const preset of presets) options.oneOf(options.title('preset'), preset, presetNames)
  return presets.length === 0 ? [defaultPreset] : presets
}

function globsOf(options: OptionReader): readonly string[] {
  const globs = options.texts('reportOnly')
  const long = globs.find(glob => glob.length > longestGlob)
  if (long === undefined) return globs
  throw new UsageError(`${options.title('reportOnly')} is longer than ${longestGlob} characters: ${shown(long)}.`)
}

function nodesOf(options: OptionReader): readonly string[] {
  const specs = options.texts('nodes')
  if (specs.length > 0) parseNodes(specs, options.title('nodes'))
  return specs
}

function provisionersOf(options: OptionReader): Settings['provisioners'] {
  const fallback = options.choice('world', worlds, 'open') === 'open' ? 'all' : 'none'
  const names = options.choiceOrTexts('provisioners', ['all', 'none'], fallback)
  if (typeof names === 'string') return names
  const word = names.find(name => name === 'all' || name === 'none')
  if (word === undefined) return names
  if (names.every(name => name === word)) return word
  throw new UsageError(`${options.title('provisioners')} must be all, none or names: ${word} goes with nothing else.`)
}
