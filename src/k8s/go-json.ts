import { goQuote } from './go-quote.ts'

const maxInt64 = 2n ** 63n - 1n
const htmlEscapes = new Map([
  ['<', '\\u003c'],
  ['>', '\\u003e'],
  ['&', '\\u0026'],
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
])
/** Go's `%v` writes numbers with an exponent from here on. */
const plainDigits = 6

/** Whether a number is kept as an int64 by Kubernetes' JSON decoder; all others are float64. */
export function isInt64(value: number | bigint): boolean {
  if (typeof value === 'bigint') return value <= maxInt64 && value >= -maxInt64 - 1n
  return Number.isInteger(value) && value < 2 ** 63 && value >= -(2 ** 63)
}

/** A number as Go's `%v` prints it: an int64 in digits, a float64 with an exponent where it is large or small. */
export function goNumber(value: number | bigint): string {
  if (isInt64(value)) return String(typeof value === 'bigint' ? value : BigInt(value))
  return goFloat(Number(value))
}

/** A float64 as Go's `%v` prints it. Mirrors strconv.FormatFloat with 'g' and the shortest precision. */
export function goFloat(value: number): string {
  const [mantissa, power] = value.toExponential().split('e') as [string, string]
  const exponent = Number(power)
  if (exponent >= -4 && exponent < plainDigits) return String(value === 0 ? 0 : value)
  const digits = String(Math.abs(exponent)).padStart(2, '0')
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`
}

/** A value as Go's json.Marshal writes it: keys of maps in order, characters of HTML escaped. */
export function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${goJson(key)}:${goJson(member)}`).join(',')}}`
  }
  if (typeof value === 'bigint') return isInt64(value) ? String(value) : JSON.stringify(Number(value))
  if (typeof value === 'number') return isInt64(value) ? String(BigInt(value)) : JSON.stringify(value)
  return escapeHtml(JSON.stringify(value ?? null))
}

/** JSON with the characters escaped that Go escapes for HTML. */
export function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, character => htmlEscapes.get(character)!)
}

/** A value of an unstructured object as errors show it. Mirrors apimachinery pkg/util/validation/field/errors.go ErrorBody, v1.36. */
export function goShown(value: unknown): string {
  if (typeof value === 'string') return goQuote(value)
  return typeof value === 'number' || typeof value === 'bigint' ? goNumber(value) : goJson(value)
}
