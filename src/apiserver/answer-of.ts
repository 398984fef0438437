import type { FieldError } from '../k8s/field-error.ts'
import type { ServerWarning, StatusReason, Verdict } from './answer.ts'

/** What the server answers to one request: the first objection, or the acceptance. */
export interface Answer {
  readonly code: number
  /** Absent where the request is accepted. */
  readonly reason?: StatusReason
  readonly message?: string
  readonly causes?: readonly Pick<FieldError, 'reason' | 'field' | 'message'>[]
  readonly warnings: readonly ServerWarning[]
}

/** The one answer that a verdict comes to; warnings are those of an accepted request. */
export function answerOf(verdict: Verdict, operation: 'create' | 'update'): Answer {
  const [first] = verdict.objections
  if (first === undefined) return { code: operation === 'create' ? 201 : 200, warnings: verdict.warnings }
  const { code, reason, message, errors } = first
  const causes = errors.map(({ reason, field, message }) => ({ reason, field, message }))
  return { code, reason, message, ...(causes.length === 0 ? {} : { causes }), warnings: [] }
}

/** The answer to an object whose kind the server does not serve, in kubectl's words. */
export function unmatchedAnswer(apiVersion: string, kind: string): Answer {
  return {
    code: 404,
    reason: 'NotFound',
    message: `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`,
    warnings: [],
  }
}
