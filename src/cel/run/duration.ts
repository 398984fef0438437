const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])
const shape = /^[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/
const part = /([0-9]*)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/g
const longest = 9_223_372_036_854_775_807n

/** A duration as Go writes it, in nanoseconds; undefined where the text is none. Mirrors Go time.ParseDuration, 1.26. */
export function parseDuration(text: string): bigint | undefined {
  if (text === '0' || text === '+0' || text === '-0') return 0n
  if (text.length > 200 || !shape.test(text)) return undefined
  let nanos = 0n
  for (const [, whole, fraction, unit] of text.matchAll(part)) {
    const size = units.get(unit!)!
    nanos += BigInt(whole === '' ? 0 : whole!) * size + fractionOf(fraction ?? '', size)
  }
  const negative = text.startsWith('-')
  if (nanos > longest + (negative ? 1n : 0n)) return undefined
  return negative ? -nanos : nanos
}

function fractionOf(digits: string, unit: bigint): bigint {
  return digits === '' ? 0n : (BigInt(digits) * unit) / 10n ** BigInt(digits.length)
}

/** A duration in seconds, as its string is. */
export function formatDuration(nanos: bigint): string {
  const negative = nanos < 0n
  const size = negative ? -nanos : nanos
  const fraction = String(size % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '')
  const text = `${size / 1_000_000_000n}${fraction === '' ? '' : `.${fraction}`}s`
  return negative ? `-${text}` : text
}
