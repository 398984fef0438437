import { isIpv4 } from '../../k8s/names/ip-address.ts'
import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelValue, celError, isKind, noSuchOverload } from '../values.ts'
import { type CidrValue, cidrOf, containsIp, type IpValue, ipOf, maskBytes, parseCidrValue, parseIpValue } from './ip-values.ts'

function ofIp(read: (ip: IpValue) => CelValue): CelFunction {
  return ([value]) => (isKind(value, 'ip') ? read(value.ip) : undefined)
}

function ofCidr(read: (cidr: CidrValue, other: CelValue) => CelValue | undefined): CelFunction {
  return ([value, other]) => (isKind(value, 'cidr') ? read(value.cidr, other!) : undefined)
}

function toIp(text: string): CelValue {
  const ip = parseIpValue(text)
  return 'error' in ip ? celError(ip.error) : { kind: 'ip', ip }
}

function toCidr(text: string): CelValue {
  const cidr = parseCidrValue(text)
  return 'error' in cidr ? celError(`network address parse error during conversion from string: ${cidr.error}`) : { kind: 'cidr', cidr }
}

function isLinkLocalUnicast({ bytes }: IpValue): boolean {
  return bytes.length === 4 ? bytes[0] === 169 && bytes[1] === 254 : bytes[0] === 0xfe && (bytes[1]! & 0xc0) === 0x80
}

function isMulticast({ bytes }: IpValue): boolean {
  return bytes.length === 4 ? (bytes[0]! & 0xf0) === 0xe0 : bytes[0] === 0xff
}

function isLinkLocalMulticast({ bytes }: IpValue): boolean {
  return bytes.length === 4 ? bytes[0] === 224 && bytes[1] === 0 && bytes[2] === 0 : bytes[0] === 0xff && (bytes[1]! & 0x0f) === 2
}

function isLoopback({ bytes }: IpValue): boolean {
  return bytes.length === 4 ? bytes[0] === 127 : bytes.every((byte, index) => byte === (index === 15 ? 1 : 0))
}

function isUnspecified({ bytes }: IpValue): boolean {
  return bytes.every(byte => byte === 0)
}

function isGlobalUnicast(ip: IpValue): boolean {
  const broadcast = ip.bytes.length === 4 && ip.bytes.every(byte => byte === 255)
  return !broadcast && !isUnspecified(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip)
}

/** IP addresses and networks. Mirrors apiserver pkg/cel/library/ip.go and cidr.go, v1.36. */
export const networkFunctions: FunctionTable = {
  ip: ([value]) =>
    typeof value === 'string' ? toIp(value) : isKind(value, 'cidr') ? { kind: 'ip', ip: ipOf(value.cidr.bytes) } : undefined,
  isIP: ([text]) => (typeof text === 'string' ? !('error' in parseIpValue(text)) : undefined),
  'ip.isCanonical': ([text]) => {
    if (typeof text !== 'string') return undefined
    const ip = parseIpValue(text)
    return 'error' in ip ? celError(ip.error) : ip.text === text
  },
  family: ofIp(({ bytes }) => (isIpv4(bytes) ? 4n : 6n)),
  isUnspecified: ofIp(isUnspecified),
  isLoopback: ofIp(isLoopback),
  isLinkLocalMulticast: ofIp(isLinkLocalMulticast),
  isLinkLocalUnicast: ofIp(isLinkLocalUnicast),
  isGlobalUnicast: ofIp(isGlobalUnicast),
  string: ([value]) => (isKind(value, 'ip') ? value.ip.text : isKind(value, 'cidr') ? value.cidr.text : undefined),
  cidr: ([text]) => (typeof text === 'string' ? toCidr(text) : undefined),
  isCIDR: ([text]) => (typeof text === 'string' ? !('error' in parseCidrValue(text)) : undefined),
  prefixLength: ofCidr(({ bits }) => BigInt(bits)),
  masked: ofCidr(({ bytes, bits }) => ({ kind: 'cidr', cidr: cidrOf(maskBytes(bytes, bits), bits) })),
  containsIP: ofCidr((cidr, other) => {
    const ip = typeof other === 'string' ? toIp(other) : other
    return isKind(ip, 'ip') ? containsIp(cidr, ip.ip.bytes) : noSuchOverload
  }),
  containsCIDR: ofCidr((cidr, other) => {
    const inner = typeof other === 'string' ? toCidr(other) : other
    if (isKind(inner, 'cidr')) return cidr.bits <= inner.cidr.bits && containsIp(cidr, inner.cidr.bytes)
    return isKind(inner, 'error') ? inner : undefined
  }),
}
