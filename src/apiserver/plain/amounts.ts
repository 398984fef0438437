import type { Members } from './shape.ts'

const wholeFactors: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
])
/** As many digits as no version takes for parts of a byte. */
const maxDigits = 6

/** The number of bytes that an amount surely is; NaN where it takes a closer look. */
function bytesOf(amount: string): number {
  let digits = 0
  let number = 0
  for (; digits < amount.length; digits++) {
    const code = amount.charCodeAt(digits)
    if (code < 48 || code > 57) break
    number = number * 10 + code - 48
  }
  if (digits === 0 || digits > maxDigits) return Number.NaN
  return number * (wholeFactors.get(amount.slice(digits)) ?? Number.NaN)
}

/** The number of processors that an amount surely is; NaN where it takes a closer look. */
function processorsOf(amount: string): number {
  return amount.endsWith('m') ? bytesOf(amount.slice(0, -1)) / 1000 : bytesOf(amount)
}

/** Whether an amount is of more than no bytes. */
export function isSize(amount: unknown): boolean {
  return typeof amount === 'string' && bytesOf(amount) > 0
}

/** Whether requests and limits are of nothing but processors, memory and disks, and no request is above its limit. */
export function arePlainResources(resources: Members): boolean {
  const { limits, requests } = resources as { limits?: Members; requests?: Members }
  return arePlainAmounts(limits, undefined) && arePlainAmounts(requests, limits)
}

function arePlainAmounts(amounts: Members | undefined, bounds: Members | undefined): boolean {
  if (amounts === undefined) return true
  for (const name in amounts) {
    const own = amountOf(name, amounts[name])
    if (!(own >= 0)) return false
    const bound = bounds?.[name]
    if (bound !== undefined && !(own <= amountOf(name, bound))) return false
  }
  return true
}

function amountOf(name: string, amount: unknown): number {
  if (typeof amount !== 'string') return Number.NaN
  if (name === 'cpu') return processorsOf(amount)
  return name === 'memory' || name === 'ephemeral-storage' ? bytesOf(amount) : Number.NaN
}
