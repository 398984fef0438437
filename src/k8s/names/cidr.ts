import { goQuote } from '../go-quote.ts'
import { isAtLeast, type KubernetesVersion, newestVersion } from '../version.ts'
import { formatIp, type IpBytes, invalidWords, isIpv4, isMapped, isStandardIp, parseIp, strictSince } from './ip-address.ts'

/** A network, and the address that was written for it. */
export interface Cidr {
  readonly ip: IpBytes
  /** The address with all bits beyond the prefix cleared. */
  readonly network: IpBytes
  readonly prefixLength: number
}

/** Reads a network as Go 1.16 did, with leading zeros; undefined where the text is none. Mirrors k8s.io/utils/net ParseCIDRSloppy. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/')
  if (slash === -1) return undefined
  const ip = parseIp(text.slice(0, slash))
  const bits = text.slice(slash + 1)
  if (ip === undefined || !/^[0-9]{1,20}$/.test(bits) || Number(bits) > ip.length * 8) return undefined
  const prefixLength = Number(bits)
  return { ip, network: ip.map((byte, index) => byte & maskByte(prefixLength, index)), prefixLength }
}

/** A network as Kubernetes prefers it. Mirrors Go net.IPNet String. */
export function formatCidr({ network, prefixLength }: Cidr): string {
  const length = isMapped(network) ? Math.max(0, prefixLength - 96) : prefixLength
  return `${formatIp(network)}/${length}`
}

/** Whether a network holds an address. */
export function cidrContains({ network, prefixLength }: Cidr, ip: IpBytes): boolean {
  if (network.length !== ip.length) return false
  return network.every((byte, index) => byte === (ip[index]! & maskByte(prefixLength, index)))
}

/** Whether an address is the first or the last one of a network. */
export function isEdgeOf({ network, prefixLength }: Cidr, ip: IpBytes): boolean {
  const isFirst = ip.every((byte, index) => byte === network[index])
  return isFirst || ip.every((byte, index) => byte === (network[index]! | (0xff & ~maskByte(prefixLength, index))))
}

/** Mirrors apimachinery pkg/util/validation/ip.go IsValidCIDRForLegacyField, v1.36; older versions take all that can be read. */
export function cidrErrors(text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  const cidr = parseCidr(text)
  if (cidr === undefined) return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']
  if (!isAtLeast(version, strictSince)) return []
  if (!isStandardCidr(text)) return ['must not have leading 0s in IP or prefix length']
  if (isMapped(cidr.ip)) return ['must not have an IPv4-mapped IPv6 address']
  return hasHostBits(cidr) ? ['must not have bits set beyond the prefix length'] : []
}

/** A network as newer kinds want it. Mirrors IsValidCIDR, v1.36. */
export function canonicalCidrErrors(text: string): readonly string[] {
  const errors = cidrErrors(text)
  if (errors.length > 0) return errors
  const canonical = formatCidr(parseCidr(text)!)
  return canonical === text ? [] : [`must be in canonical form (${goQuote(canonical)})`]
}

/** What the server warns of in a network that it accepts. Mirrors GetWarningsForCIDR, v1.36. */
export function cidrWarnings(field: string, text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  const cidr = parseCidr(text)
  if (cidr === undefined) return []
  const quoted = goQuote(text)
  const network = goQuote(formatCidr(cidr))
  const warnings: string[] = []
  if (hasHostBits(cidr)) {
    const single = goQuote(`${formatIp(cidr.ip)}/${cidr.ip.length * 8}`)
    warnings.push(`${field}: CIDR value ${quoted} is ambiguous in this context (should be ${network} or ${single}?)`)
  }
  if (!isStandardCidr(text) || isMapped(cidr.ip))
    warnings.push(`${field}: non-standard CIDR value ${quoted} ${invalidWords(version)}: use ${network}`)
  if (warnings.length === 0 && !isIpv4(cidr.ip) && network !== quoted)
    warnings.push(`${field}: IPv6 CIDR value ${quoted} should be in RFC 5952 canonical format (${network})`)
  return warnings
}

function hasHostBits({ ip, network }: Cidr): boolean {
  return ip.some((byte, index) => byte !== network[index])
}

function isStandardCidr(text: string): boolean {
  const slash = text.indexOf('/')
  const bits = text.slice(slash + 1)
  return isStandardIp(text.slice(0, slash)) && (bits === '0' || !bits.startsWith('0'))
}

function maskByte(prefixLength: number, index: number): number {
  const bits = Math.min(8, Math.max(0, prefixLength - 8 * index))
  return (0xff << (8 - bits)) & 0xff
}
