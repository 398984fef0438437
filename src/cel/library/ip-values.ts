import { parseCidr } from '../../k8s/names/cidr.ts'
import { formatIp, type IpBytes, isMapped, isStandardIp, parseIp } from '../../k8s/names/ip-address.ts'

/** An IP address. */
export interface IpValue {
  readonly text: string
  readonly bytes: IpBytes
}

/** A network: an address and how many of its bits name the network. */
export interface CidrValue {
  readonly text: string
  readonly bytes: IpBytes
  readonly bits: number
}

/** Reads an address, or says why the text is none. Mirrors apiserver pkg/cel/library/ip.go parseIPAddr, v1.36. */
export function parseIpValue(text: string): IpValue | { readonly error: string } {
  if (/^[^%]*:[^%]*%./.test(text)) return { error: `IP address ${JSON.stringify(text)} with zone value is not allowed` }
  const bytes = isStandardIp(text) || text.includes(':') ? parseIp(text) : undefined
  if (text.includes(':') && bytes !== undefined && isMapped(bytes))
    return { error: `IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed` }
  if (bytes === undefined)
    return {
      error: `IP Address ${JSON.stringify(text)} parse error during conversion from string: ParseAddr(${JSON.stringify(text)}): ${addressFault(text)}`,
    }
  return ipOf(bytes)
}

function addressFault(text: string): string {
  if (!/[.:]/.test(text)) return 'unable to parse IP'
  if (text.includes(':') && text.search(/[.:]/) === text.indexOf(':')) return 'each colon-separated field must have at least one digit'
  if (/[^0-9.]/.test(text)) return `unexpected character (at ${JSON.stringify(text.slice(text.search(/[^0-9.]/)))})`
  if (text.split('.').length < 4) return 'IPv4 address too short'
  if (text.split('.').length > 4) return `IPv4 address too long`
  return text.split('.').some(part => part.length > 1 && part.startsWith('0'))
    ? 'IPv4 field has octet with leading zero'
    : 'IPv4 field has value >255'
}

/** The value of an address. */
export function ipOf(bytes: IpBytes): IpValue {
  return { text: formatIp(bytes), bytes }
}

/** Reads a network, or says why the text is none. Mirrors apiserver pkg/cel/library/cidr.go parseCIDR, v1.36. */
export function parseCidrValue(text: string): CidrValue | { readonly error: string } {
  const slash = text.lastIndexOf('/')
  const bytes = slash < 0 ? undefined : parseIp(text.slice(0, slash))
  const bits = Number(text.slice(slash + 1))
  const failed = `network address parse error during conversion from string: netip.ParsePrefix(${JSON.stringify(text)}): `
  if (slash < 0) return { error: `${failed}no '/'` }
  const standard = bytes !== undefined && (text.includes(':') || isStandardIp(text.slice(0, slash)))
  if (!standard) return { error: `${failed}ParseAddr(${JSON.stringify(text.slice(0, slash))}): ${addressFault(text.slice(0, slash))}` }
  if (!/^(?:0|[1-9][0-9]*)$/.test(text.slice(slash + 1)))
    return { error: `${failed}bad bits after slash: ${JSON.stringify(text.slice(slash + 1))}` }
  if (bits > bytes.length * 8 || parseCidr(text) === undefined) return { error: `${failed}prefix length out of range` }
  if (text.includes(':') && isMapped(bytes)) return { error: `IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed` }
  return cidrOf(bytes, bits)
}

/** The value of a network. */
export function cidrOf(bytes: IpBytes, bits: number): CidrValue {
  return { text: `${formatIp(bytes)}/${bits}`, bytes, bits }
}

/** The address with all bits behind the network's cleared. */
export function maskBytes(bytes: IpBytes, bits: number): IpBytes {
  return bytes.map((byte, index) => byte & (0xff00 >> Math.max(0, Math.min(8, bits - index * 8))) & 0xff)
}

/** Whether an address lies in a network. */
export function containsIp({ bytes, bits }: CidrValue, ip: IpBytes): boolean {
  return ip.length === bytes.length && maskBytes(bytes, bits).join() === maskBytes(ip, bits).join()
}
