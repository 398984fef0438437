import { goQuote } from '../../k8s/go-quote.ts'
import { formatIp, type IpBytes, isMapped } from '../../k8s/names/ip-address.ts'
import { parseGoAddress } from './go-address.ts'

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
  const address = parseGoAddress(text)
  if ('error' in address) return { error: `IP Address ${goQuote(text)} parse error during conversion from string: ${address.error}` }
  if (address.zone !== '') return { error: `IP address ${goQuote(text)} with zone value is not allowed` }
  if (isMapped(address.bytes)) return { error: `IPv4-mapped IPv6 address ${goQuote(text)} is not allowed` }
  return ipOf(address.bytes)
}

/** The value of an address. */
export function ipOf(bytes: IpBytes): IpValue {
  return { text: formatIp(bytes), bytes }
}

/** Reads a network, or says why the text is none. Mirrors apiserver pkg/cel/library/cidr.go parseCIDR and Go net/netip ParsePrefix, v1.36. */
export function parseCidrValue(text: string): CidrValue | { readonly error: string } {
  const slash = text.lastIndexOf('/')
  const failed = (why: string): { readonly error: string } => ({
    error: `network address parse error during conversion from string: netip.ParsePrefix(${goQuote(text)}): ${why}`,
  })
  if (slash < 0) return failed("no '/'")
  const address = parseGoAddress(text.slice(0, slash))
  if ('error' in address) return failed(address.error)
  if (address.zone !== '') return failed('IPv6 zones cannot be present in a prefix')
  const bits = text.slice(slash + 1)
  if (!/^(?:0|[1-9][0-9]*)$/.test(bits) || BigInt(bits) >= 2n ** 63n) return failed(`bad bits after slash: ${goQuote(bits)}`)
  if (Number(bits) > address.bytes.length * 8) return failed('prefix length out of range')
  if (isMapped(address.bytes)) return { error: `IPv4-mapped IPv6 address ${goQuote(text)} is not allowed` }
  return cidrOf(address.bytes, Number(bits))
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
