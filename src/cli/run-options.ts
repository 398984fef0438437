import { defaults } from '../config/flag.ts'
import { findFlag, optionKey } from '../config/flags.ts'
import { parseLimits } from '../config/limits.ts'
import { didYouMean, isObject, orList } from '../config/option-reader.ts'
import { parseOptions } from '../config/options.ts'
import { type Settings, UsageError } from '../config/settings.ts'
import { nearestName } from '../k8s/nearest.ts'
import type { Invocation } from './arguments.ts'

/** A second place for the result. */
export interface ResultFile {
  readonly format: string
  readonly path: string
}

/** The settings that the flags of a command line ask for. */
export function settingsOf(invocation: Invocation): Settings {
  const limits = parseLimits(invocation.flags.get('limit') ?? [])
  const { config } = invocation
  return parseOptions({ ...onlyInFile(config), ...optionsOf(invocation) }, invocation.command, {
    flags: true,
    limits,
    ...(config !== undefined && { base: config.base }),
  })
}

/** What a configuration file says that no flag can. */
function onlyInFile(config: Invocation['config']): Readonly<Record<string, unknown>> {
  const { overrides, externals, provisioners } = config?.values ?? {}
  return {
    ...(overrides !== undefined && { overrides }),
    ...(externals !== undefined && { externals }),
    ...(provisioners !== undefined && { provisioners }),
  }
}

/** The last value of a flag, or what holds without it. */
export function flagValue({ flags: given }: Invocation, name: keyof typeof defaults): string {
  return given.get(name)?.at(-1) ?? defaults[name]
}

/** The files that `--output` names. */
export function resultFiles({ flags: given, command }: Invocation): readonly ResultFile[] {
  const outputs = given.get('output') ?? []
  if (outputs.length === 0) return []
  const formats = findFlag('format', command)?.values ?? []
  return outputs.map(text => {
    const equals = text.indexOf('=')
    const format = text.slice(0, Math.max(equals, 0))
    const path = text.slice(equals + 1)
    if (formats.includes(format) && path !== '') return { format, path }
    const nearest = nearestName(format, formats)
    throw new UsageError(`--output needs FORMAT=FILE with ${orList(formats)}, not ${JSON.stringify(text)}.${didYouMean(nearest)}`)
  })
}

/** Flags as the options that they are short for. */
function optionsOf({ flags: given, command, config }: Invocation): Readonly<Record<string, unknown>> {
  const options = new Map<string, unknown>(command === 'check' ? [['sets', 'auto']] : [])
  for (const [name, values] of given) {
    const flag = findFlag(name, command)
    if (flag === undefined || !flag.key) continue
    const value = flag.kind === 'switch' ? true : flag.kind === 'word' ? values.at(-1) : flag.kind === 'list' ? values : pairs(values)
    options.set(optionKey(name), value)
  }
  if (options.has('rule')) options.set('rule', withRuleOptions(options.get('rule'), config))
  return Object.fromEntries(options)
}

/** Levels by rule, with the options that the file gives to rules. */
function withRuleOptions(levels: unknown, config: Invocation['config']): unknown {
  const inFile = config?.values['rule']
  const own = new Map<string, unknown>(isObject(levels) ? Object.entries(levels) : [])
  for (const [id, value] of isObject(inFile) ? Object.entries(inFile) : []) {
    if (!isObject(value) || value['options'] === undefined) continue
    const level = own.get(id)
    own.set(id, { ...(level !== undefined && { severity: level }), options: value['options'] })
  }
  return Object.fromEntries(own)
}

function pairs(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map(value => [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)]))
}
