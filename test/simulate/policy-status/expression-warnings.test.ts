import { describe, expect, test } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { parseOptions } from '../../../src/config/options.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { check } from '../../../src/pipeline.ts'
import { allResourceTypes } from '../../../src/schema/resource-types.ts'
import { kindsToCheck } from '../../../src/simulate/policy-status/kinds-to-check.ts'

const id = 'api/expression-type-mismatch'
const rule = (group: string, version: string, ...resources: readonly string[]) => ({
  apiGroups: [group],
  apiVersions: [version],
  operations: ['CREATE'],
  resources,
})
const deployments = rule('apps', 'v1', 'deployments')

/** What the type checker says of the expressions of one policy: for each its index and the whole warning. */
async function warningsOf(expressions: readonly (string | object)[], spec: object = {}, others: readonly object[] = []) {
  const policy = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'p' },
    spec: {
      matchConstraints: { resourceRules: [deployments] },
      validations: expressions.map(expression => (typeof expression === 'string' ? { expression } : expression)),
      ...spec,
    },
  }
  const inputs = [{ path: 'a.yaml', text: [...others, policy].map(object => `---\n${JSON.stringify(object)}\n`).join('') }]
  const { diagnostics } = await check({ inputs }, parseOptions({ only: [id], preset: ['all'] }, 'check'), rules)
  return diagnostics.map(({ path, component, severity }) => [...(path ?? []).slice(2), severity, component?.sentence])
}

const error = (kind: string, expression: string, column: number, words: string): string =>
  `${kind}: ERROR: <input>:1:${column}: ${words}\n | ${expression}\n | ${'.'.repeat(column - 1)}^`

describe('an expression of a ValidatingAdmissionPolicy', () => {
  test.each<[string, number, string]>([
    ['object.spec.replicas < "5"', 22, `found no matching overload for '_<_' applied to '(int, string)'`],
    ['object.foo == 1', 7, `undefined field 'foo'`],
    ['has(oldObject.spec.foo)', 4, `undefined field 'foo'`],
    ['object.metadata.creationTimestamp == "x"', 35, `found no matching overload for '_==_' applied to '(timestamp, string)'`],
    ['object.spec == 1', 13, `found no matching overload for '_==_' applied to '(Deployment<suffix>.spec, int)'`],
    [
      'object.spec.template.spec.containers[0] == 1',
      41,
      `found no matching overload for '_==_' applied to '(Deployment<suffix>.spec.template.spec.containers.@idx, int)'`,
    ],
    ['object.metadata.labels.foo == 1', 28, `found no matching overload for '_==_' applied to '(string, int)'`],
    [
      'object.metadata.managedFields[0].fieldsV1 == 1',
      43,
      `found no matching overload for '_==_' applied to '(Deployment<suffix>.metadata.managedFields.@idx.fieldsV1, int)'`,
    ],
  ])('%s does not fit', async (expression, column, words) => {
    const sentence = error('apps/v1, Kind=Deployment', expression, column, words)
    expect(await warningsOf([expression])).toEqual([[0, 'expression', 'warning', sentence]])
  })

  test.each([
    'object.spec.strategy.rollingUpdate.maxSurge == 1',
    'object.spec.replicas > 1 && request.name != ""',
    'dyn(object).anything == 1',
    'authorizer.group("").resource("pods").check("get").allowed()',
    'variables.few == object.spec.replicas && variables.all != null',
  ])('%s fits', async expression => {
    const variables = [
      { name: 'few', expression: '5' },
      { name: 'all', expression: 'object.spec' },
    ]
    expect(await warningsOf([expression], { variables })).toEqual([])
  })

  test('is judged for every kind that the policy names', async () => {
    const matchConstraints = { resourceRules: [rule('apps', 'v1', 'deployments', 'statefulsets'), rule('batch', 'v1', 'jobs')] }
    const expression = 'object.spec.replicas > 1'
    const sentence = error('batch/v1, Kind=Job', expression, 12, `undefined field 'replicas'`)
    expect(await warningsOf(['true', expression], { matchConstraints })).toEqual([[1, 'expression', 'warning', sentence]])
  })

  test('and that of its message are two', async () => {
    const found = await warningsOf(
      [{ expression: 'object.a', messageExpression: 'object.b' }].map(e => ({
        ...e,
        expression: 'object.a == 1',
        messageExpression: 'string(object.b)',
      }))
    )
    expect(found.map(([, field]) => field)).toEqual(['expression', 'messageExpression'])
  })

  test('of quantities is one that the checker cannot follow', async () => {
    expect(await warningsOf(['object.spec.template.spec.containers.all(c, has(c.resources.limits))'])).toEqual([
      [0, 'expression', 'info', expect.stringContaining(`undefined field 'limits'`)],
    ])
  })

  test('knows the parameters of its kind', async () => {
    const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' }
    const sentence = error('apps/v1, Kind=Deployment', 'params.x == 1', 7, `undefined field 'x'`)
    expect(await warningsOf(['params.data.x == ""', 'params.x == 1'], { paramKind })).toEqual([[1, 'expression', 'warning', sentence]])
    expect(await warningsOf(['params.x == 1'], { paramKind: { apiVersion: 'example.com/v1', kind: 'Limit' } })).toEqual([])
  })

  test('knows custom kinds by their definitions', async () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } } },
            },
          },
        ],
      },
    }
    const matchConstraints = { resourceRules: [rule('example.com', 'v1', 'widgets')] }
    const wrong = 'object.spec.size == "a"'
    const sentence = error('example.com/v1, Kind=Widget', wrong, 18, `found no matching overload for '_==_' applied to '(int, string)'`)
    const expressions = ['object.spec.size == 1 && object.metadata.labels.a == "b"', wrong]
    expect(await warningsOf(expressions, { matchConstraints }, [definition])).toEqual([[1, 'expression', 'warning', sentence]])
  })
})

describe('the kinds of rules', () => {
  const served = allResourceTypes(newestVersion)
  const titles = (...rules: readonly ReturnType<typeof rule>[]) => kindsToCheck(rules, served).map(({ group, kind }) => `${kind}.${group}`)

  test.each<[string, readonly ReturnType<typeof rule>[], readonly string[]]>([
    ['with a wildcard are none', [rule('*', 'v1', 'pods'), rule('', '*', 'pods'), rule('', 'v1', '*')], []],
    ['leave subresources out', [rule('', 'v1', 'pods', 'pods/exec')], ['Pod.']],
    [
      'are sorted',
      [rule('batch', 'v1', 'jobs'), rule('apps', 'v1', 'statefulsets', 'deployments')],
      ['Deployment.apps', 'StatefulSet.apps', 'Job.batch'],
    ],
    ['of the empty group may be of any', [rule('', 'v1', 'events')], ['Event.', 'Event.events.k8s.io']],
  ])('%s', (_, rules, expected) => {
    expect(titles(...rules)).toEqual(expected)
  })

  test('of one rule are ten at most', () => {
    const many =
      'pods services configmaps secrets nodes endpoints namespaces limitranges serviceaccounts podtemplates resourcequotas'.split(' ')
    expect(titles(rule('', 'v1', ...many))).toHaveLength(10)
  })
})
