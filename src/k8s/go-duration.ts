import { goQuote } from './go-quote.ts'

const units = new Set(['ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h'])

/** What is wrong with a text as a duration, in Go's words; undefined where nothing is. Mirrors time.ParseDuration, but for its overflow. */
export function durationError(text: string): string | undefined {
  const invalid = `time: invalid duration ${goQuote(text)}`
  let rest = text.replace(/^[+-]/, '')
  if (rest === '0') return undefined
  if (rest === '') return invalid
  while (rest !== '') {
    const number = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)/.exec(rest)?.[0]
    if (number === undefined) return invalid
    rest = rest.slice(number.length)
    const unit = /^[^.0-9]*/.exec(rest)![0]
    if (unit === '') return `time: missing unit in duration ${goQuote(text)}`
    if (!units.has(unit)) return `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`
    rest = rest.slice(unit.length)
  }
  return undefined
}
