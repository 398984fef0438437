import { isStruct } from '../../defaults/fill.ts'
import { badRequest } from '../../status.ts'
import type { Strategy } from '../../strategy.ts'

/** Mirrors pkg/registry/authentication/tokenreview/storage.go Create, v1.36. */
export const tokenReview: Strategy = {
  allocate: ({ object }) => {
    const { spec } = object
    return isStruct(spec) && spec['token']
      ? { object }
      : { object, refusal: badRequest('token is required for TokenReview in authentication') }
  },
}
