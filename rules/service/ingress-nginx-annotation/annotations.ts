/** What a value must look like for ingress-nginx to use it. Mirrors kubernetes/ingress-nginx internal/ingress/annotations, v1.13. */
export type AnnotationType = 'text' | 'bool' | 'integer' | 'cidrs' | readonly string[]

const prefix = 'nginx.ingress.kubernetes.io/'

/** The annotations by name. */
export const annotations: ReadonlyMap<string, AnnotationType> = new Map<string, AnnotationType>([
  ...named(
    'bool',
    `auth-always-set-cookie auth-keepalive-share-vars auth-tls-pass-certificate-to-upstream canary
    cors-allow-credentials disable-proxy-intercept-errors enable-access-log enable-cors enable-global-auth enable-modsecurity
    enable-opentelemetry enable-owasp-core-rules enable-rewrite-log force-ssl-redirect from-to-www-redirect http2-push-preload
    opentelemetry-trust-incoming-span preserve-trailing-slash relative-redirects service-upstream session-cookie-change-on-failure
    session-cookie-conditional-samesite-none session-cookie-secure ssl-passthrough ssl-prefer-server-ciphers ssl-redirect
    upstream-hash-by-subset use-port-in-redirects use-regex`
  ),
  ...named(
    'integer',
    `auth-keepalive auth-keepalive-requests auth-keepalive-timeout auth-tls-verify-depth canary-weight canary-weight-total cors-max-age
    limit-burst-multiplier limit-connections limit-rate limit-rate-after limit-rpm limit-rps permanent-redirect-code
    proxy-buffers-number proxy-connect-timeout proxy-next-upstream-timeout proxy-next-upstream-tries proxy-read-timeout
    proxy-send-timeout proxy-ssl-verify-depth session-cookie-expires session-cookie-max-age temporal-redirect-code`
  ),
  ...named('cidrs', 'allowlist-source-range denylist-source-range limit-allowlist limit-whitelist whitelist-source-range'),
  ...named(
    'text',
    `app-root auth-cache-duration auth-cache-key auth-proxy-set-headers auth-realm auth-request-redirect auth-response-headers auth-secret
    auth-signin auth-signin-redirect-param auth-snippet auth-tls-error-page auth-tls-match-cn auth-tls-secret auth-tls-verify-client
    auth-url canary-by-cookie canary-by-header canary-by-header-pattern canary-by-header-value client-body-buffer-size
    configuration-snippet connection-proxy-header cors-allow-headers cors-allow-methods cors-allow-origin cors-expose-headers
    custom-headers custom-http-errors default-backend fastcgi-index fastcgi-params-configmap load-balance mirror-host mirror-target
    modsecurity-snippet modsecurity-transaction-id opentelemetry-operation-name permanent-redirect proxy-body-size proxy-buffer-size
    proxy-busy-buffers-size proxy-cookie-domain proxy-cookie-path proxy-max-temp-file-size proxy-next-upstream proxy-redirect-from
    proxy-redirect-to proxy-ssl-ciphers proxy-ssl-name proxy-ssl-protocols proxy-ssl-secret rewrite-target server-alias server-snippet
    session-cookie-domain session-cookie-name session-cookie-path ssl-ciphers stream-snippet temporal-redirect upstream-hash-by
    upstream-vhost x-forwarded-prefix auth-method`
  ),
  ['affinity', ['cookie']],
  ['affinity-canary-behavior', ['sticky', 'legacy']],
  ['affinity-mode', ['balanced', 'persistent']],
  ['auth-secret-type', ['auth-file', 'auth-map']],
  ['auth-type', ['basic', 'digest']],
  ['mirror-request-body', ['on', 'off']],
  ['proxy-buffering', ['on', 'off']],
  ['proxy-http-version', ['1.0', '1.1']],
  ['proxy-request-buffering', ['on', 'off']],
  ['proxy-ssl-server-name', ['on', 'off']],
  ['proxy-ssl-verify', ['on', 'off']],
  ['satisfy', ['any', 'all']],
  ['session-cookie-samesite', ['None', 'Lax', 'Strict']],
  ['backend-protocol', ['AUTO_HTTP', 'HTTP', 'HTTPS', 'GRPC', 'GRPCS', 'FCGI']],
])

/** Annotations of former versions, which are ignored now; whoever wrote them meant something. */
export const formerAnnotations: ReadonlySet<string> = new Set(
  `secure-backends add-base-url base-url-scheme grpc-backend enable-opentracing opentracing-trust-incoming-span enable-influxdb
  influxdb-measurement influxdb-port influxdb-host influxdb-server-name global-rate-limit global-rate-limit-window global-rate-limit-key
  global-rate-limit-ignored-cidrs secure-verify-ca-secret session-cookie-hash proxy-pass-params ssl-services`.split(/\s+/)
)

/** The part of an annotation that is ingress-nginx's own name for it; undefined for others. */
export function ownName(annotation: string): string | undefined {
  return annotation.startsWith(prefix) ? annotation.slice(prefix.length) : undefined
}

/** What the value must be, in words; undefined where it is good. */
export function brokenValue(type: AnnotationType, value: string): string | undefined {
  if (typeof type === 'object') return type.some(word => word.toLowerCase() === value.toLowerCase()) ? undefined : type.join(' or ')
  if (type === 'bool') return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value) ? undefined : '"true" or "false"'
  if (type === 'integer') return /^[+-]?\d+$/.test(value) ? undefined : 'a whole number'
  if (type === 'cidrs')
    return value.split(',').every(part => /^[\da-fA-F.:]+(?:\/\d{1,3})?$/.test(part.trim())) ? undefined : 'a list of CIDRs'
  return undefined
}

function named(type: AnnotationType, names: string): readonly (readonly [string, AnnotationType])[] {
  return names.split(/\s+/).map(name => [name, type] as const)
}
