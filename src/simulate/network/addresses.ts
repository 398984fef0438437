import { parseCidr } from '../../k8s/names/cidr.ts'
import { formatIp, type IpBytes, isMapped, parseIp } from '../../k8s/names/ip-address.ts'

export type Family = 4 | 6

/** Consecutive addresses of one family, both ends among them. */
export interface AddressRange {
  readonly family: Family
  readonly start: bigint
  readonly end: bigint
}

/** One address. */
export interface Address {
  readonly family: Family
  readonly value: bigint
}

/** All addresses of a family. */
export function wholeFamily(family: Family): AddressRange {
  return { family, start: 0n, end: (1n << BigInt(bitsOf(family))) - 1n }
}

/** Reads an address; undefined where the text is none. */
export function addressOf(text: string): Address | undefined {
  const ip = parseIp(text)
  return ip === undefined ? undefined : toAddress(ip)
}

/** The addresses of a network; undefined where the text is none. */
export function rangeOfCidr(text: string): AddressRange | undefined {
  const cidr = parseCidr(text)
  if (cidr === undefined) return undefined
  const { family, value } = toAddress(cidr.network)
  const length = cidr.network.length === 16 && family === 4 ? Math.max(0, cidr.prefixLength - 96) : cidr.prefixLength
  return { family, start: value, end: value + (1n << BigInt(bitsOf(family) - length)) - 1n }
}

/** The ranges that are left of `ranges` without those of `holes`. */
export function withoutRanges(ranges: readonly AddressRange[], holes: readonly AddressRange[]): readonly AddressRange[] {
  let left = ranges
  for (const hole of holes) {
    left = left.flatMap(range => {
      if (range.family !== hole.family || hole.end < range.start || range.end < hole.start) return [range]
      const below = { ...range, end: hole.start - 1n }
      const above = { ...range, start: hole.end + 1n }
      return [below, above].filter(({ start, end }) => start <= end)
    })
  }
  return left
}

export function holdsAddress(ranges: readonly AddressRange[], { family, value }: Address): boolean {
  return ranges.some(range => range.family === family && range.start <= value && value <= range.end)
}

/** Whether any address of the one is in the other. */
export function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.start <= b.end && b.start <= a.end
}

/** `10.0.0.0-10.255.255.255[External]`: how a range is named as a peer. */
export function rangeName({ family, start, end }: AddressRange): string {
  return `${formatAddress(family, start)}-${formatAddress(family, end)}[External]`
}

/** The ranges between all borders of the given ones: nothing distinguishes the addresses within one. */
export function atomsOf(family: Family, ranges: readonly AddressRange[]): readonly AddressRange[] {
  const whole = wholeFamily(family)
  const borders = new Set<bigint>([whole.start])
  for (const range of ranges) {
    if (range.family !== family) continue
    borders.add(range.start)
    if (range.end < whole.end) borders.add(range.end + 1n)
  }
  const sorted = [...borders].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted.map((start, i) => ({ family, start, end: (sorted[i + 1] ?? whole.end + 1n) - 1n }))
}

function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128
}

function toAddress(ip: IpBytes): Address {
  const bytes = isMapped(ip) ? ip.slice(12) : ip
  return { family: bytes.length === 4 ? 4 : 6, value: bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) }
}

function formatAddress(family: Family, value: bigint): string {
  const length = bitsOf(family) / 8
  const bytes = Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn))
  return formatIp(bytes)
}
