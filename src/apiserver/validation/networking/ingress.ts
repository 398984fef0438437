import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors, wildcardSubdomainErrors } from '../../../k8s/names/dns.ts'
import { parseIp } from '../../../k8s/names/ip-address.ts'
import { invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted } from '../rows.ts'
import { backendErrors } from './ingress-backend.ts'

/** The annotation from before there was a field for it. */
export const ingressClassAnnotation = 'kubernetes.io/ingress.class'
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix']
const forbiddenSequences = ['//', '/./', '/../', '%2f', '%2F']
const forbiddenSuffixes = ['/..', '/.']

/** What an Ingress must keep to. Mirrors pkg/apis/networking/validation/validation.go ValidateIngressCreate, v1.36. */
export const ingressRules: readonly Rule[] = [
  { errors: ingress => backendlessErrors(ingress.child('spec')) },
  { at: 'spec.defaultBackend', rules: [{ errors: backendErrors }] },
  { at: 'spec.rules', each: 'item', rules: [{ errors: ruleErrors }] },
  { at: 'spec.tls', each: 'item', rules: [{ errors: tlsErrors }] },
  formatted('spec.ingressClassName', dnsSubdomainErrors, 'set'),
  { errors: classErrors },
]

function* backendlessErrors(spec: Field): Generator<FieldError> {
  const rules = spec.child('rules')
  if (rules.empty && spec.child('defaultBackend').absent)
    yield invalid(
      spec,
      'either `defaultBackend` or `rules` must be specified',
      new GoValue(rules.value ?? null, `[]networking.IngressRule${rules.absent ? '(nil)' : '{}'}`)
    )
}

/** Mirrors validateIngressRules. */
function* ruleErrors(rule: Field, context: ValidationContext): Generator<FieldError> {
  const host = rule.child('host')
  if (host.text !== '') {
    if (parseIp(host.text) !== undefined) yield invalid(host, 'must be a DNS name, not an IP address')
    yield* invalidAll(host, hostErrors(host.text))
  }
  const http = rule.child('http')
  if (http.absent) return
  const paths = http.child('paths')
  if (paths.empty) yield required(paths)
  for (const path of paths.items) yield* pathErrors(path, context)
}

/** Mirrors validateHTTPIngressPath. */
function* pathErrors(rule: Field, context: ValidationContext): Generator<FieldError> {
  const type = rule.child('pathType')
  if (type.absent) {
    yield required(type, 'pathType must be specified')
    return
  }
  const path = rule.child('path')
  if (!pathTypes.includes(type.text)) yield notSupported(type, pathTypes)
  else if (type.text !== 'ImplementationSpecific') yield* invalidAll(path, plainPathErrors(path.text), path.text)
  else if (path.text !== '' && !path.text.startsWith('/')) yield invalid(path, 'must be an absolute path')
  yield* backendErrors(rule.child('backend'), context)
}

function plainPathErrors(path: string): readonly string[] {
  return [
    ...(path.startsWith('/') ? [] : ['must be an absolute path']),
    ...forbiddenSequences.filter(sequence => path.includes(sequence)).map(sequence => `must not contain '${sequence}'`),
    ...forbiddenSuffixes.filter(suffix => path.endsWith(suffix)).map(suffix => `cannot end with '${suffix}'`),
  ]
}

/** Mirrors validateIngressTLS. */
function* tlsErrors(tls: Field): Generator<FieldError> {
  for (const host of tls.child('hosts').items) yield* invalidAll(host, hostErrors(host.text), host.text)
  const secret = tls.child('secretName')
  if (secret.text !== '') yield* invalidAll(secret, dnsSubdomainErrors(secret.text))
}

function hostErrors(host: string): readonly string[] {
  return host.includes('*') ? wildcardSubdomainErrors(host) : dnsSubdomainErrors(host)
}

function* classErrors(ingress: Field): Generator<FieldError> {
  const annotation = ingress.at('metadata.annotations').entry(ingressClassAnnotation)
  const name = ingress.at('spec.ingressClassName')
  if (!annotation.absent && !name.absent && annotation.text !== name.text)
    yield invalid(annotation.printedAs(`annotations.${ingressClassAnnotation}`), 'must match `ingressClassName` when both are specified')
}
