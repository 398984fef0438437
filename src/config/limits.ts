import { nearestName } from '../k8s/nearest.ts'
import { defaultReadLimits } from '../source/limits.ts'
import { type Limits, UsageError } from './settings.ts'

const mebibyte = 1024 * 1024

/** What holds without `--limit`. */
export const defaultLimits: Limits = { ...defaultReadLimits, fileSize: 10 * mebibyte, stdinSize: 64 * mebibyte, findings: 25_000 }

/** Names of `--limit`, and what each bounds. */
const limitKeys: ReadonlyMap<string, keyof Limits> = new Map([
  ['file-size', 'fileSize'],
  ['stdin-size', 'stdinSize'],
  ['depth', 'depth'],
  ['documents', 'documents'],
  ['findings', 'findings'],
  ['aliases', 'aliases'],
  ['object-size', 'objectSize'],
  ['syntax-errors', 'syntaxErrors'],
] as const)
const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['Ki', 1024],
  ['Mi', mebibyte],
  ['Gi', 1024 * mebibyte],
])
/** A limit beyond what one string of the runtime can hold would be none. */
const largest = 512 * mebibyte

/** The limits after `NAME=VALUE` texts; sizes may end in Ki, Mi or Gi. */
export function parseLimits(texts: readonly string[]): Limits {
  const limits: Record<keyof Limits, number> = { ...defaultLimits }
  for (const text of texts) {
    const [name = '', value] = splitOnce(text, '=')
    const key = limitKeys.get(name)
    if (key === undefined) throw new UsageError(`--limit does not know ${JSON.stringify(name)}: ${allowedNames(name)}`)
    limits[key] = parseCount(name, value)
  }
  return limits
}

function parseCount(name: string, value: string | undefined): number {
  const [, digits = '', unit = ''] = /^(\d{1,10})(Ki|Mi|Gi)?$/.exec(value ?? '') ?? []
  const count = digits === '' ? Number.NaN : Number(digits) * units.get(unit)!
  if (count >= 1 && count <= largest) return count
  throw new UsageError(
    `--limit ${name} needs a whole number from 1 to ${largest}, such as ${name}=${exampleOf(name)}, not ${JSON.stringify(value ?? '')}.`
  )
}

function exampleOf(name: string): string {
  return name.endsWith('-size') ? '20Mi' : '1000'
}

function allowedNames(name: string): string {
  const nearest = nearestName(name, limitKeys.keys())
  return `it bounds ${[...limitKeys.keys()].join(', ')}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
