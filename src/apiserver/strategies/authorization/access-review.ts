import { isStruct } from '../../defaults/fill.ts'
import { badRequest } from '../../status.ts'
import type { Strategy } from '../../strategy.ts'
import { accessReviewRules, localAccessReviewRules, selfAccessReviewRules } from '../../validation/authorization/access-review.ts'

/** Mirrors pkg/registry/authorization/subjectaccessreview/rest.go Create, v1.36. */
export const subjectAccessReview: Strategy = { rules: accessReviewRules }

/** Mirrors pkg/registry/authorization/selfsubjectaccessreview/rest.go Create, v1.36. */
export const selfSubjectAccessReview: Strategy = { rules: selfAccessReviewRules }

/** Mirrors pkg/registry/authorization/localsubjectaccessreview/rest.go Create, v1.36. */
export const localSubjectAccessReview: Strategy = { rules: localAccessReviewRules }

/** Mirrors pkg/registry/authorization/selfsubjectrulesreview/rest.go Create, v1.36. */
export const selfSubjectRulesReview: Strategy = {
  allocate: ({ object }) => {
    const { spec } = object
    return isStruct(spec) && spec['namespace'] ? { object } : { object, refusal: badRequest('no namespace on request') }
  },
}
