/** A pattern that a value must match, and what it is in words; `undefined` where any text will do. */
export type AnnotationValue = readonly [pattern: RegExp, words: string] | undefined

const bool: AnnotationValue = [/^(?:true|false)$/, 'true or false']
const whole: AnnotationValue = [/^\d+$/, 'a whole number']
const arn: AnnotationValue = [/^arn:aws[\w-]*:[^\s]+$/, 'an ARN, or several with commas']
const duration: AnnotationValue = [/^(?:\d+(?:\.\d+)?(?:h|m|s|ms))+$/, 'a duration such as 2160h']
const json: AnnotationValue = [/^\s*[[{]/, 'a JSON text']

function words(...all: readonly string[]): AnnotationValue {
  return [new RegExp(`^(?:${all.join('|')})$`), all.join(' or ')]
}

function texts(names: string): Readonly<Record<string, AnnotationValue>> {
  return Object.fromEntries(names.split(/\s+/).map(name => [name, undefined]))
}

/** The annotations of Ingresses by the prefix of their controller. */
export const controllers: readonly {
  readonly controller: string
  readonly prefix: string
  readonly names: Readonly<Record<string, AnnotationValue>>
}[] = [
  {
    controller: 'Traefik',
    prefix: 'traefik.ingress.kubernetes.io/',
    names: {
      'router.tls': bool,
      'router.priority': whole,
      'service.sticky.cookie': bool,
      'service.sticky.cookie.secure': bool,
      'service.sticky.cookie.httponly': bool,
      'service.nativelb': bool,
      'service.passhostheader': bool,
      'service.serversscheme': words('http', 'https', 'h2c'),
      'service.sticky.cookie.samesite': words('none', 'lax', 'strict'),
      ...texts(`router.entrypoints router.middlewares router.pathmatcher router.rulesyntax router.tls.certresolver router.tls.options
        router.tls.domains.0.main router.tls.domains.0.sans router.observability.accesslogs router.observability.metrics
        router.observability.tracing service.serverstransport service.sticky.cookie.name service.sticky.cookie.maxage
        service.sticky.cookie.path`),
    },
  },
  {
    controller: 'the AWS load balancer controller',
    prefix: 'alb.ingress.kubernetes.io/',
    names: {
      scheme: words('internal', 'internet-facing'),
      'target-type': words('instance', 'ip'),
      'ip-address-type': words('ipv4', 'dualstack', 'dualstack-without-public-ipv4'),
      'backend-protocol': words('HTTP', 'HTTPS'),
      'backend-protocol-version': words('HTTP1', 'HTTP2', 'GRPC'),
      'certificate-arn': arn,
      'group.order': [/^-?\d+$/, 'a whole number'],
      'healthcheck-interval-seconds': whole,
      'healthcheck-timeout-seconds': whole,
      'healthy-threshold-count': whole,
      'unhealthy-threshold-count': whole,
      'listen-ports': json,
      'manage-backend-security-group-rules': bool,
      'ssl-redirect': whole,
      ...texts(`actions.ssl-redirect auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope auth-session-cookie
        auth-session-timeout auth-type customer-owned-ipv4-pool group.name healthcheck-path healthcheck-port healthcheck-protocol
        inbound-cidrs load-balancer-attributes load-balancer-name mutual-authentication security-groups security-group-prefix-lists
        shield-advanced-protection ssl-policy subnets success-codes tags target-group-attributes target-node-labels waf-acl-id
        wafv2-acl-arn web-acl-id minimum-load-balancer-capacity ipam-ipv4-pool-id`),
    },
  },
  {
    controller: 'cert-manager',
    prefix: 'cert-manager.io/',
    names: {
      duration,
      'renew-before': duration,
      'revision-history-limit': whole,
      'private-key-algorithm': words('RSA', 'ECDSA', 'Ed25519'),
      'private-key-encoding': words('PKCS1', 'PKCS8'),
      'private-key-rotation-policy': words('Always', 'Never'),
      'private-key-size': whole,
      ...texts(`cluster-issuer issuer issuer-kind issuer-group common-name subject-organizations subject-organizationalunits
        subject-countries subject-provinces subject-localities subject-postalcodes subject-streetaddresses subject-serialnumber usages
        email-sans alt-names ip-sans uri-sans inject-ca-from inject-ca-from-secret inject-apiserver-ca secret-template
        allow-direct-injection certificate-name issuer-name common-name-override`),
    },
  },
  {
    controller: 'GKE',
    prefix: 'networking.gke.io/',
    names: {
      ...texts('managed-certificates v1beta1.FrontendConfig suppress-firewall-xpn-error internal-load-balancer-allow-global-access'),
    },
  },
]
