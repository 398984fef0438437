import { type FieldError, fieldErrorText } from '../k8s/field-error.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import { goQuote } from '../k8s/go-quote.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { Refusal } from './answer.ts'
import type { ServerRequest } from './request.ts'

/** Mirrors apimachinery pkg/api/errors/errors.go NewInvalid, v1.36: `Deployment.apps "web" is invalid: [a, b]`. */
export function invalid(type: Pick<ResourceType, 'kind' | 'group'>, name: string, errors: readonly FieldError[]): Refusal {
  const texts = [...new Set(errors.map(fieldErrorText))]
  const list = texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`
  return { code: 422, reason: 'Invalid', message: `${qualified(type.kind, type.group)} ${goQuote(name)} is invalid: ${list}`, errors }
}

/** Mirrors apiserver pkg/admission/errors.go NewForbidden, v1.36: `pods "p" is forbidden: …`. */
export function forbidden(request: ServerRequest, why: string, at: FieldPath): Refusal {
  const { name: given, generateName } = request.object.metadata ?? {}
  const name = request.name || given || generateName || 'Unknown'
  const message = `${qualified(request.type.plural, request.type.group)} ${goQuote(name)} is forbidden: ${why}`
  return { code: 403, reason: 'Forbidden', message, errors: [], at }
}

/** Mirrors apimachinery pkg/api/errors/errors.go NewNotFound, v1.36: `namespaces "x" not found`. */
export function notFound(plural: string, name: string, at: FieldPath): Refusal {
  return { code: 404, reason: 'NotFound', message: `${plural} ${goQuote(name)} not found`, errors: [], at }
}

/** Mirrors NewInternalError: what the server takes for a mistake of its own. */
export function internalError(why: string, at: FieldPath): Refusal {
  return { code: 500, reason: 'InternalError', message: `Internal error occurred: ${why}`, errors: [], at }
}

/** The answer to a body that cannot be decoded. */
export function badRequest(message: string): Refusal {
  return { code: 400, reason: 'BadRequest', message, errors: [] }
}

/** `deployments.apps`; core kinds have no group. */
export function qualified(name: string, group: string): string {
  return group === '' ? name : `${name}.${group}`
}
