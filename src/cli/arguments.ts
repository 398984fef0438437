import type { Config } from '../config/file/load.ts'
import { type Command, commands, type Flag } from '../config/flag.ts'
import { findFlag, flags } from '../config/flags.ts'
import { didYouMean, orList } from '../config/option-reader.ts'
import { UsageError } from '../config/settings.ts'
import { nearestName } from '../k8s/nearest.ts'

/** A command line, taken apart. */
export interface Invocation {
  readonly command: Command
  /** What is no flag and no command, in order. */
  readonly operands: readonly string[]
  /** Values by name of the flag, in order; none for a switch. */
  readonly flags: ReadonlyMap<string, readonly string[]>
  /** The configuration file, what it says as flags among `flags` already. */
  readonly config?: Config
}

interface Given {
  readonly flag: Flag
  readonly value?: string
}

/** Reads the command line; a UsageError says what about it cannot be. */
export function parseArguments(words: readonly string[]): Invocation {
  const given: Given[] = []
  const operands: string[] = []
  let command: Command | undefined
  let isPlain = false
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (isPlain || word === '-' || !word.startsWith('-')) {
      const named = isPlain || operands.length > 0 || command !== undefined ? undefined : commands.find(name => name === word)
      if (named === undefined) operands.push(word)
      else command = named
    } else if (word === '--') isPlain = true
    else {
      const { name, attached } = splitFlag(word)
      const flag = flagOfName(name, words, command ?? commandAfter(words, i))
      if (flag.kind === 'switch') {
        if (attached !== undefined) throw new UsageError(`--${flag.name} takes no value.`)
        given.push({ flag })
      } else given.push({ flag, value: attached ?? valueAfter(flag, words[++i]) })
    }
  }
  return { command: command ?? 'check', operands, flags: collect(given, command ?? 'check') }
}

/** `--name=value`, `-n=value`, `-nvalue`. */
function splitFlag(word: string): { readonly name: string; readonly attached: string | undefined } {
  const short = /^-([a-zA-Z])(?:=?(.+))?$/s.exec(word)
  if (short !== null) return { name: flags.find(flag => flag.short === short[1])?.name ?? word, attached: short[2] }
  const equals = word.indexOf('=')
  return equals === -1 ? { name: word.slice(2), attached: undefined } : { name: word.slice(2, equals), attached: word.slice(equals + 1) }
}

/** The command that flags may stand before. */
function commandAfter(words: readonly string[], from: number): Command {
  return commands.find(name => name === words.slice(from).find(word => !word.startsWith('-'))) ?? 'check'
}

function flagOfName(name: string, words: readonly string[], command: Command): Flag {
  const flag = findFlag(name, command) ?? flags.find(candidate => candidate.name === name)
  if (flag !== undefined) return flag
  const shown = name.startsWith('-') ? name : `--${name}`
  const nearest = nearestName(name.replace(/^-+/, ''), new Set(flags.map(candidate => candidate.name)))
  const isFile = words.some(word => word === shown && /\.(?:ya?ml|json)$/.test(word))
  const hint = isFile ? ' A file of that name goes behind --.' : didYouMean(nearest === undefined ? undefined : `--${nearest}`)
  throw new UsageError(`There is no flag ${JSON.stringify(shown)}.${hint}`)
}

function valueAfter(flag: Flag, next: string | undefined): string {
  if (next !== undefined && (next === '-' || !next.startsWith('-'))) return next
  throw new UsageError(`--${flag.name} needs a value: ${flag.value ?? orList(flag.values ?? [])}.`)
}

function collect(given: readonly Given[], command: Command): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const {
    flag: { name },
    value,
  } of given) {
    const flag = findFlag(name, command)
    if (flag === undefined) throw new UsageError(`${command} takes no --${name}: it belongs to ${orList(commandsOf(name))}.`)
    const list = flag.kind === 'word' ? [] : (values.get(name) ?? [])
    if (value !== undefined) list.push(...(flag.commas ? value.split(',') : [value]).map(part => checked(flag, part)))
    values.set(name, list)
  }
  return values
}

function checked(flag: Flag, value: string): string {
  if (value === '') throw new UsageError(`--${flag.name} needs a value that is not empty.`)
  if (flag.kind === 'pairs' && value.indexOf('=') < 1)
    throw new UsageError(`--${flag.name} needs ${flag.value}, not ${JSON.stringify(value)}.`)
  if (flag.kind !== 'word' || flag.values === undefined || flag.values.includes(value)) return value
  const nearest = nearestName(value, flag.values)
  throw new UsageError(`--${flag.name} must be ${orList(flag.values)}, not ${JSON.stringify(value)}.${didYouMean(nearest)}`)
}

function commandsOf(name: string): readonly Command[] {
  return commands.filter(command => findFlag(name, command) !== undefined)
}
