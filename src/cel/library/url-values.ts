import { goQuote } from '../../k8s/go-quote.ts'

/** A URL as Go's net/url reads it. */
export interface UrlValue {
  readonly text: string
  readonly scheme: string
  readonly host: string
  readonly path: string
  readonly query: string
}

const control = /[\u0000-\u001f\u007f]/
const badEscape = /%(?![0-9a-fA-F]{2})(.{0,2})/s
const hostCharacters = /^[A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}%]*$/u

/** Reads an absolute URL or an absolute path; the error is Go's. Mirrors apiserver pkg/cel/library/urls.go stringToUrl, v1.36. */
export function parseUrl(text: string): UrlValue | { readonly error: string } {
  const whole = readUrl(text, true)
  if ('error' in whole) return whole
  const hash = text.indexOf('#')
  const read = readUrl(hash < 0 ? text : text.slice(0, hash), false)
  return 'error' in read ? read : { ...read, text }
}

/** Mirrors Go net/url parse, 1.26; `isRequest`: nothing but a scheme precedes an authority. */
function readUrl(text: string, isRequest: boolean): UrlValue | { readonly error: string } {
  const failed = (reason: string): { readonly error: string } => ({ error: `parse ${goQuote(text)}: ${reason}` })
  if (control.test(text)) return failed('net/url: invalid control character in URL')
  if (text === '') return failed('empty url')
  const scheme = schemeOf(text)
  if (scheme === undefined) return failed('missing protocol scheme')
  const rest = scheme === '' ? text : text.slice(scheme.length + 1)
  const question = rest.indexOf('?')
  const beforeQuery = question < 0 ? rest : rest.slice(0, question)
  const query = question < 0 ? '' : rest.slice(question + 1)
  if (!beforeQuery.startsWith('/'))
    return scheme === '' ? failed('invalid URI for request') : { text, scheme: scheme.toLowerCase(), host: '', path: '', query }
  const hasHost = (scheme !== '' || !(isRequest || beforeQuery.startsWith('///'))) && beforeQuery.startsWith('//')
  const slash = hasHost ? beforeQuery.indexOf('/', 2) : 0
  const authority = hasHost ? beforeQuery.slice(2, slash < 0 ? undefined : slash) : ''
  const path = hasHost ? (slash < 0 ? '' : beforeQuery.slice(slash)) : beforeQuery
  const host = hostOf(authority)
  if (typeof host === 'object') return failed(host.error)
  const bad = badEscape.exec(path)
  if (bad !== null) return failed(`invalid URL escape ${goQuote(`%${bad[1]}`)}`)
  return { text, scheme: scheme.toLowerCase(), host, path, query }
}

/** The scheme before a colon; empty where there is none, undefined where a colon starts the text. */
function schemeOf(text: string): string | undefined {
  if (text.startsWith(':')) return undefined
  return /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(text)?.[1] ?? ''
}

function hostOf(authority: string): string | { readonly error: string } {
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']')
    if (close < 0) return { error: "missing ']' in host" }
    const port = host.slice(close + 1)
    if (!/^(?::[0-9]*)?$/.test(port)) return { error: `invalid port ${goQuote(port)} after host` }
  } else {
    const colon = host.lastIndexOf(':')
    if (colon >= 0 && !/^:[0-9]*$/.test(host.slice(colon))) return { error: `invalid port ${goQuote(host.slice(colon))} after host` }
  }
  const wrong = [...host].find(character => !hostCharacters.test(character))
  return wrong === undefined ? host : { error: `invalid character ${goQuote(wrong)} in host name` }
}

/** The host without its port and brackets. */
export function hostnameOf({ host }: UrlValue): string {
  if (host.startsWith('[')) return host.slice(1, Math.max(1, host.indexOf(']')))
  const colon = host.lastIndexOf(':')
  return colon < 0 ? host : host.slice(0, colon)
}

/** The port of the host; empty where there is none. */
export function portOf({ host }: UrlValue): string {
  return /:([0-9]*)$/.exec(host.startsWith('[') ? host.slice(host.indexOf(']') + 1) : host)?.[1] ?? ''
}

/** The path with escapes for what a path may not hold. */
export function escapedPathOf({ path }: UrlValue): string {
  return path.replace(/[^A-Za-z0-9\-._~$&+,/:;=@!'()*[\]%]/gu, character => encodeURIComponent(character))
}

/** The parameters of the query by name, in order. */
export function queryOf({ query }: UrlValue): Map<string, string[]> {
  const parameters = new Map<string, string[]>()
  for (const part of query.split('&')) {
    if (part === '' || part.includes(';')) continue
    const equals = part.indexOf('=')
    const name = unescapeQuery(equals < 0 ? part : part.slice(0, equals))
    const value = unescapeQuery(equals < 0 ? '' : part.slice(equals + 1))
    if (name !== undefined && value !== undefined) parameters.set(name, [...(parameters.get(name) ?? []), value])
  }
  return parameters
}

function unescapeQuery(text: string): string | undefined {
  if (badEscape.test(text)) return undefined
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
