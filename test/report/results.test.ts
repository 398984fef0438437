import { describe, expect, test } from 'vitest'
import type { Declaration } from '../../src/cluster/declaration.ts'
import { defineRule, type Rule } from '../../src/lint/rule.ts'
import { type CheckResult, checkResult } from '../../src/report/results/check.ts'
import { rulesResult } from '../../src/report/results/rules.ts'
import { serverResults } from '../../src/report/results/server.ts'
import { type StateResult, simulateResult } from '../../src/report/results/simulate.ts'
import { rulesText } from '../../src/report/rules-text.ts'
import { declarationOf, documentOf, findingAt, outcomeOf, requestOf, resourceOf, setOf, settings } from './outcomes.ts'
import { shop } from './shop.ts'
import { simulation } from './simulation.ts'
import { strictSchema } from './strict-schema.ts'

const schemas = {
  check: strictSchema('check'),
  simulate: strictSchema('simulate'),
  rules: strictSchema('rules'),
  batch: strictSchema('batch'),
}

function expectValid(format: keyof typeof schemas, result: unknown): void {
  const validate = schemas[format]
  validate(JSON.parse(JSON.stringify(result)))
  expect(validate.errors ?? []).toEqual([])
  expect(hasUndefined(result)).toBe(false)
}

function hasUndefined(value: unknown): boolean {
  if (value === undefined) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUndefined)
}

const web = resourceOf('apps/v1', 'Deployment', 'shop', 'web', documentOf('web.yaml', 'apiVersion: apps/v1\n'))
const node = resourceOf('v1', 'Node', null, null, documentOf('node.yaml', 'apiVersion: v1\n'))
const cause = { reason: 'FieldValueInvalid', field: 'spec.replicas', message: 'Invalid value: -1', path: ['spec', 'replicas'] } as const

describe('the result of check', () => {
  test('has its keys in the order of the contract', () => {
    const result = checkResult({ ...shop, settings: { ...settings, asServer: true } })
    expect(Object.keys(result)).toEqual(
      'format seatrial kubernetes world sets skipped unchecked diagnostics unknowns server internalErrors summary exitCode'.split(' ')
    )
    expect(Object.keys(result.diagnostics[1]!)).toEqual(
      'rule severity claim category stage message help file line column endLine endColumn path resource set document component related fixes fingerprint'.split(
        ' '
      )
    )
  })

  test('holds what a finding has, and nothing for what it has not', () => {
    const document = documentOf('a.yaml', 'a: 1', { index: 3, origin: 'templates/a.yaml' })
    const { diagnostics } = checkResult(outcomeOf([findingAt(document, '1', { cause, path: ['a', 0] })]))
    expect(diagnostics[0]).toEqual({
      rule: 'probe/some-rule',
      severity: 'error',
      claim: 'risks',
      category: 'probe',
      stage: 'advise',
      message: 'Something is wrong.',
      file: 'a.yaml',
      line: 1,
      column: 4,
      endLine: 1,
      endColumn: 5,
      path: ['a', 0],
      set: '.',
      document: 3,
      origin: 'templates/a.yaml',
      cause: { reason: 'FieldValueInvalid', field: 'spec.replicas', message: 'Invalid value: -1' },
      related: [],
      fixes: [],
      fingerprint: '0123456789abcdef',
    })
  })

  test('keeps the words of a component whole and quotes no endless value itself', () => {
    const long = 'x'.repeat(10_000)
    const component = { name: 'kube-apiserver', sentence: `Invalid value: "${long}"` }
    const finding = findingAt(documentOf('a.yaml', 'a: 1'), '1', { message: `The name ${long} is too long.`, component })
    const [diagnostic] = checkResult(outcomeOf([finding])).diagnostics
    expect(diagnostic!.component!.sentence).toBe(component.sentence)
    expect(diagnostic!.message.length).toBeLessThan(200)
  })

  const outcomes: readonly (readonly [string, CheckResult])[] = [
    ['findings', checkResult(shop)],
    ['nothing', checkResult(outcomeOf([]))],
    [
      'what was not checked',
      checkResult(
        outcomeOf([], {
          skipped: [
            { file: 'compose.yaml', reason: 'foreign', detail: 'Docker Compose file' },
            {
              file: 'a.yaml',
              reason: 'unknown-kind',
              document: 1,
              resource: { apiVersion: 'a/v1', kind: 'B', namespace: null, name: null },
            },
          ],
          unchecked: [{ file: 'b.yaml', reason: 'limit', message: 'deeper than 256' }],
          internalErrors: [{ rule: 'probe/some-rule', message: 'x' }],
          exitCode: 3,
        })
      ),
    ],
    [
      'answers of the server',
      checkResult(
        outcomeOf([], {
          settings: { ...settings, asServer: true, stored: true },
          sets: [
            setOf({
              requests: [requestOf(web, { errors: [cause] }), requestOf(node, undefined, { stored: { kind: 'Node' } })],
              declarations: [declarationOf(web), declarationOf(node)],
            }),
          ],
        })
      ),
    ],
  ]

  test.each(outcomes)('of %s agrees with its schema', (_, result) => {
    expectValid('check', result)
    expectValid('batch', { id: 7, result })
  })

  test('the schema refuses what the contract does not know', () => {
    const result = checkResult(outcomeOf([]))
    expect(schemas.check({ ...result, format: 'seatrial/check/2' })).toBe(false)
    expect(schemas.check({ ...result, more: 1 })).toBe(false)
    expect(schemas.check({ ...result, summary: {} })).toBe(false)
    expect(schemas.batch({ id: 7, error: { kind: 'other', message: 'x' } })).toBe(false)
  })
})

describe('the answers of the server', () => {
  function answers(overrides: Parameters<typeof setOf>[0], stored = false) {
    return serverResults([setOf(overrides)], stored ? ({ verdict }) => verdict.stored : undefined)
  }

  test('hold the causes of a refusal, but for a 400, whose message names them', () => {
    const declarations = [declarationOf(web), declarationOf(web), declarationOf(web)]
    const requests = [
      requestOf(web, { errors: [cause] }),
      requestOf(web, { stage: 'decode', code: 400, reason: 'BadRequest', errors: [cause] }),
      requestOf(web, { stage: 'admit', code: 403, reason: 'Forbidden' }),
    ]
    const found = answers({ requests, declarations })
    expect(found.map(answer => [answer.code, answer.reason, answer.causes])).toEqual([
      [422, 'Invalid', [{ reason: 'FieldValueInvalid', field: 'spec.replicas', message: 'Invalid value: -1' }]],
      [400, 'BadRequest', undefined],
      [403, 'Forbidden', undefined],
    ])
    expect(found.every(answer => 'causes' in answer === (answer.causes !== undefined))).toBe(true)
  })

  test('are the first objection, or created or updated with the warnings', () => {
    const updated = { ...requestOf(web, undefined, { warnings: [{ message: 'old', path: [] }] }), operation: 'update' } as const
    const [first, second] = answers({ requests: [requestOf(node), updated], declarations: [declarationOf(node), declarationOf(web)] })
    expect(first).toEqual({
      resource: { apiVersion: 'v1', kind: 'Node', namespace: null, name: null },
      file: 'node.yaml',
      line: 1,
      document: 0,
      operation: 'create',
      code: 201,
      warnings: [],
    })
    expect(second).toMatchObject({ operation: 'update', code: 200, warnings: ['old'] })
  })

  test('hold the stored object only where it is asked for and the request is accepted', () => {
    const set = { requests: [requestOf(web, {}), requestOf(node)], declarations: [declarationOf(web), declarationOf(node)] }
    expect(answers(set).map(answer => 'stored' in answer)).toEqual([false, false])
    expect(answers(set, true).map(answer => 'stored' in answer)).toEqual([false, true])
  })

  test('say 404 for a kind that no API serves, at its place among the others', () => {
    const widget: Declaration = {
      document: documentOf('widget.yaml', 'kind: Widget'),
      root: [],
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      namespace: 'shop',
      name: 'w',
      problem: 'unknown-kind',
    }
    const nothing: Declaration = { document: widget.document, root: [], problem: 'missing-kind' }
    const found = answers({
      requests: [requestOf(web), requestOf(node)],
      declarations: [declarationOf(web), nothing, widget, declarationOf(node)],
    })
    expect(found.map(answer => [answer.resource.kind, answer.code])).toEqual([
      ['Deployment', 201],
      ['Widget', 404],
      ['Node', 201],
    ])
    expect(found[1]!.message).toBe('no matches for kind "Widget" in version "example.com/v1"')
  })
})

describe('the result of simulate', () => {
  test('agrees with its schema, also as an answer of batch', () => {
    expectValid('simulate', simulateResult(simulation))
    expectValid('batch', { id: 'a', result: simulateResult(simulation) })
  })

  test('has all keys of the contract, in order', () => {
    expect(Object.keys(simulateResult(simulation))).toEqual(
      [
        'format kubernetes assumptions apply decisions pods persistentVolumeClaims persistentVolumes events endpoints resourceQuotas',
        'podDisruptionBudgets horizontalPodAutoscalers deployments replicaSets statefulSets daemonSets jobs cronJobs resourceClaims evictions answers',
      ]
        .join(' ')
        .split(' ')
    )
  })

  test('holds for each node what decides, with detail', () => {
    const [, decision] = (simulateResult(simulation) as StateResult).decisions
    expect(decision!.nodes).toEqual([
      {
        node: 'n1',
        plugin: 'NodeResourcesFit',
        code: 'Unschedulable',
        reasons: ['Insufficient cpu'],
        needed: '4',
        free: '3200m',
        at: { file: 'shop/web.yaml', line: 1, column: 1, endLine: 1, endColumn: 20, path: ['spec'] },
      },
    ])
  })
})

const rule: Rule = defineRule({
  id: 'probe/timeout-exceeds-period',
  summary: 'A probe may last longer than its period',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: 'next',
  presets: ['correctness', 'reliability'],
  checks: ['probe-timeout-ge-period'],
  peers: [{ tool: 'kube-score', check: 'pod-probes', same: false, difference: 'It only asks for probes.' }],
  when: { pods: true },
  messages: { exceeds: 'x' },
  help: 'Raise periodSeconds.',
  fixable: 'unsafe',
})

describe('the result of rules', () => {
  const result = rulesResult([rule, { ...rule, id: 'image/latest-tag', presets: ['recommended'] }])

  test('agrees with its schema and is sorted by id', () => {
    expectValid('rules', result)
    expect(result.rules.map(entry => [entry.id, entry.default, entry.page])).toEqual([
      ['image/latest-tag', false, 'rules/image/latest-tag/README.md'],
      ['probe/timeout-exceeds-period', true, 'rules/probe/timeout-exceeds-period/README.md'],
    ])
  })

  test('is a list for people, as wide as the terminal', () => {
    expect(rulesText(result, { width: 72 })).toMatchInlineSnapshot(`
      "image/latest-tag               warning: A probe may last longer than
                                     its period (recommended)
      probe/timeout-exceeds-period   warning: A probe may last longer than
                                     its period
      "
    `)
  })
})
