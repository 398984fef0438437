const twoTo63 = 2 ** 63

/** Whether a value is a whole number that an int32 holds. */
export function fitsInt32(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value
}

/** Whether a value is a whole number that an int64 holds. */
export function fitsInt64(value: unknown): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value
  return typeof value === 'number' && Number.isInteger(value) && value >= -twoTo63 && value < twoTo63
}

/** A number as the JSON that kubectl sends has it: what no int64 holds goes as a float64. */
export function numberLiteral(value: number | bigint): string {
  return String(typeof value === 'bigint' && !fitsInt64(value) ? Number(value) : value)
}
