import { parseIp } from '../../../k8s/names/ip-address.ts'

const atom = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~\\u0080-\\u{10FFFF}]+"
const quoted = '"(?:[^"\\\\\\x00-\\x08\\x0a-\\x1f\\x7f]|\\\\[\\t -~\\u0080-\\u{10FFFF}])*"'
const dotAtom = `${atom}(?:\\.${atom})*`
const local = `(?:${dotAtom}|${quoted})`
const address = new RegExp(`^(${local})@(${dotAtom}|\\[[^\\]]*\\])$`, 'u')
const word = `(?:${atom}(?:\\.${atom})*\\.?|${quoted})`
const displayName = new RegExp(`^(?:${word}(?:[ \\t]+|(?=<|")))*$`, 'u')

/** Whether a text is one address, with or without a name before it. Mirrors Go net/mail ParseAddress, as far as addresses without comments and groups go. */
export function isEmail(text: string): boolean {
  const trimmed = withoutComments(text)?.trim()
  if (trimmed === undefined) return false
  const bracket = trimmed.endsWith('>') ? trimmed.lastIndexOf('<') : -1
  if (bracket === -1) return isAddress(trimmed)
  const name = trimmed.slice(0, bracket)
  return displayName.test(name === '' || /[ \t]$/.test(name) ? name : `${name} `) && isAddress(trimmed.slice(bracket + 1, -1))
}

function isAddress(text: string): boolean {
  const match = address.exec(text)
  if (match === null) return false
  const domain = match[2]!
  return match[1] !== '""' && (!domain.startsWith('[') || isLiteral(domain.slice(1, -1)))
}

function isLiteral(text: string): boolean {
  return parseIp(text.replace(/^IPv6:/, '')) !== undefined
}

/** The text without a comment at its end; undefined where a comment does not end. */
function withoutComments(text: string): string | undefined {
  const open = text.lastIndexOf('(')
  if (open === -1 || text.includes('"')) return text
  return /\)\s*$/.test(text) ? text.slice(0, open) : undefined
}
