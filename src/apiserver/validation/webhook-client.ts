import type { FieldError } from '../../k8s/field-error.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import { dnsSubdomainErrors } from '../../k8s/names/dns.ts'
import { portNumberErrors } from '../../k8s/names/port.ts'
import { isAtLeast, type KubernetesVersion } from '../../k8s/version.ts'
import { invalid, invalidAll, numberOf, required } from './error-of.ts'
import type { Field } from './field.ts'
import type { ValidationContext } from './row.ts'

const plainWordsSince = 34
const form = '; desired format: https://host[/path]'

/** Where a webhook is: at a URL, or behind a Service. Mirrors what upstream does with every WebhookClientConfig. */
export function* webhookClientErrors(config: Field, { version }: ValidationContext): Generator<FieldError> {
  const url = config.child('url')
  const service = config.child('service')
  if (url.absent === service.absent) yield required(config, 'exactly one of url or service is required')
  else if (!url.absent) yield* urlErrors(url)
  else yield* serviceErrors(service, version)
}

/** Mirrors apiserver pkg/util/webhook/validation.go ValidateWebhookURL, v1.36. */
function* urlErrors(field: Field): Generator<FieldError> {
  const url = parseUrl(field.text)
  if (typeof url === 'string') {
    yield required(field, `url must be a valid URL: parse ${goQuote(field.text)}: ${url}${form}`)
    return
  }
  if (url.scheme !== 'https') yield invalid(field, `'https' is the only allowed URL scheme${form}`, url.scheme)
  if (url.host === '') yield invalid(field, `host must be specified${form}`, '')
  if (url.user !== undefined) yield invalid(field, 'user information is not permitted in the URL', url.user)
  if (url.fragment !== '') yield invalid(field, 'fragments are not permitted in the URL', url.fragment)
  if (url.query !== '') yield invalid(field, 'query parameters are not permitted in the URL', url.query)
}

/** Mirrors ValidateWebhookService, to which every caller gives name and namespace the wrong way round. */
function* serviceErrors(service: Field, version: KubernetesVersion): Generator<FieldError> {
  const words = (name: string): string => (isAtLeast(version, plainWordsSince) ? '' : `service ${name} is required`)
  if (service.child('namespace').text === '') yield required(service.child('name'), words('name'))
  if (service.child('name').text === '') yield required(service.child('namespace'), words('namespace'))
  const port = service.child('port')
  const wrongPort = portNumberErrors(numberOf(port))
  if (wrongPort.length > 0) yield invalid(port, `port is not valid: ${wrongPort.join(', ')}`)
  yield* pathErrors(service.child('path'))
}

function* pathErrors(path: Field): Generator<FieldError> {
  const { text } = path
  if (text === '' || text === '/') return
  if (text === '//') {
    yield invalid(path, 'segment[0] may not be empty')
    return
  }
  if (!text.startsWith('/')) yield invalid(path, "must start with a '/'")
  const steps = text.slice(1).replace(/\/$/, '').split('/')
  for (const [index, step] of steps.entries()) {
    const details = step === '' ? ['may not be empty'] : dnsSubdomainErrors(step).map(detail => detail)
    yield* invalidAll(
      path,
      details.map(detail => (step === '' ? `segment[${index}] ${detail}` : `segment[${index}]: ${detail}`))
    )
  }
}

interface Url {
  readonly scheme: string
  readonly host: string
  readonly user: string | undefined
  readonly fragment: string
  readonly query: string
}

/** The parts of a URL, or what is wrong with it. Mirrors Go net/url Parse, as far as texts of manifests go. */
function parseUrl(text: string): Url | string {
  if (/[\x00-\x1f\x7f]/.test(text)) return 'net/url: invalid control character in URL'
  const [beforeFragment = '', ...fragments] = text.split('#')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(beforeFragment)?.[1]
  if (scheme === undefined && /^:/.test(beforeFragment)) return 'missing protocol scheme'
  const afterScheme = scheme === undefined ? beforeFragment : beforeFragment.slice(scheme.length + 1)
  const [rest = '', ...queries] = afterScheme.split('?')
  if (scheme === undefined && !rest.startsWith('/') && /^[^/]*:/.test(rest)) return 'first path segment in URL cannot contain colon'
  const authority = rest.startsWith('//') ? /^\/\/([^/]*)/.exec(rest)![1]! : ''
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1)
  const strange = /[ "<>^`{}|\\]/.exec(host)?.[0]
  if (strange !== undefined) return `invalid character ${goQuote(strange)} in host name`
  const port = /:([^\]]*)$/.exec(host)?.[1]
  if (port !== undefined && !/^[0-9]*$/.test(port)) return `invalid port ${goQuote(`:${port}`)} after host`
  const wrongEscape = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(rest)?.[0]
  if (wrongEscape !== undefined) return `invalid URL escape ${goQuote(wrongEscape)}`
  return {
    scheme: scheme?.toLowerCase() ?? '',
    host,
    user: at === -1 ? undefined : authority.slice(0, at),
    fragment: fragments.join('#'),
    query: queries.join('?'),
  }
}
