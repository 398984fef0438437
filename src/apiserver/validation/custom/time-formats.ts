import { durationError } from '../../../k8s/go-duration.ts'

const time = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$/u
/** All spellings of units, and how long they are. */
const units: readonly { readonly spellings: readonly string[]; readonly nanos: bigint }[] = [
  { spellings: ['ns', 'nano'], nanos: 1n },
  { spellings: ['us', 'µs', 'micro'], nanos: 1000n },
  { spellings: ['ms', 'milli'], nanos: 1_000_000n },
  { spellings: ['s', 'sec'], nanos: 1_000_000_000n },
  { spellings: ['m', 'min'], nanos: 60_000_000_000n },
  { spellings: ['h', 'hr', 'hour'], nanos: 3_600_000_000_000n },
  { spellings: ['d', 'day'], nanos: 86_400_000_000_000n },
  { spellings: ['w', 'wk', 'week'], nanos: 604_800_000_000_000n },
]
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const mostFactor = 9_223_372_036_854_775_807n

/** A full date of RFC 3339. Mirrors kube-openapi pkg/validation/strfmt/date.go IsDate. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const most = month === 2 && !isLeap(year) ? 28 : (daysOfMonth[month - 1] ?? 0)
  return day >= 1 && day <= most
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Mirrors kube-openapi pkg/validation/strfmt/time.go IsDateTime. */
export function isDateTime(text: string): boolean {
  const [date = '', clock] = text.toLowerCase().split('t')
  const match = clock === undefined || !isDate(date) ? null : time.exec(clock)
  return match !== null && match[1]! <= '23' && match[2]! <= '59' && match[3]! <= '59'
}

/** A duration of Go, or numbers with words for units. Mirrors kube-openapi pkg/validation/strfmt/duration.go ParseDuration. */
export function isGoOrWrittenDuration(text: string): boolean {
  return durationError(text) === undefined || writtenDuration(text) !== undefined
}

/** The nanoseconds of numbers with words for units. */
export function writtenDuration(text: string): bigint | undefined {
  let sum: bigint | undefined
  for (const [, factor, unit] of text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)) {
    if (BigInt(factor!) > mostFactor) return undefined
    const matching = units.filter(({ spellings }) => isSpelling(unit!.toLowerCase(), spellings))
    for (const { nanos } of matching) sum = (sum ?? 0n) + BigInt(factor!) * nanos
  }
  return sum === undefined ? undefined : BigInt.asIntN(64, sum)
}

/** The last of the spellings counts also with anything behind it. */
function isSpelling(unit: string, spellings: readonly string[]): boolean {
  return spellings.includes(unit) || unit.startsWith(spellings.at(-1)!)
}
