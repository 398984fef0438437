import type { RuleEntry } from '../../lint/rule.ts'
import { parseCustomRules } from '../custom-rules.ts'
import { isObject } from '../option-reader.ts'
import { fileKeys, namesPath } from './keys.ts'
import { configurationError, type Mistake } from './mistake.ts'
import { type ConfigFile, type KnownRule, readConfig } from './read.ts'

/** What reading configuration files needs of the outside world. */
export interface ConfigFiles {
  /** The text of a file, or why there is none. */
  readonly read: (path: string) => string | { readonly message: string }
  /** A path beside a file, as seen from the working directory. */
  readonly beside: (file: string, path: string) => string
  /** What leads from the directory of a file to the working directory. */
  readonly wayFrom: (file: string) => string
  /** Whether a file is of the repository of another. */
  readonly isReachable: (file: string, from: string) => boolean
}

/** Configuration files merged into one. */
export interface Config {
  /** Those that were read, the first named last. */
  readonly files: readonly string[]
  /** By key; globs of `overrides` with the way from their file as `base`, paths relative to the working directory. */
  readonly values: Readonly<Record<string, unknown>>
  /** What leads from the directory of the globs in `reportOnly` to the working directory. */
  readonly base: string
}

const mostFiles = 32
/** Keys whose lists are joined; of all others that are no objects the nearest file's value holds. */
const joined: ReadonlySet<string> = new Set(['overrides', 'externals', 'customRules'])

/** Reads a configuration file with those that it extends; throws one UsageError with every mistake in any of them. */
export function loadConfig(path: string, files: ConfigFiles, rules: readonly RuleEntry[]): Config {
  const mistakes: Mistake[] = []
  const read: ConfigFile[] = []
  /** What keeps a file from being read; undefined where it is read, or was. */
  const visit = (file: string, chain: readonly string[]): string | undefined => {
    if (chain.includes(file)) return `${file} extends itself: ${[...chain, file].join(' → ')}.`
    if (read.some(known => known.path === file)) return undefined
    if (read.length + chain.length >= mostFiles) return `More than ${mostFiles} files are extended.`
    const text = files.read(file)
    if (typeof text !== 'string') return `${file} cannot be read: ${text.message}.`
    const config = readConfig(file, text)
    mistakes.push(...config.mistakes)
    for (const { path: name, mistake } of config.extended) {
      const target = files.beside(file, name)
      const refusal = /^[a-z][a-z0-9+.-]*:/i.test(name)
        ? `${name} is no file: only files of the repository can be extended.`
        : files.isReachable(target, file)
          ? visit(target, [...chain, file])
          : `${name} is not below the root of the repository.`
      if (refusal !== undefined) mistakes.push(mistake(refusal))
    }
    read.push(config)
    return undefined
  }
  const refusal = visit(path, [])
  if (refusal !== undefined) mistakes.push({ file: path, line: 1, column: 1, message: refusal })
  const all = merged(read, files)
  const known = [...rules, ...customRulesOf(all.values, files)]
  mistakes.push(...read.flatMap(config => config.ruleMistakes(known)))
  if (mistakes.length > 0) throw configurationError(mistakes)
  return { files: read.map(({ path }) => path), ...all }
}

/** The rules of a house by their ids; what is wrong in their files is told where they are to run. */
function customRulesOf({ customRules = [] }: Config['values'], { read }: ConfigFiles): readonly KnownRule[] {
  return (customRules as readonly string[]).flatMap(path => {
    const text = read(path)
    return typeof text === 'string' ? parseCustomRules(path, text).rules.map(({ id }) => ({ id })) : []
  })
}

function merged(read: readonly ConfigFile[], files: ConfigFiles): Pick<Config, 'values' | 'base'> {
  const values = new Map<string, unknown>()
  let base = '.'
  for (const { path, values: own } of read) {
    for (const [key, value] of Object.entries(own)) {
      if (key === 'reportOnly') base = files.wayFrom(path)
      const placed = placedValue(key, value, path, files)
      const before = values.get(key)
      if (joined.has(key)) values.set(key, [...((before as readonly unknown[] | undefined) ?? []), ...(placed as readonly unknown[])])
      else values.set(key, isObject(before) && isObject(placed) ? { ...before, ...placed } : placed)
    }
  }
  return { values: Object.fromEntries(values), base }
}

/** A value as it is seen from the working directory. */
function placedValue(key: string, value: unknown, file: string, { beside, wayFrom }: ConfigFiles): unknown {
  if (key === 'overrides') return (value as readonly object[]).map(override => ({ ...override, base: wayFrom(file) }))
  if (key === 'customRules') return (value as readonly string[]).map(path => beside(file, path))
  const flag = fileKeys()
    .find(known => known.key === key)
    ?.flags.find(namesPath)
  if (flag === undefined) return value
  const place = (text: string): string => {
    const prefix = flag.value === 'FORMAT=FILE' ? text.slice(0, text.indexOf('=') + 1) : ''
    return /^(?:git:|-$)/.test(text) ? text : prefix + beside(file, text.slice(prefix.length))
  }
  return Array.isArray(value) ? value.map(item => place(String(item))) : place(String(value))
}
