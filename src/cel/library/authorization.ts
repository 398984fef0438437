import { dnsLabelErrors, dnsSubdomainErrors } from '../../k8s/names/dns.ts'
import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelValue, celError, isKind } from '../values.ts'
import type { AuthorizationQuestion, AuthorizationType, Authorizer, CelAuthorization } from './authorization-values.ts'

/** The value of the variable `authorizer`. */
export function authorizerValue(authorize: Authorizer): CelValue {
  return authorization({ type: 'kubernetes.authorization.Authorizer', authorize, question: {} })
}

/** The value of `authorizer.requestResource`. */
export function resourceCheckValue(authorize: Authorizer, question: Omit<AuthorizationQuestion, 'verb'>): CelValue {
  return authorization({ type: 'kubernetes.authorization.ResourceCheck', authorize, question })
}

function authorization(value: CelAuthorization): CelValue {
  return { kind: 'authorization', authorization: value }
}

/** A step of a check: a value of one type and texts give a value of another. */
function step(from: AuthorizationType, to: AuthorizationType, key: keyof AuthorizationQuestion, required = false): CelFunction {
  return ([value, text]) => {
    if (!isKind(value, 'authorization') || value.authorization.type !== from || typeof text !== 'string') return undefined
    if (required && text.trim() === '') return celError(`${key} must not be empty`)
    return authorization({ ...value.authorization, type: to, question: { ...value.authorization.question, [key]: text } })
  }
}

function decision(read: (answer: NonNullable<CelAuthorization['answer']>) => CelValue): CelFunction {
  return ([value]) =>
    isKind(value, 'authorization') && value.authorization.answer !== undefined ? read(value.authorization.answer) : undefined
}

const authorizer = 'kubernetes.authorization.Authorizer'
const pathCheck = 'kubernetes.authorization.PathCheck'
const groupCheck = 'kubernetes.authorization.GroupCheck'
const resourceCheck = 'kubernetes.authorization.ResourceCheck'

/** Authorization checks. Mirrors apiserver pkg/cel/library/authz.go, v1.36. */
export const authorizationFunctions: FunctionTable = {
  path: step(authorizer, pathCheck, 'path', true),
  group: step(authorizer, groupCheck, 'group'),
  resource: step(groupCheck, resourceCheck, 'resource', true),
  subresource: step(resourceCheck, resourceCheck, 'subresource'),
  namespace: step(resourceCheck, resourceCheck, 'namespace'),
  name: step(resourceCheck, resourceCheck, 'name'),
  fieldSelector: step(resourceCheck, resourceCheck, 'fieldSelector'),
  labelSelector: step(resourceCheck, resourceCheck, 'labelSelector'),
  serviceAccount: ([value, namespace, name]) => {
    if (!isKind(value, 'authorization') || value.authorization.type !== authorizer) return undefined
    if (typeof namespace !== 'string' || typeof name !== 'string') return undefined
    if (dnsSubdomainErrors(name).length > 0) return celError('Invalid service account name')
    if (dnsLabelErrors(namespace).length > 0) return celError('Invalid service account namespace')
    return authorization({ ...value.authorization, question: { serviceAccount: { namespace, name } } })
  },
  check: ([value, verb]) => {
    if (!isKind(value, 'authorization') || typeof verb !== 'string') return undefined
    const { type, authorize, question } = value.authorization
    if (type !== pathCheck && type !== resourceCheck) return undefined
    return authorization({ ...value.authorization, type: 'kubernetes.authorization.Decision', answer: authorize({ ...question, verb }) })
  },
  allowed: decision(answer => answer.allowed),
  reason: decision(answer => answer.reason),
  errored: decision(answer => answer.error !== undefined),
  error: decision(answer => answer.error ?? ''),
}
