import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { rules: [{ operations: ['CREATE'], apiGroups: ['*'], apiVersions: ['*'], resources: ['pods'] }] }, []],
  [
    'a short name',
    { name: 'a' },
    ['webhooks[0].name: Invalid value: "a": should be a domain with at least three segments separated by dots'],
  ],
  [
    'side effects',
    { sideEffects: 'Some' },
    ['webhooks[0].sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"'],
  ],
  [
    'no version that is understood',
    { admissionReviewVersions: ['v9'] },
    ['webhooks[0].admissionReviewVersions: Invalid value: ["v9"]: must include at least one of v1, v1beta1'],
  ],
  [
    'a url in the clear',
    { clientConfig: { url: 'http://a/b' } },
    ['webhooks[0].clientConfig.url: Invalid value: "http": \'https\' is the only allowed URL scheme; desired format: https://host[/path]'],
  ],
  [
    'a url beside a service',
    { clientConfig: { url: 'https://a/b', service: { name: 'a', namespace: 'b' } } },
    ['webhooks[0].clientConfig: Required value: exactly one of url or service is required'],
  ],
  [
    'more patience than half a minute',
    { timeoutSeconds: 31 },
    ['webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds'],
  ],
  [
    'a rule without operations',
    { rules: [{ operations: [], apiGroups: ['*'], apiVersions: ['*'], resources: ['pods'] }] },
    ['webhooks[0].rules[0].operations: Required value'],
  ],
  [
    'a subresource beside all',
    { rules: [{ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*', 'pods/log'] }] },
    ['webhooks[0].rules[0].resources: Invalid value: ["*/*","pods/log"]: if \'*/*\' is present, must not specify other resources'],
  ],
  [
    'a condition twice',
    {
      matchConditions: [
        { name: 'a', expression: 'true' },
        { name: 'a', expression: '' },
      ],
    },
    ['webhooks[0].matchConditions[1].expression: Required value', 'webhooks[0].matchConditions[1].name: Duplicate value: "a"'],
  ],
])('a ValidatingWebhookConfiguration with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', {
        webhooks: [
          { name: 'a.b.c', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://a/b' }, ...fields },
        ],
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  [
    'another policy of calling again',
    { reinvocationPolicy: 'Always' },
    ['webhooks[0].reinvocationPolicy: Unsupported value: "Always": supported values: "IfNeeded", "Never"'],
  ],
])('a MutatingWebhookConfiguration with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', {
        webhooks: [
          { name: 'a.b.c', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://a/b' }, ...fields },
        ],
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['nothing to match', { matchConstraints: null }, ['spec.matchConstraints: Required value']],
  [
    'nothing to say',
    { validations: [] },
    [
      'spec.validations: Required value: validations or auditAnnotations must contain at least one item',
      'spec.auditAnnotations: Required value: validations or auditAnnotations must contain at least one item',
    ],
  ],
  [
    'an empty expression',
    { validations: [{ expression: ' ' }] },
    ['spec.validations[0].expression: Required value: expression is not specified'],
  ],
  [
    'a message of two lines',
    { validations: [{ expression: 'true', message: 'a\nb' }] },
    ['spec.validations[0].message: Invalid value: "a\\nb": must not contain line breaks'],
  ],
  [
    'a variable that is no identifier',
    { variables: [{ name: 'a-b', expression: 'true' }] },
    ['spec.variables[0].name: Invalid value: "a-b": must be a valid CEL identifier'],
  ],
  ['a parameter without a kind', { paramKind: { apiVersion: 'v1' } }, ['spec.paramKind.kind: Required value']],
])('a ValidatingAdmissionPolicy with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', {
        spec: {
          matchConstraints: { resourceRules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }] },
          validations: [{ expression: 'true' }],
          ...fields,
        },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['no mutation', {}, ['spec.mutations: Required value: mutations must contain at least one item']],
  [
    'a mutation of two types',
    { mutations: [{ patchType: 'JSONPatch', applyConfiguration: { expression: 'Object{}' } }] },
    [
      'spec.mutations[0].jsonPatch: Required value: must be specified when patchType is JSONPatch',
      'spec.mutations[0].applyConfiguration: Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch',
    ],
  ],
])('a MutatingAdmissionPolicy with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', {
        spec: {
          matchConstraints: { resourceRules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }] },
          reinvocationPolicy: 'Never',
          ...fields,
        },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['no action', { validationActions: [] }, ['spec.validationActions: Required value: at least one validation action is required']],
  [
    'a denial and a warning',
    { validationActions: ['Deny', 'Warn'] },
    [
      'spec.validationActions: Invalid value: ["Deny","Warn"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
    ],
  ],
  [
    'a parameter by name and by label',
    { paramRef: { name: 'a', selector: {}, parameterNotFoundAction: 'Deny' } },
    [
      'spec.paramRef.name: Forbidden: name and selector are mutually exclusive',
      'spec.paramRef.selector: Forbidden: name and selector are mutually exclusive',
    ],
  ],
])('a ValidatingAdmissionPolicyBinding with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', {
        spec: { policyName: 'a', validationActions: ['Deny'], ...fields },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([['no policy', {}, ['spec.policyName: Required value']]])(
  'a MutatingAdmissionPolicyBinding with %s',
  async (_, fields, errors) => {
    expect(await errorsOf(objectOf('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicyBinding', { spec: fields }))).toEqual(errors)
  }
)
