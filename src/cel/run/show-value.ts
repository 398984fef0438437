import { type CelValue, isKind } from '../values.ts'

/** A double as Go's `%g` prints it. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  if (Object.is(value, -0)) return '-0'
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const power = Number(exponent)
  if (power < -4 || power >= 21) return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  return plain(value)
}

function plain(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  const digits = text.slice(0, text.indexOf('e')).replace(/[-.]/g, '')
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(-Number(text.slice(text.indexOf('e') + 1)) - 1)}${digits}`
}

/** A value as errors name it. */
export function showValue(value: CelValue): string {
  if (typeof value === 'number') return formatDouble(value)
  if (typeof value === 'object' && value !== null) return isKind(value, 'uint') ? String(value.value) : value.kind
  return value === null ? 'null' : String(value)
}
