import { describe, expect, test } from 'vitest'
import { updateAdvice } from '../../src/lint/update-advice.ts'
import { resourceOf } from '../cluster/resource-of.ts'

const object = (apiVersion: string, kind: string) => resourceOf({ apiVersion, kind, metadata: { name: 'x' } })

describe('what to do instead of a refused change', () => {
  test.each<[string, string, string, string, RegExp]>([
    ['apps/v1', 'Deployment', 'spec.selector', 'field is immutable', /^Keep spec\.selector, or give the Deployment a new name/],
    ['batch/v1', 'Job', 'spec.template', 'field is immutable', /^Give the Job a new name/],
    ['v1', 'Service', 'spec.clusterIPs[0]', 'may not change once set', /^Keep spec\.clusterIPs\[0\] or leave it out/],
    ['scheduling.k8s.io/v1', 'PriorityClass', 'value', 'may not be changed in an update.', /another name/],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'roleRef', 'cannot change roleRef', /^Delete the binding/],
    ['v1', 'LimitRange', 'spec', 'field is immutable', /^Keep spec as it is/],
  ])('%s %s', (apiVersion, kind, field, detail, advice) => {
    expect(updateAdvice(object(apiVersion, kind), field, detail)).toMatch(advice)
  })

  test.each(['must be greater than or equal to 0', 'supported values: "a"', '', 'may not be specified when `value` is not empty'])(
    'nothing of what is wrong in a new object, too: %s',
    detail => {
      expect(updateAdvice(object('v1', 'Pod'), 'spec', detail)).toBeUndefined()
    }
  )
})
