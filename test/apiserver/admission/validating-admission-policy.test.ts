import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { everyPod, namespace, validating, validatingBinding } from './admission-policy/policies.ts'
import { core, pod, refusals, verdictOf } from './admitted.ts'

const inShop = (spec: object = {}, metadata: object = {}) => pod(spec, { namespace: 'shop', ...metadata })
const shop = namespace('shop', { tier: 'gold' })
const never = { validations: [{ expression: 'false', message: 'no' }] }
const denied = (why: string, name = 'p') =>
  `pods "${name}" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ${why}`

async function answers(policy: object, binding: object = {}, object: KubernetesObject = inShop(), more: readonly KubernetesObject[] = []) {
  return await refusals(object, [shop, validating(policy), validatingBinding(binding), ...more])
}

describe('a validation', () => {
  test.each<[string, object, string | undefined]>([
    ['that holds', { expression: 'object.metadata.name == "p"' }, undefined],
    ['that does not hold, by its expression', { expression: ' 1 == 2 ' }, 'failed expression: 1 == 2'],
    ['by its message', { expression: 'false', message: ' no ' }, 'no'],
    [
      'by what its message evaluates to',
      { expression: 'false', message: 'no', messageExpression: '"not " + object.metadata.name' },
      'not p',
    ],
    ['by its message where the other one fails', { expression: 'false', message: 'no', messageExpression: 'string(1 / 0)' }, 'no'],
    ['by its message where the other one has two lines', { expression: 'false', message: 'no', messageExpression: '"a\\nb"' }, 'no'],
    ['that fails', { expression: 'object.spec.nope == 1' }, "expression 'object.spec.nope == 1' resulted in error: no such key: nope"],
    ['that looks at what types always have', { expression: 'has(object.spec.containers[0].resources)' }, undefined],
    ['that looks at what the request is', { expression: 'request.operation == "CREATE" && request.namespace == "shop"' }, undefined],
    ['that looks at the namespace', { expression: 'namespaceObject.metadata.labels.tier == "gold"' }, undefined],
    ['that looks at what was there', { expression: 'oldObject == null' }, undefined],
    [
      'that asks for access, which an administrator has',
      { expression: 'authorizer.group("").resource("pods").check("get").allowed()' },
      undefined,
    ],
    [
      'that asks what a service account may do',
      {
        expression: 'authorizer.serviceAccount("shop", "a").group("").resource("pods").namespace("shop").check("get").allowed()',
        message: 'no',
      },
      'no',
    ],
  ])('%s', async (_, validation, why) => {
    expect(await answers({ validations: [validation] })).toEqual(why === undefined ? [] : [denied(why)])
  })

  test.each<[string, number, string]>([
    ['Forbidden', 403, 'Forbidden'],
    ['Invalid', 422, 'Invalid'],
    ['RequestEntityTooLarge', 413, 'RequestEntityTooLarge'],
  ])('of reason %s refuses with code %i', async (reason, code, expected) => {
    const policy = validating({ validations: [{ expression: 'false', reason }] })
    const { objections } = await verdictOf(inShop(), [shop, policy, validatingBinding()])
    expect(objections.map(objection => [objection.stage, objection.code, objection.reason])).toEqual([['admit', code, expected]])
  })

  test('points to the field that it names first, as far as the object has it, and to the policy and its binding', async () => {
    const policy = validating({
      variables: [{ name: 'labels', expression: 'object.metadata.labels.team' }],
      validations: [{ expression: 'has(variables.labels)' }],
    })
    const { objections } = await verdictOf(inShop({}, { labels: { app: 'a' } }), [shop, policy, validatingBinding()])
    expect(objections[0]?.at).toEqual(['metadata', 'labels'])
    expect(objections[0]?.decidedBy?.map(({ kind, path }) => [kind, path.join('.')])).toEqual([
      ['ValidatingAdmissionPolicy', 'spec.validations.0.expression'],
      ['ValidatingAdmissionPolicyBinding', 'spec.policyName'],
    ])
  })
})

describe('a policy', () => {
  test('without a binding is not in force', async () => {
    expect(await refusals(inShop(), [shop, validating(never)])).toEqual([])
  })

  test('that does not compile is not there', async () => {
    expect(await answers({ validations: [{ expression: 'object.' }] })).toEqual([])
  })

  test('without rules is not there', async () => {
    expect(await answers({ ...never, matchConstraints: {} })).toEqual([])
  })

  test('does not look at policies', async () => {
    const all = { resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }] }
    const other = validatingBinding({}, 'q', 'c')
    const { objections } = await verdictOf(other, [validating({ ...never, matchConstraints: all }), validatingBinding()])
    expect(objections).toEqual([])
  })

  test('is judged with its variables, of which it evaluates those that it uses', async () => {
    const policy = {
      variables: [
        { name: 'broken', expression: 'object.spec.nope' },
        { name: 'names', expression: 'object.spec.containers.map(c, c.name)' },
        { name: 'count', expression: 'size(variables.names)' },
      ],
    }
    expect(await answers({ ...policy, validations: [{ expression: 'variables.count == 1' }] })).toEqual([])
    expect(await answers({ ...policy, validations: [{ expression: 'variables.broken == ""' }] })).toEqual([
      denied(`expression 'variables.broken == ""' resulted in error: composited variable "broken" fails to evaluate: no such key: nope`),
    ])
  })

  test('takes a long chain of variables', async () => {
    const links = Array.from({ length: 800 }, (_, index) => ({
      name: `v${index}`,
      expression: index === 0 ? '1' : `variables.v${index - 1}`,
    }))
    expect(await answers({ variables: links, validations: [{ expression: 'variables.v799 == 1' }] })).toEqual([])
  })

  test('costs no more than its budget', async () => {
    const all = 'object.data.all(a, object.data.all(b, object.data.all(c, a + b + c != "")))'
    const data = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`k${index}`, 'v']))
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data }
    expect((await answers({ validations: [{ expression: all }] }, {}, object))[0]).toMatch(
      /resulted in error: operation cancelled: actual cost limit exceeded$/
    )
  })

  test.each<[string, object, readonly string[]]>([
    ['that fails is ignored where it says so', { failurePolicy: 'Ignore', validations: [{ expression: 'object.spec.nope == 1' }] }, []],
    ['that does not hold is not', { failurePolicy: 'Ignore', ...never }, [denied('no')]],
    ['whose condition is false is not asked', { ...never, matchConditions: [{ name: 'c', expression: 'false' }] }, []],
    [
      'whose condition fails refuses',
      { ...never, matchConditions: [{ name: 'c', expression: 'object.spec.nope == 1' }] },
      [denied("expression 'object.spec.nope == 1' resulted in error: no such key: nope")],
    ],
    [
      'whose condition fails is not asked where failures are ignored',
      { ...never, failurePolicy: 'Ignore', matchConditions: [{ name: 'c', expression: 'object.spec.nope == 1' }] },
      [],
    ],
    [
      'whose annotation fails refuses',
      { auditAnnotations: [{ key: 'k', valueExpression: '"a" + object.spec.nope' }] },
      [denied(`expression '"a" + object.spec.nope' resulted in error: no such key: nope`)],
    ],
  ])('%s', async (_, policy, expected) => {
    expect(await answers(policy)).toEqual(expected)
  })
})

describe('a match', () => {
  const rule = everyPod.resourceRules[0]
  test.each<[string, object, boolean]>([
    ['by a rule', {}, true],
    ['by no operation', { resourceRules: [{ ...rule, operations: ['UPDATE'] }] }, false],
    ['by no subresource', { resourceRules: [{ ...rule, resources: ['pods/status'] }] }, false],
    ['by any resource and subresource', { resourceRules: [{ ...rule, resources: ['*/*'] }] }, true],
    ['by name', { resourceRules: [{ ...rule, resourceNames: ['p'] }] }, true],
    ['by another name', { resourceRules: [{ ...rule, resourceNames: ['q'] }] }, false],
    ['by scope', { resourceRules: [{ ...rule, scope: 'Cluster' }] }, false],
    ['but for what is excluded', { excludeResourceRules: [{ ...rule, resourceNames: ['p'] }] }, false],
    ['by the labels of the namespace', { namespaceSelector: { matchLabels: { tier: 'gold' } } }, true],
    ['by none of them', { namespaceSelector: { matchLabels: { tier: 'iron' } } }, false],
    ['by labels', { objectSelector: { matchLabels: { app: 'a' } } }, true],
    ['by none', { objectSelector: { matchLabels: { app: 'b' } } }, false],
  ])('%s', async (_, constraints, matches) => {
    const object = inShop({}, { labels: { app: 'a' } })
    const expected = matches ? [denied('no')] : []
    expect(await answers({ ...never, matchConstraints: { ...everyPod, ...constraints } }, {}, object)).toEqual(expected)
    expect(await answers(never, { matchResources: { ...everyPod, ...constraints } }, object)).toEqual(expected)
  })

  test.each([
    ['Equivalent', 1],
    ['Exact', 0],
  ] as const)('of another version of the kind, where the policy is %s', async (matchPolicy, count) => {
    const rules = [{ apiGroups: ['autoscaling'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['horizontalpodautoscalers'] }]
    const scaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'h', namespace: 'shop' },
      spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' } },
    }
    const policy = {
      matchConstraints: { matchPolicy, resourceRules: rules },
      validations: [{ expression: 'request.kind.version != "v1"' }],
    }
    expect(await answers(policy, {}, scaler)).toHaveLength(count)
  })

  test('of a namespace is by its own labels', async () => {
    const constraints = {
      namespaceSelector: { matchLabels: { tier: 'iron' } },
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['namespaces'] }],
    }
    const policy = {
      matchConstraints: constraints,
      validations: [{ expression: 'request.namespace == "" && namespaceObject != null', message: 'no' }],
    }
    expect(await answers(policy, {}, namespace('mine', { tier: 'iron' }))).toHaveLength(1)
    expect(await answers(policy, {}, namespace('mine', { tier: 'gold' }))).toEqual([])
  })

  test('by the labels of a namespace of which nothing is known is none', async () => {
    const policy = validating({
      ...never,
      matchConstraints: { ...everyPod, namespaceSelector: { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] } },
    })
    expect(await refusals(pod({}, { namespace: 'elsewhere' }), [policy, validatingBinding()], 'open')).toEqual([])
  })
})

describe('parameters', () => {
  const limits = core('ConfigMap', 'limits', { metadata: { name: 'limits', namespace: 'shop', labels: { of: 'p' } }, data: { max: '0' } })
  const policy = {
    paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    validations: [
      { expression: 'size(object.spec.containers) <= int(params.data.max)', messageExpression: '"by " + params.metadata.name' },
    ],
  }
  const misses = 'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction'
  test.each<[string, object, readonly string[]]>([
    ['are found by name', { name: 'limits' }, ['by limits']],
    ['are found by their labels', { selector: { matchLabels: { of: 'p' } } }, ['by limits']],
    ['are found in a namespace that is named', { name: 'limits', namespace: 'shop' }, ['by limits']],
    ['that are missing refuse', { name: 'other', parameterNotFoundAction: 'Deny' }, [misses]],
    ['that are missing refuse nothing where that is allowed', { name: 'other', parameterNotFoundAction: 'Allow' }, []],
  ])('%s', async (_, paramRef, expected) => {
    expect(await answers(policy, { paramRef }, inShop(), [limits])).toEqual(expected.map(why => denied(why)))
  })

  test('that are missing may exist in an open world', async () => {
    const binding = validatingBinding({ paramRef: { name: 'other', parameterNotFoundAction: 'Deny' } })
    expect(await refusals(inShop(), [shop, validating(policy), binding], 'open')).toEqual([])
  })

  test('of a kind that nobody serves refuse', async () => {
    expect(await answers({ ...never, paramKind: { apiVersion: 'example.com/v1', kind: 'Nope' } })).toEqual([
      `pods "p" is forbidden: ValidatingAdmissionPolicy 'p' denied request: failed to configure policy: failed to find resource referenced by paramKind: 'example.com/v1, Kind=Nope'`,
    ])
  })
})

test.each<[string, object, string, string]>([
  [
    'v2',
    { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }] },
    'v1',
    'targetCPUUtilizationPercentage == 50',
  ],
  ['v1', { targetCPUUtilizationPercentage: 50 }, 'v2', 'metrics[0].resource.target.averageUtilization == 50'],
])('an autoscaler of %s is judged as the version that a policy is about', async (from, fields, to, expression) => {
  const resourceRules = [{ apiGroups: ['autoscaling'], apiVersions: [to], operations: ['CREATE'], resources: ['horizontalpodautoscalers'] }]
  const scaler = {
    apiVersion: `autoscaling/${from}`,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'h', namespace: 'shop' },
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' }, ...fields },
  }
  const policy = (holds: boolean) => ({
    matchConstraints: { matchPolicy: 'Equivalent', resourceRules },
    validations: [{ expression: `(object.spec.${expression}) == ${holds}` }],
  })
  expect(await answers(policy(true), {}, scaler)).toEqual([])
  expect(await answers(policy(false), {}, scaler)).toHaveLength(1)
})

describe('what a binding does with a policy that does not hold', () => {
  const warning = "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': no"
  test.each<[readonly string[], number, readonly string[]]>([
    [['Deny'], 1, []],
    [['Warn'], 0, [warning]],
    [['Audit'], 0, []],
    [['Warn', 'Audit'], 0, [warning]],
  ])('%s', async (validationActions, refused, warnings) => {
    const verdict = await verdictOf(inShop(), [shop, validating(never), validatingBinding({ validationActions })])
    expect([verdict.objections.length, verdict.warnings.map(({ message }) => message)]).toEqual([refused, warnings])
  })

  test('is to warn also where another one refuses', async () => {
    const warns = [validating(never), validatingBinding({ validationActions: ['Warn'] })]
    const verdict = await verdictOf(inShop(), [shop, ...warns, validating(never, 'q'), validatingBinding({}, 'q', 'c')])
    expect([verdict.objections.length, verdict.warnings.length]).toEqual([1, 1])
  })
})

test('a policy sees what was there before an update', async () => {
  const policy = validating({ validations: [{ expression: 'oldObject.metadata.labels.a == "1"', message: 'no' }] })
  const present = [shop, policy, validatingBinding()]
  const old = inShop({}, { labels: { a: '2' } })
  const { objections } = await verdictOf(inShop({}, { labels: { a: '3' } }), present, undefined, 'closed', old)
  expect(objections.filter(({ plugin }) => plugin === 'ValidatingAdmissionPolicy').map(({ message }) => message)).toEqual([denied('no')])
})
