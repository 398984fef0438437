import { type IpBytes, isMapped, parseIp } from '../../k8s/names/ip-address.ts'

/** An address that something can listen at. Mirrors pkg/apis/core/validation ValidateEndpointIP, v1.36. */
export function endpointIpErrors(text: string): readonly string[] {
  const ip = parseIp(text)
  if (ip === undefined) return ['must be a valid IP address']
  const bytes = isMapped(ip) ? ip.slice(12) : ip
  const errors: string[] = []
  if (bytes.every(byte => byte === 0)) errors.push(`may not be unspecified (${text})`)
  if (isLoopback(bytes)) errors.push('may not be in the loopback range (127.0.0.0/8, ::1/128)')
  if (isLinkLocal(bytes)) errors.push('may not be in the link-local range (169.254.0.0/16, fe80::/10)')
  if (isLinkLocalMulticast(bytes)) errors.push('may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)')
  return errors
}

/** Whether a text is an address with colons. Mirrors k8s.io/utils/net IsIPv6String. */
export function isIpv6Text(text: string): boolean {
  const ip = parseIp(text)
  return ip !== undefined && ip.length === 16 && !isMapped(ip)
}

function isLoopback(ip: IpBytes): boolean {
  return ip.length === 4 ? ip[0] === 127 : ip.every((byte, index) => byte === (index === 15 ? 1 : 0))
}

function isLinkLocal(ip: IpBytes): boolean {
  return ip.length === 4 ? ip[0] === 169 && ip[1] === 254 : ip[0] === 0xfe && (ip[1]! & 0xc0) === 0x80
}

function isLinkLocalMulticast(ip: IpBytes): boolean {
  return ip.length === 4 ? ip[0] === 224 && ip[1] === 0 && ip[2] === 0 : ip[0] === 0xff && (ip[1]! & 0x0f) === 0x02
}
