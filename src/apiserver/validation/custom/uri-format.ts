import { parseIp } from '../../../k8s/names/ip-address.ts'

const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/
/** What stands in a host without an escape. */
const hostCharacters = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]|[^\x00-\x7f]|%25|%[89A-Fa-f][0-9A-Fa-f])*$/
const userCharacters = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/
const wrongEscape = /%(?![0-9A-Fa-f]{2})/
const port = /^(?::[0-9]*)?$/

/** Whether a text is a URI or an absolute path as Go reads one. Mirrors net/url ParseRequestURI, Go 1.26. */
export function isRequestUri(text: string): boolean {
  if (text === '' || /[\x00-\x1f\x7f]/.test(text)) return false
  if (text === '*') return true
  const found = scheme.exec(text)?.[1]
  const isUnnamed = found === undefined && text.startsWith(':')
  if (isUnnamed) return false
  const [rest = ''] = text.slice(found === undefined ? 0 : found.length + 1).split('?')
  if (!rest.startsWith('/')) return found !== undefined
  if (found === undefined || !rest.startsWith('//')) return !wrongEscape.test(rest)
  const end = rest.indexOf('/', 2)
  const authority = end === -1 ? rest.slice(2) : rest.slice(2, end)
  return isAuthority(authority, found.toLowerCase()) && (end === -1 || !wrongEscape.test(rest.slice(end)))
}

function isAuthority(authority: string, ofScheme: string): boolean {
  const at = authority.lastIndexOf('@')
  const user = at === -1 ? '' : authority.slice(0, at)
  return userCharacters.test(user) && !wrongEscape.test(user) && isHost(authority.slice(at + 1), ofScheme)
}

function isHost(host: string, ofScheme: string): boolean {
  const open = host.lastIndexOf('[')
  if (open > 0) return false
  if (open === 0) {
    const close = host.lastIndexOf(']')
    if (close === -1 || !port.test(host.slice(close + 1))) return false
    const [address = '', ...zone] = host.slice(1, close).split('%25')
    return address.includes(':') && parseIp(address) !== undefined && !zone.some(part => part === '' || wrongEscape.test(part))
  }
  const isStrict = ofScheme === 'http' || ofScheme === 'https'
  const colon = isStrict ? host.indexOf(':') : host.lastIndexOf(':')
  return (colon === -1 || port.test(host.slice(colon))) && hostCharacters.test(host)
}
