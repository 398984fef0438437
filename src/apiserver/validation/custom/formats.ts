import { isIpv4, parseIp } from '../../../k8s/names/ip-address.ts'
import { isEmail } from './email-format.ts'
import { isBsonObjectId, isCreditCard, isIsbn10, isIsbn13 } from './number-formats.ts'
import { isDate, isDateTime, isGoOrWrittenDuration } from './time-formats.ts'
import { isRequestUri } from './uri-format.ts'

type Format = (text: string) => boolean

const hostname =
  /^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$/u
const mostLabelBytes = 63
const mostHostnameBytes = 255
const shortName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const longName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const color = '\\s*(?:0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*'
const rgb = new RegExp(`^rgb\\(${color},${color},${color}\\)$`)
const mac =
  /^(?:[0-9a-f]{2}(?:([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}(?:\1[0-9a-f]{2}){0,2})|[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\2[0-9a-f]{2}){18}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?:\.[0-9a-f]{4})?|[0-9a-f]{4}(?:\.[0-9a-f]{4}){9})$/i

/** First minor with the formats of names. */
const namesSince = 34

/** By name without dashes. Mirrors kube-openapi pkg/validation/strfmt, of v1.36. */
const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['bsonobjectid', isBsonObjectId],
  ['uri', isRequestUri],
  ['email', isEmail],
  ['hostname', isHostname],
  ['ipv4', text => text.includes('.') && parseIp(text) !== undefined],
  ['ipv6', text => text.includes(':') && isStrictIp(text)],
  ['cidr', isCidr],
  ['mac', text => mac.test(text)],
  ['uuid', text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text)],
  ['uuid3', text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text)],
  ['uuid4', text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text)],
  ['uuid5', text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text)],
  ['isbn', text => isIsbn10(text) || isIsbn13(text)],
  ['isbn10', isIsbn10],
  ['isbn13', isIsbn13],
  ['creditcard', isCreditCard],
  ['ssn', text => text.length === 11 && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text)],
  ['hexcolor', text => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text)],
  ['rgbcolor', text => rgb.test(text)],
  ['byte', text => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text !== ''],
  ['password', () => true],
  ['date', isDate],
  ['duration', isGoOrWrittenDuration],
  ['datetime', isDateTime],
  ['k8sshortname', text => text.length <= mostLabelBytes && shortName.test(text)],
  ['k8slongname', text => text.length <= 253 && longName.test(text)],
])
const nameFormats = new Set(['k8sshortname', 'k8slongname'])

/** The check of a format by its name; undefined where the server knows none of that name. */
export function formatOf(name: string, minor = namesSince): Format | undefined {
  const normal = name.replaceAll('-', '')
  return nameFormats.has(normal) && minor < namesSince ? undefined : formats.get(normal)
}

function isHostname(text: string): boolean {
  const bytes = (part: string): number => new TextEncoder().encode(part).length
  return bytes(text) <= mostHostnameBytes && text.split('.').every(part => bytes(part) <= mostLabelBytes) && hostname.test(text)
}

function isStrictIp(text: string): boolean {
  return (
    parseIp(text) !== undefined &&
    text.split(':').every(group => group.length <= 4 || group.includes('.')) &&
    !/(?:^|\.)0\d/.test(text.replace(/^.*:/, ''))
  )
}

/** Mirrors k8s.io/utils/net ParseCIDRSloppy. */
function isCidr(text: string): boolean {
  const slash = text.indexOf('/')
  if (slash === -1 || !/^\d{1,6}$/.test(text.slice(slash + 1))) return false
  const address = text.slice(0, slash)
  const ip = parseIp(address)
  if (ip === undefined) return false
  return Number(text.slice(slash + 1)) <= (address.includes(':') || !isIpv4(ip) ? 128 : 32)
}
