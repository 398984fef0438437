import type { FieldRef } from '../../cluster/field-ref.ts'
import type { AccessOutcome } from '../../outcome.ts'
import type { AccessAnswer, AllowedSubject, RulesReview } from '../../simulate/access/index.ts'
import { fieldPlaceResult } from './place.ts'

/** Where something is written that allows what is asked. */
export interface AccessPlaceResult {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What is asked about a resource, as a SubjectAccessReview names it. */
export interface ResourceQuestionResult {
  readonly namespace?: string
  readonly verb?: string
  readonly group?: string
  readonly resource?: string
  readonly subresource?: string
  readonly name?: string
}

/** Somebody who may do what is asked, and by which binding. */
export interface AllowedSubjectResult {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly reasons: readonly string[]
  readonly why: readonly AccessPlaceResult[]
}

/** What a subject may do in a namespace, as a SelfSubjectRulesReview gives it. */
export interface RulesReviewResult {
  readonly resourceRules: readonly {
    readonly verbs: readonly string[]
    readonly apiGroups: readonly string[]
    readonly resources: readonly string[]
    readonly resourceNames?: readonly string[]
  }[]
  readonly nonResourceRules: readonly { readonly verbs: readonly string[]; readonly nonResourceURLs: readonly string[] }[]
  readonly incomplete: boolean
  readonly evaluationError?: string
}

/** The answer to one question. */
export interface AccessAnswerResult {
  readonly id: unknown
  /** Absent, with the groups, where it is asked who may do something. */
  readonly user?: string
  readonly groups?: readonly string[]
  readonly resource?: ResourceQuestionResult
  readonly nonResource?: { readonly path: string; readonly verb: string }
  readonly allowed: boolean
  /** The server's sentences; empty where it gives none. */
  readonly reasons: readonly string[]
  /** The subject of the binding and the rule of the role, as far as they are written in the input. */
  readonly why: readonly AccessPlaceResult[]
  /** With `list`. */
  readonly rules?: RulesReviewResult
  /** With `who`. */
  readonly subjects?: readonly AllowedSubjectResult[]
}

/** The result of `access`. */
export interface AccessResult {
  readonly format: 'seatrial/access/1'
  readonly answers: readonly AccessAnswerResult[]
}

/** What was asked and answered, as JSON and the library give it. */
export function accessResult({ answers }: AccessOutcome): AccessResult {
  return { format: 'seatrial/access/1', answers: answers.map(answerResult) }
}

function answerResult({ query, user, allowed, reasons, why, rules, subjects }: AccessAnswer): AccessAnswerResult {
  const { id, resource, nonResource } = query
  return {
    id,
    ...(user !== undefined && { user: user.name, groups: user.groups }),
    ...(resource !== undefined && { resource }),
    ...(nonResource !== undefined && { nonResource }),
    allowed,
    reasons,
    why: why.map(accessPlace),
    ...(rules !== undefined && { rules: rulesResult(rules) }),
    ...(subjects !== undefined && { subjects: subjects.map(subjectResult) }),
  }
}

/** The place of a field, without its end. */
export function accessPlace(field: FieldRef): AccessPlaceResult {
  const { file, line, column } = fieldPlaceResult(field)
  return { file, line, column }
}

function rulesResult({ resourceRules, nonResourceRules, evaluationError }: RulesReview): RulesReviewResult {
  return { resourceRules, nonResourceRules, incomplete: false, ...(evaluationError !== undefined && { evaluationError }) }
}

function subjectResult({ kind, name, namespace, reasons, why }: AllowedSubject): AllowedSubjectResult {
  return { kind, name, ...(namespace !== undefined && { namespace }), reasons, why: why.map(accessPlace) }
}
