import { compareQuantities, type Quantity, roundUpQuantity, zeroQuantity } from './quantity.ts'

const decimalSuffixes = new Map([
  [-9, 'n'],
  [-6, 'u'],
  [-3, 'm'],
  [0, ''],
  [3, 'k'],
  [6, 'M'],
  [9, 'G'],
  [12, 'T'],
  [15, 'P'],
  [18, 'E'],
])
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const kibi = { ...zeroQuantity, unscaled: 1024n }
const minusKibi = { ...zeroQuantity, unscaled: -1024n }

/** The quantity as Kubernetes writes it: `1536Mi`, `500m`. Mirrors Quantity.CanonicalizeBytes, v1.36. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text
  if (quantity.unscaled === 0n) return '0'
  const binary = quantity.format === 'BinarySI' && !isBelowKibi(quantity) ? wholeUnits(quantity) : undefined
  return binary === undefined ? formatDecimal(quantity) : formatBinary(binary)
}

function isBelowKibi(quantity: Quantity): boolean {
  return compareQuantities(quantity, minusKibi) > 0 && compareQuantities(quantity, kibi) < 0
}

function wholeUnits(quantity: Quantity): bigint | undefined {
  const rounded = roundUpQuantity(quantity, 0)
  if (compareQuantities(rounded, quantity) !== 0) return undefined
  return rounded.unscaled * 10n ** BigInt(rounded.scale)
}

function formatDecimal(quantity: Quantity): string {
  let { unscaled: digits, scale: exponent } = quantity
  while (digits % 10n === 0n) {
    digits /= 10n
    exponent++
  }
  while (exponent % 3 !== 0) {
    digits *= 10n
    exponent--
  }
  if (quantity.format === 'DecimalExponent') return exponent === 0 ? `${digits}` : `${digits}e${exponent}`
  return `${digits}${decimalSuffixes.get(exponent) ?? (quantity.format === 'DecimalSI' ? '' : `e${exponent}`)}`
}

function formatBinary(whole: bigint): string {
  let digits = whole
  let thousands = 0
  while (digits % 1024n === 0n) {
    digits /= 1024n
    thousands++
  }
  return `${digits}${binarySuffixes[thousands] ?? ''}`
}
