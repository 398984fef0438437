import { goQuote } from '../../k8s/go-quote.ts'
import { formatIp, isMapped, parseIp } from '../../k8s/names/ip-address.ts'

const canonical = 'in RFC 5952 canonical format'
const loops = 'which may cause controller apply-loops'

/** What versions before 1.33 warn of in an address. Mirrors pkg/api/service/warnings.go getWarningsForIP, v1.32. */
export function parsedIpWarnings(name: string, text: string): readonly string[] {
  const wrong = addressError(text)
  if (wrong !== undefined) return [`${name}: IP address was accepted, but will be invalid in a future Kubernetes release: ${wrong}`]
  const written = canonicalText(text)
  return !text.includes(':') || written === text
    ? []
    : [`${name}: IPv6 address ${goQuote(text)} is not ${canonical} (${goQuote(written)}), ${loops}`]
}

/** The same of a network. Mirrors getWarningsForCIDR. */
export function parsedCidrWarnings(name: string, text: string): readonly string[] {
  const wrong = prefixError(text)
  if (wrong !== undefined) {
    const error = `netip.ParsePrefix(${goQuote(text)}): ${wrong}`
    return [`${name}: IP prefix was accepted, but will be invalid in a future Kubernetes release: ${error}`]
  }
  const slash = text.lastIndexOf('/')
  const written = `${canonicalText(text.slice(0, slash))}${text.slice(slash)}`
  return !text.includes(':') || written === text
    ? []
    : [`${name}: IPv6 prefix ${goQuote(text)} is not ${canonical} (${goQuote(written)}), ${loops}`]
}

/** An address as Go writes it; one of IPv4 within IPv6 keeps its prefix. */
function canonicalText(text: string): string {
  const ip = parseIp(text)
  if (ip === undefined) return text
  return isMapped(ip) ? `::ffff:${formatIp(ip)}` : formatIp(ip)
}

function prefixError(text: string): string | undefined {
  const slash = text.lastIndexOf('/')
  if (slash === -1) return "no '/'"
  const address = text.slice(0, slash)
  const wrong = addressError(address)
  if (wrong !== undefined) return wrong
  if (address.includes('%')) return 'IPv6 zones cannot be present in a prefix'
  const bits = text.slice(slash + 1)
  if (!/^(?:[0-9]|[1-9][0-9]+)$/.test(bits)) return `bad bits after slash: ${goQuote(bits)}`
  return Number(bits) > (address.includes(':') ? 128 : 32) ? 'prefix length out of range' : undefined
}

/** Why Go refuses a text as an address. Mirrors net/netip ParseAddr. */
function addressError(text: string): string | undefined {
  const [kind] = /[.:%]/.exec(text) ?? []
  const wrong =
    kind === '.' ? dottedError(text) : kind === ':' ? colonError(text) : kind === '%' ? 'missing IPv6 address' : 'unable to parse IP'
  return wrong === undefined ? undefined : `ParseAddr(${goQuote(text)}): ${wrong}`
}

function at(words: string, rest: string): string {
  return `${words} (at ${goQuote(rest)})`
}

/** Mirrors parseIPv4Fields. */
function dottedError(text: string): string | undefined {
  let value = 0
  let digits = 0
  let dots = 0
  for (const [index, character] of [...text].entries()) {
    const rest = (): string => [...text].slice(index).join('')
    if (/[0-9]/.test(character)) {
      if (digits === 1 && value === 0) return 'IPv4 field has octet with leading zero'
      value = value * 10 + Number(character)
      digits++
      if (value > 255) return 'IPv4 field has value >255'
    } else if (character === '.') {
      if (digits === 0 || rest() === '.') return at('IPv4 field must have at least one digit', rest())
      if (dots === 3) return 'IPv4 address too long'
      dots++
      value = 0
      digits = 0
    } else return at('unexpected character', rest())
  }
  return dots < 3 ? 'IPv4 address too short' : undefined
}

/** Mirrors parseIPv6. */
function colonError(text: string): string | undefined {
  const percent = text.indexOf('%')
  if (percent !== -1 && percent === text.length - 1) return 'zone must be a non-empty string'
  let rest = percent === -1 ? text : text.slice(0, percent)
  let ellipsis = rest.startsWith('::')
  if (ellipsis) rest = rest.slice(2)
  if (rest === '' && ellipsis) return undefined
  let bytes = 0
  while (bytes < 16) {
    const group = /^[0-9a-fA-F]*/.exec(rest)![0]
    if (group.length > 4) return at('each group must have 4 or less digits', rest)
    if (group === '') return at('each colon-separated field must have at least one digit', rest)
    if (rest[group.length] === '.') {
      if (!ellipsis && bytes !== 12) return at('embedded IPv4 address must replace the final 2 fields of the address', rest)
      if (bytes + 4 > 16) return at('too many hex fields to fit an embedded IPv4 at the end of the address', rest)
      const wrong = dottedError(rest)
      if (wrong !== undefined) return wrong
      rest = ''
      bytes += 4
      break
    }
    bytes += 2
    rest = rest.slice(group.length)
    if (rest === '') break
    if (!rest.startsWith(':')) return at('unexpected character, want colon', rest)
    if (rest.length === 1) return at('colon must be followed by more characters', rest)
    rest = rest.slice(1)
    if (rest.startsWith(':')) {
      if (ellipsis) return at('multiple :: in address', rest)
      ellipsis = true
      rest = rest.slice(1)
      if (rest === '') break
    }
  }
  if (rest !== '') return at('trailing garbage after address', rest)
  if (bytes < 16) return ellipsis ? undefined : 'address string too short'
  return ellipsis ? 'the :: must expand to at least one field of zeros' : undefined
}
