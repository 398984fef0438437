import { type AddressRange, overlap, rangeOfCidr } from './addresses.ts'

/** Where the addresses of pods and nodes come from that nobody gives: the private ranges, that for carriers among them. */
export const privateRanges: readonly AddressRange[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].flatMap(
  cidr => rangeOfCidr(cidr) ?? []
)
const possibleRanges: readonly AddressRange[] = [...privateRanges, ...['fc00::/7'].flatMap(cidr => rangeOfCidr(cidr) ?? [])]

/** Whether a range has addresses that pods may have. */
export function isPrivate(range: AddressRange): boolean {
  return possibleRanges.some(possible => overlap(possible, range))
}
