import { rules } from '../../rules/index.ts'
import type { Config } from '../config/file/load.ts'
import { findFlag } from '../config/flags.ts'
import { isObject } from '../config/option-reader.ts'
import { UsageError } from '../config/settings.ts'
import { findConfigFile } from '../load/config-file.ts'
import type { Invocation } from './arguments.ts'

/**
 * A command line completed by the configuration file that it names, or else by the nearest: what it does not say itself holds as the file
 * has it. Without a file nothing more than its absence is found out.
 */
export async function configured(invocation: Invocation): Promise<Invocation> {
  const { flags, command } = invocation
  const named = flags.get('config')?.at(-1)
  if (flags.has('no-config')) {
    if (named === undefined) return invocation
    throw new UsageError('--config and --no-config contradict each other.')
  }
  const path = named ?? findConfigFile()
  if (path === undefined || findFlag('config', command) === undefined) return invocation
  const [{ loadConfig }, files] = await Promise.all([import('../config/file/load.ts'), import('../load/config-file.ts')])
  const config = loadConfig(
    files.besideConfigFile('.', path),
    {
      read: file => {
        const text = files.readConfigFile(file)
        return typeof text === 'string' ? text : { message: text.message }
      },
      beside: files.besideConfigFile,
      wayFrom: files.wayFromConfigFile,
      isReachable: files.isInSameRepository,
    },
    rules
  )
  return { ...invocation, config, flags: withFileFlags(invocation, config) }
}

/** The flags, with those of the file that this command takes and that are not given. */
function withFileFlags({ flags, command }: Invocation, { values }: Config): Invocation['flags'] {
  const all = new Map(flags)
  for (const [key, value] of Object.entries(values)) {
    const name = key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    const flag = findFlag(name, command)
    const texts = flag === undefined ? undefined : flagTexts(value)
    if (flag === undefined || texts === undefined) continue
    const isTaken = flag.kind === 'pairs' || flag.values === undefined || texts.every(text => flag.values!.includes(text))
    if (flag.kind === 'pairs') all.set(name, [...texts, ...(flags.get(name) ?? [])])
    else if (isTaken && !flags.has(name)) all.set(name, texts)
  }
  return all
}

/** A value of the file as the command line would have it; undefined for `false`, which is to leave a switch out. */
function flagTexts(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value]
  if (typeof value === 'boolean') return value ? [] : undefined
  if (Array.isArray(value)) return value.filter(item => typeof item === 'string')
  if (!isObject(value)) return undefined
  return Object.entries(value).flatMap(([name, part]) => {
    const level = isObject(part) ? part['severity'] : part
    return typeof level === 'string' ? [`${name}=${level}`] : []
  })
}
