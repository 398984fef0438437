import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  [
    'another version than its name',
    { version: 'v2' },
    ['metadata.name: Invalid value: "v1.b.c": must be `spec.version+"."+spec.group`: "v2.b.c"'],
  ],
  [
    'no priorities',
    { groupPriorityMinimum: 0, versionPriority: 0 },
    [
      'spec.groupPriorityMinimum: Invalid value: 0: must be positive and less than 20000',
      'spec.versionPriority: Invalid value: 0: must be positive and less than 1000',
    ],
  ],
  ['a service without a name', { service: { name: '', namespace: 'b' } }, ['spec.service.name: Required value']],
  [
    'a certificate that is not looked at',
    { service: { name: 'a', namespace: 'b' }, caBundle: 'YQ==', insecureSkipTLSVerify: true },
    ['spec.insecureSkipTLSVerify: Invalid value: true: may not be true if caBundle is present'],
  ],
])('an APIService with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf(
        'apiregistration.k8s.io/v1',
        'APIService',
        { spec: { group: 'b.c', version: 'v1', groupPriorityMinimum: 1, versionPriority: 1, ...fields } },
        'v1.b.c'
      )
    )
  ).toEqual(errors)
})
