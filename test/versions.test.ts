import { describe, expect, test } from 'vitest'
import { checkResult } from '../src/report/results/check.ts'
import { check, found } from './check.ts'

const budget =
  'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {minAvailable: 1, selector: {matchLabels: {app: web}}}\n'
const flow =
  'apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: {name: web}\nspec: {priorityLevelConfiguration: {name: x}}\n'
const pod = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: "web:1"}]\n  ${spec}\n`

describe('several versions in one run', () => {
  test('a finding says in which it holds', async () => {
    const outcome = await check(
      { 'a.yaml': `${budget}---\n${flow}` },
      { kubernetesVersion: '1.36,1.31', only: ['deprecation/removed-api'] }
    )
    expect(outcome.diagnostics.map(({ span, versions }) => [span.file.position(span.start).line, versions])).toEqual([
      [1, ['1.31', '1.36']],
      [6, ['1.36']],
    ])
    expect(outcome.summary.error).toBe(2)
    expect(checkResult(outcome)).toMatchObject({ kubernetes: '1.31,1.36', exitCode: 1 })
  })

  test('one version is named by no finding', async () => {
    const { diagnostics } = await check({ 'a.yaml': budget }, { kubernetesVersion: '1.36', only: ['deprecation/removed-api'] })
    expect(diagnostics.map(({ versions }) => versions)).toEqual([undefined])
  })

  test.each(['1.33,', '1.33,2.0', 'x'])('%j names none', async kubernetesVersion => {
    expect(() => check({}, { kubernetesVersion })).toThrow(/kubernetesVersion must be/)
  })
})

describe('an upgrade', () => {
  const options = { kubernetesVersion: '1.31', upgradeTo: '1.32', only: ['deprecation/breaks-on-upgrade'] }

  test('breaks what only the later version refuses, with the mended manifest as a fix', async () => {
    const { diagnostics } = await check({ 'a.yaml': `${budget}---\n${flow}` }, options)
    expect(diagnostics.map(({ message, severity, claim, fixes }) => [message.slice(0, 60), severity, claim, fixes[0]?.title])).toEqual([
      [
        'In Kubernetes 1.32: FlowSchema in flowcontrol.apiserver.k8s.',
        'error',
        'fails',
        'Write apiVersion: flowcontrol.apiserver.k8s.io/v1',
      ],
    ])
  })

  test('that changes nothing says nothing', async () => {
    expect(found(await check({ 'a.yaml': pod('hostNetwork: true') }, options))).toEqual([])
  })

  test('must not lead back', () => {
    expect(() => check({}, { kubernetesVersion: '1.33', upgradeTo: '1.32' })).toThrow(/upgradeTo must not be before 1.33/)
  })
})

describe('an API is judged by the version', () => {
  test.each([
    ['gone', budget, '1.29', 'deprecation/removed-api', 'error'],
    ['still there', flow, '1.31', undefined, undefined],
    [
      'off by default',
      'apiVersion: resource.k8s.io/v1beta1\nkind: DeviceClass\nmetadata: {name: a}\n',
      '1.36',
      'deprecation/removed-api',
      'warning',
    ],
    ['yet to come', 'apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: a}\n', '1.30', 'schema/unknown-kind', 'error'],
  ])('%s', async (_, text, kubernetesVersion, rule, severity) => {
    const { diagnostics } = await check({ 'a.yaml': text }, { kubernetesVersion })
    expect(diagnostics.filter(each => each.span.start < 20).map(each => [each.rule, each.severity])).toEqual(
      rule === undefined ? [] : [[rule, severity]]
    )
  })
})

describe('a field is judged by the version', () => {
  test.each([
    ['came later', 'hostnameOverride: web.shop', '1.33', 'schema/unknown-field', 'spec.hostnameOverride before Kubernetes 1.34'],
    ['is gone', 'workloadRef: {name: a, podGroup: b}', '1.36', 'schema/unknown-field', 'spec.workloadRef since Kubernetes 1.36'],
    ['is switched off', 'hostnameOverride: web.shop', '1.34', 'deprecation/field-not-in-version', 'the feature gate HostnameOverride'],
  ])('that %s', async (_, spec, kubernetesVersion, rule, words) => {
    const { diagnostics } = await check({ 'a.yaml': pod(spec) }, { kubernetesVersion })
    expect(diagnostics.map(each => each.rule)).toEqual([rule])
    expect(diagnostics[0]?.message).toContain(words)
  })

  test('that is on is kept in silence', async () => {
    expect(found(await check({ 'a.yaml': pod('hostnameOverride: web.shop') }, { kubernetesVersion: '1.36' }))).toEqual([])
  })
})

test('one cause is one finding: a deprecation is no other warning of the server', async () => {
  const annotated = pod('hostNetwork: true').replace(
    '{name: web}',
    '{name: web, annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}}'
  )
  const outcome = await check({ 'a.yaml': annotated }, { only: ['api/server-warning', 'deprecation/deprecated-field'] })
  expect(found(outcome)).toEqual(['a.yaml:3 deprecation/deprecated-field'])
})
