import { goQuote } from '../go-quote.ts'
import { isAtLeast, type KubernetesVersion, newestVersion } from '../version.ts'

/** The bytes of an address: 4 or 16. */
export type IpBytes = readonly number[]

/** The first minor that refuses what can be read in more than one way: StrictIPCIDRValidation. */
export const strictSince = 36

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

/** Reads an address as Go 1.16 did, with leading zeros; undefined where the text is none. Mirrors k8s.io/utils/net ParseIPSloppy. */
export function parseIp(text: string): IpBytes | undefined {
  return text.length > 200 ? undefined : text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

/** Whether an address is one of IPv4, also where it is written as IPv6: `::ffff:10.0.0.1`. */
export function isIpv4(ip: IpBytes): boolean {
  return ip.length === 4 || isMapped(ip)
}

/** An IPv4 address in the notation of IPv6. */
export function isMapped(ip: IpBytes): boolean {
  return ip.length === 16 && mappedPrefix.every((byte, index) => ip[index] === byte)
}

/** The text of an address as Kubernetes prefers it. Mirrors Go net.IP String. */
export function formatIp(ip: IpBytes): string {
  if (isIpv4(ip)) return ip.slice(-4).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => (ip[2 * index]! << 8) | ip[2 * index + 1]!)
  const [from, length] = longestZeroRun(groups)
  const hex = (part: readonly number[]): string => part.map(group => group.toString(16)).join(':')
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, from))}::${hex(groups.slice(from + length))}`
}

/** Whether a readable address also is one by today's rules: no leading zeros. Mirrors Go netip.ParseAddr. */
export function isStandardIp(text: string): boolean {
  const groups = text.split(':')
  const last = groups.at(-1)!
  if (last.includes('.') && last.split('.').some(octet => octet.length > 1 && octet.startsWith('0'))) return false
  return groups.every(group => group.length <= 4 || group.includes('.'))
}

/** Mirrors apimachinery pkg/util/validation/ip.go IsValidIPForLegacyField, v1.36; older versions take all that can be read. */
export function ipErrors(text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  const ip = parseIp(text)
  if (ip === undefined) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']
  if (!isAtLeast(version, strictSince)) return []
  if (!isStandardIp(text)) return ['must not have leading 0s']
  return isMapped(ip) ? ['must not be an IPv4-mapped IPv6 address'] : []
}

/** An address as newer kinds want it. Mirrors IsValidIP, v1.36. */
export function canonicalIpErrors(text: string): readonly string[] {
  const errors = ipErrors(text)
  if (errors.length > 0) return errors
  const canonical = formatIp(parseIp(text)!)
  return canonical === text ? [] : [`must be in canonical form (${goQuote(canonical)})`]
}

/** What the server warns of in an address that it accepts. Mirrors GetWarningsForIP, v1.36. */
export function ipWarnings(field: string, text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  const ip = parseIp(text)
  if (ip === undefined) return []
  const canonical = formatIp(ip)
  if (!isStandardIp(text) || isMapped(ip))
    return [`${field}: non-standard IP address ${goQuote(text)} ${invalidWords(version)}: use ${goQuote(canonical)}`]
  if (isIpv4(ip) || canonical === text) return []
  return [`${field}: IPv6 address ${goQuote(text)} should be in RFC 5952 canonical format (${goQuote(canonical)})`]
}

/** What the server says of addresses and networks that it takes where they were there before, and only there since it is strict. */
export function invalidWords(version: KubernetesVersion): string {
  return isAtLeast(version, strictSince) ? 'is invalid' : 'will be considered invalid in a future Kubernetes release'
}

function parseIpv4(text: string): IpBytes | undefined {
  const octets = text.split('.')
  if (octets.length !== 4 || octets.some(octet => !/^[0-9]+$/.test(octet) || Number(octet) > 255)) return undefined
  return octets.map(Number)
}

function parseIpv6(text: string): IpBytes | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => bytesOf(half, index === halves.length - 1))
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 16 ? head : undefined
  if (tail === undefined || head.length + tail.length >= 16) return undefined
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail]
}

function bytesOf(half: string, last: boolean): number[] | undefined {
  if (half === '') return []
  const bytes: number[] = []
  const groups = half.split(':')
  for (const [index, group] of groups.entries()) {
    if (last && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group)
      if (ipv4 === undefined) return undefined
      bytes.push(...ipv4)
      continue
    }
    if (!/^0*[0-9A-Fa-f]{1,4}$/.test(group)) return undefined
    const value = Number.parseInt(group, 16)
    bytes.push(value >> 8, value & 0xff)
  }
  return bytes
}

function longestZeroRun(groups: readonly number[]): readonly [from: number, length: number] {
  let best: readonly [number, number] = [0, 0]
  for (let from = 0; from < groups.length; from++) {
    let length = 0
    while (groups[from + length] === 0) length += 1
    if (length > best[1]) best = [from, length]
    from += length
  }
  return best
}
