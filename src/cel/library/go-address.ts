import { goQuote } from '../../k8s/go-quote.ts'
import type { IpBytes } from '../../k8s/names/ip-address.ts'

/** What is wrong with a text, in Go's words; `at` is the rest from where it is. */
interface Fault {
  readonly fault: string
  readonly at?: string
}

/** An address and its zone, or why the text is none. */
export type GoAddress = { readonly bytes: IpBytes; readonly zone: string } | { readonly error: string }

const most = 16

/** Mirrors Go net/netip ParseAddr, 1.26. */
export function parseGoAddress(text: string): GoAddress {
  const read = readAddress(text)
  if ('bytes' in read) return read
  const { fault, at = '' } = read
  return { error: `ParseAddr(${goQuote(text)}): ${fault}${at === '' ? '' : ` (at ${goQuote(at)})`}` }
}

function readAddress(text: string): { readonly bytes: IpBytes; readonly zone: string } | Fault {
  switch (/[.:%]/.exec(text)?.[0]) {
    case '.': {
      const bytes = readIpv4(text)
      return 'fault' in bytes ? bytes : { bytes, zone: '' }
    }
    case ':':
      return readIpv6(text)
    case '%':
      return { fault: 'missing IPv6 address' }
    default:
      return { fault: 'unable to parse IP' }
  }
}

function readIpv4(text: string): IpBytes | Fault {
  const fields: number[] = []
  let digits = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (/[0-9]/.test(character)) {
      if (digits === '0') return { fault: 'IPv4 field has octet with leading zero' }
      digits += character
      if (Number(digits) > 255) return { fault: 'IPv4 field has value >255' }
    } else if (character === '.') {
      if (i === 0 || i === text.length - 1 || text[i - 1] === '.')
        return { fault: 'IPv4 field must have at least one digit', at: text.slice(i) }
      if (fields.length === 3) return { fault: 'IPv4 address too long' }
      fields.push(Number(digits))
      digits = ''
    } else return { fault: 'unexpected character', at: text.slice(i) }
  }
  return fields.length < 3 ? { fault: 'IPv4 address too short' } : [...fields, Number(digits)]
}

function readIpv6(text: string): { readonly bytes: IpBytes; readonly zone: string } | Fault {
  const percent = text.indexOf('%')
  const zone = percent === -1 ? '' : text.slice(percent + 1)
  if (percent !== -1 && zone === '') return { fault: 'zone must be a non-empty string' }
  let rest = percent === -1 ? text : text.slice(0, percent)
  const bytes: number[] = []
  let ellipsis = -1
  if (rest.startsWith('::')) {
    ellipsis = 0
    rest = rest.slice(2)
    if (rest === '') return { bytes: new Array(most).fill(0), zone }
  }
  while (bytes.length < most) {
    const group = /^[0-9a-fA-F]*/.exec(rest.slice(0, 5))![0]
    if (group.length > 4) return { fault: 'each group must have 4 or less digits', at: rest }
    if (group === '') return { fault: 'each colon-separated field must have at least one digit', at: rest }
    if (rest[group.length] === '.') {
      if (ellipsis < 0 && bytes.length !== 12)
        return { fault: 'embedded IPv4 address must replace the final 2 fields of the address', at: rest }
      if (bytes.length + 4 > most) return { fault: 'too many hex fields to fit an embedded IPv4 at the end of the address', at: rest }
      const last = readIpv4(rest)
      if ('fault' in last) return last
      bytes.push(...last)
      rest = ''
      break
    }
    const value = Number.parseInt(group, 16)
    bytes.push(value >> 8, value & 0xff)
    rest = rest.slice(group.length)
    if (rest === '') break
    if (!rest.startsWith(':')) return { fault: 'unexpected character, want colon', at: rest }
    if (rest === ':') return { fault: 'colon must be followed by more characters', at: rest }
    rest = rest.slice(1)
    if (!rest.startsWith(':')) continue
    if (ellipsis >= 0) return { fault: 'multiple :: in address', at: rest }
    ellipsis = bytes.length
    rest = rest.slice(1)
    if (rest === '') break
  }
  if (rest !== '') return { fault: 'trailing garbage after address', at: rest }
  if (bytes.length < most) {
    if (ellipsis < 0) return { fault: 'address string too short' }
    bytes.splice(ellipsis, 0, ...new Array<number>(most - bytes.length).fill(0))
  } else if (ellipsis >= 0) return { fault: 'the :: must expand to at least one field of zeros' }
  return { bytes, zone }
}
