/** What a check asks: may this user do that. */
export interface AuthorizationQuestion {
  /** Absent: the user of the request. */
  readonly serviceAccount?: { readonly namespace: string; readonly name: string }
  readonly verb: string
  /** A path that is no resource. */
  readonly path?: string
  readonly group?: string
  readonly resource?: string
  readonly subresource?: string
  readonly namespace?: string
  readonly name?: string
  readonly fieldSelector?: string
  readonly labelSelector?: string
}

/** The answer to a check. */
export interface AuthorizationAnswer {
  readonly allowed: boolean
  readonly reason: string
  readonly error?: string
}

/** Answers checks. */
export type Authorizer = (question: AuthorizationQuestion) => AuthorizationAnswer

/** The types of values that checks are built of. */
export type AuthorizationType =
  | 'kubernetes.authorization.Authorizer'
  | 'kubernetes.authorization.PathCheck'
  | 'kubernetes.authorization.GroupCheck'
  | 'kubernetes.authorization.ResourceCheck'
  | 'kubernetes.authorization.Decision'

/** A check as far as it is built, or its answer. */
export interface CelAuthorization {
  readonly type: AuthorizationType
  readonly authorize: Authorizer
  readonly question: Omit<AuthorizationQuestion, 'verb'>
  readonly answer?: AuthorizationAnswer
}

/** Whether two are the same check. */
export function sameAuthorization(left: CelAuthorization, right: CelAuthorization): boolean {
  return left.type === right.type && JSON.stringify([left.question, left.answer]) === JSON.stringify([right.question, right.answer])
}
