import { goQuote } from '../../../k8s/go-quote.ts'

/** How many indexes a text such as `0,2-4` lists, or what is wrong with it. Mirrors pkg/apis/batch/validation/validation.go validateIndexesFormat, v1.36. */
export function indexesIn(text: string, completions: number): number | string {
  if (text === '') return 0
  let last: number | undefined
  let total = 0
  for (const part of text.split(',')) {
    const interval = parseInterval(part, completions)
    if (typeof interval === 'string') return interval
    const [from, to] = interval
    if (last !== undefined && last >= from) return nonIncreasing(last, from)
    total += to - from + 1
    last = to
  }
  return total
}

function parseInterval(text: string, completions: number): readonly [number, number] | string {
  const limits = text.split('-')
  if (limits.length > 2)
    return `the fragment ${goQuote(text)} violates the requirement that an index interval can have at most two parts separated by '-'`
  const from = parseIndex(limits[0]!, completions)
  if (typeof from === 'string') return from
  if (limits.length === 1) return [from, from]
  const to = parseIndex(limits[1]!, completions)
  if (typeof to === 'string') return to
  return from >= to ? nonIncreasing(from, to) : [from, to]
}

function parseIndex(text: string, completions: number): number | string {
  const index = /^[+-]?[0-9]{1,19}$/.test(text) ? Number(text) : undefined
  if (index === undefined) return `cannot convert string to integer for index: ${goQuote(text)}`
  return index >= completions ? `too large index: ${goQuote(text)}` : index
}

function nonIncreasing(previous: number, current: number): string {
  return `non-increasing order, previous: ${previous}, current: ${current}`
}
