import { describe, expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectionsTo } from '../../request-of.ts'

const resourceAttributes = { namespace: 'default', verb: 'get', resource: 'pods' }
const review = (kind: string, spec: object, metadata: object = {}) =>
  ({ apiVersion: 'authorization.k8s.io/v1', kind, metadata, spec }) as object
const user = { user: 'a' }

describe('access reviews', () => {
  test.each<[string, object, string[]]>([
    ['a question about a resource', review('SubjectAccessReview', { ...user, resourceAttributes }), []],
    [
      'nobody about nothing',
      review('SubjectAccessReview', {}),
      [
        'spec.user: Invalid value: "": at least one of user or group must be specified',
        'spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ],
    ],
    [
      'both kinds of attributes',
      review('SelfSubjectAccessReview', { resourceAttributes, nonResourceAttributes: { path: '/x' } }),
      ['spec.nonResourceAttributes: Invalid value: {"Path":"/x","Verb":""}: cannot be specified in combination with resourceAttributes'],
    ],
    [
      'a name',
      review('SelfSubjectAccessReview', { resourceAttributes }, { name: 'a' }),
      ['metadata: Invalid value: {"name":"a"}: must be empty'],
    ],
    [
      'another namespace',
      review(
        'LocalSubjectAccessReview',
        { ...user, resourceAttributes: { ...resourceAttributes, namespace: 'b' } },
        { namespace: 'default' }
      ),
      ['spec.resourceAttributes.namespace: Invalid value: "b": must match metadata.namespace'],
    ],
    [
      'selectors that say nothing, or too much',
      review('SubjectAccessReview', {
        ...user,
        resourceAttributes: {
          ...resourceAttributes,
          fieldSelector: {},
          labelSelector: {
            requirements: [
              { key: 'a', operator: 'Any' },
              { key: 'b', operator: 'Exists', values: ['c'] },
            ],
          },
        },
      }),
      [
        'spec.resourceAttributes.fieldSelector.requirements: Required value: when spec.resourceAttributes.fieldSelector is specified, requirements or rawSelector is required',
        "spec.resourceAttributes.labelSelector.requirements[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      ],
    ],
  ])('%s', async (_, object, expected) => {
    expect(await errorsOf(object)).toEqual(expected)
  })

  test('questions without what they are about are no requests', () => {
    expect(objectionsTo(review('SelfSubjectRulesReview', {}))).toEqual(['no namespace on request'])
    const token = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: {} } as object
    expect(objectionsTo(token)).toEqual(['token is required for TokenReview in authentication'])
  })
})
