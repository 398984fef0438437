import { describe, expect, test } from 'vitest'
import {
  addQuantities,
  compareQuantities,
  milli,
  multiplyQuantity,
  parseQuantity,
  type Quantity,
  quantityError,
  quantityMilliValue,
  quantitySign,
  quantityValue,
  roundUpQuantity,
  subtractQuantities,
  zeroQuantity,
} from '../../src/k8s/quantity.ts'
import { formatQuantity } from '../../src/k8s/quantity-text.ts'

function quantity(written: string | number | bigint): Quantity {
  const parsed = parseQuantity(written)
  if (typeof parsed === 'string') throw new Error(`${written} is no quantity: ${parsed}`)
  return parsed
}

describe('reading', () => {
  test.each([
    // written, canonical, value, milli value
    ['0', '0', 0n, 0n],
    ['250m', '250m', 1n, 250n],
    ['2', '2', 2n, 2000n],
    ['1.5', '1500m', 2n, 1500n],
    ['.5', '500m', 1n, 500n],
    ['1.', '1.', 1n, 1000n],
    ['1.G', '1.G', 1_000_000_000n, 1_000_000_000_000n],
    ['007', '007', 7n, 7000n],
    ['1000', '1k', 1000n, 1_000_000n],
    ['12000m', '12', 12n, 12_000n],
    ['3Gi', '3Gi', 3_221_225_472n, 3_221_225_472_000n],
    ['2048Mi', '2Gi', 2_147_483_648n, 2_147_483_648_000n],
    ['2.5Gi', '2560Mi', 2_684_354_560n, 2_684_354_560_000n],
    ['512Ki', '512Ki', 524_288n, 524_288_000n],
    ['0.5Ki', '512', 512n, 512_000n],
    ['0.0001Ki', '102400u', 1n, 103n],
    ['2e3', '2e3', 2000n, 2_000_000n],
    ['2e1', '20', 20n, 20_000n],
    ['5E', '5E', 5_000_000_000_000_000_000n, 0n],
    ['5E2', '500', 500n, 500_000n],
    ['4e-3', '4e-3', 1n, 4n],
    ['-3', '-3', -3n, -3000n],
    ['-1500m', '-1500m', -2n, -1500n],
    ['+4', '+4', 4n, 4000n],
    ['  8Gi\u00a0', '8Gi', 8_589_934_592n, 8_589_934_592_000n],
    ['0.00000000001', '1n', 1n, 1n],
    ['3n', '3n', 1n, 1n],
    ['Gi', '0', 0n, 0n],
    ['.', '0', 0n, 0n],
    ['-', '0', 0n, 0n],
    ['k', '0', 0n, 0n],
    ['99999999999Ti', '9223372036854775807', 9_223_372_036_854_775_807n, -1000n],
    [3, '3', 3n, 3000n],
    [0.25, '250m', 1n, 250n],
    [1e21, '1e+21', 0n, 0n],
    [12345678901234567890n, '12345678901234567890', -6101065172474983726n, 4807115922877858896n],
  ] as const)('%s is %s', (written, canonical, value, milliValue) => {
    const parsed = quantity(written)
    expect([formatQuantity(parsed), quantityValue(parsed), quantityMilliValue(parsed)]).toEqual([canonical, value, milliValue])
    expect(quantityError(written)).toBeUndefined()
  })

  test.each([
    ['', 'format'],
    ['2GB', 'format'],
    ['256mb', 'format'],
    ['2g', 'format'],
    ['1 Gi', 'format'],
    ['1,5', 'format'],
    ['1_000', 'format'],
    ['0x1f', 'format'],
    ['1.2.3', 'format'],
    ['8Gi\n', 'format'],
    ['five', 'format'],
    ['NaN', 'format'],
    ['3K', 'suffix'],
    ['64mi', 'suffix'],
    ['2kk', 'suffix'],
    ['1m5', 'suffix'],
    ['e', 'suffix'],
    ['1e99999999999999999999', 'suffix'],
    ['Ei', 'numeric'],
  ] as const)('%j is none: %s', (written, error) => {
    expect(parseQuantity(written)).toBe(error)
    expect(quantityError(written)).toBe(error)
  })

  test('a number without end or of no size is read in linear time', () => {
    expect(quantityError(`${'0'.repeat(200_000)}x`)).toBe('format')
    expect(quantitySign(quantity(`${'9'.repeat(200_000)}Gi`))).toBe(1)
    expect(quantitySign(quantity(`${' '.repeat(200_000)}1`))).toBe(1)
    expect(quantityValue(quantity('1e2000000000'))).toBe(0n)
    expect(quantityValue(quantity('1e-2000000000'))).toBe(1n)
  })
})

describe('arithmetic', () => {
  test.each([
    ['1', '1000m', 0],
    ['1Ki', '1024', 0],
    ['1Ki', '1k', 1],
    ['-1', '1m', -1],
    ['-2', '-3', 1],
    ['0', '-0', 0],
    ['1e2000000000', '1e1999999999', 1],
    ['9223372036854775808', '9223372036854775807', 1],
  ] as const)('%s against %s gives %i', (a, b, order) => {
    expect(compareQuantities(quantity(a), quantity(b))).toBe(order)
    expect(compareQuantities(quantity(b), quantity(a))).toBe(order === 0 ? 0 : -order)
  })

  test.each([
    ['100m', '900m', '1', '-800m'],
    ['1Gi', '512Mi', '1536Mi', '512Mi'],
    ['0', '1Gi', '1Gi', '-1Gi'],
    ['1Gi', '1', '1073741825', '1073741823'],
    ['1e3', '1k', '2e3', '0'],
    ['9223372036854775807', '1', '9223372036854775808', '9223372036854775806'],
    ['1e2000000000', '1', '1e2000000000', '1e2000000000'],
  ] as const)('%s and %s make %s, their difference is %s', (a, b, sum, difference) => {
    expect(formatQuantity(addQuantities(quantity(a), quantity(b)))).toBe(sum === '1e2000000000' ? '100e1999999998' : sum)
    expect(formatQuantity(subtractQuantities(quantity(a), quantity(b)))).toBe(difference === '1e2000000000' ? '100e1999999998' : difference)
  })

  test('a resource list keeps thousandths, rounded up', () => {
    expect(formatQuantity(roundUpQuantity(quantity('100500u'), milli))).toBe('101m')
    expect(formatQuantity(roundUpQuantity(quantity('-100500u'), milli))).toBe('-101m')
    expect(formatQuantity(roundUpQuantity(quantity('1.5Gi'), milli))).toBe('1536Mi')
  })

  test('a multiple keeps the format', () => {
    expect(formatQuantity(multiplyQuantity(quantity('512Mi'), 3))).toBe('1536Mi')
    expect(formatQuantity(multiplyQuantity(zeroQuantity, 3))).toBe('0')
  })
})
