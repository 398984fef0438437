import { describe, expect, test } from 'vitest'
import { addressOf, atomsOf, holdsAddress, rangeName, rangeOfCidr, withoutRanges } from '../../../src/simulate/network/addresses.ts'

describe('ranges of addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255[External]'],
    ['10.1.2.3/24', '10.1.2.0-10.1.2.255[External]'],
    ['0.0.0.0/0', '0.0.0.0-255.255.255.255[External]'],
    ['2001:db8::/126', '2001:db8::-2001:db8::3[External]'],
    ['::ffff:10.0.0.0/104', '10.0.0.0-10.255.255.255[External]'],
  ])('%s is %s', (cidr, name) => {
    expect(rangeName(rangeOfCidr(cidr)!)).toBe(name)
  })

  test.each(['', '10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'zc00::/8'])('%j is none', text => {
    expect(rangeOfCidr(text)).toBeUndefined()
  })

  test('what is left of a network without others', () => {
    const left = withoutRanges([rangeOfCidr('10.0.0.0/24')!], [rangeOfCidr('10.0.0.64/26')!, rangeOfCidr('fd00::/8')!])
    expect(left.map(rangeName)).toEqual(['10.0.0.0-10.0.0.63[External]', '10.0.0.128-10.0.0.255[External]'])
    expect(holdsAddress(left, addressOf('10.0.0.63')!)).toBe(true)
    expect(holdsAddress(left, addressOf('10.0.0.64')!)).toBe(false)
  })

  test('atoms cover a family without a gap', () => {
    const atoms = atomsOf(4, [rangeOfCidr('10.0.0.0/8')!, rangeOfCidr('10.1.0.0/16')!, rangeOfCidr('fd00::/8')!])
    expect(atoms.map(rangeName)).toEqual([
      '0.0.0.0-9.255.255.255[External]',
      '10.0.0.0-10.0.255.255[External]',
      '10.1.0.0-10.1.255.255[External]',
      '10.2.0.0-10.255.255.255[External]',
      '11.0.0.0-255.255.255.255[External]',
    ])
  })
})
