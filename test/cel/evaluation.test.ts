import { describe, expect, test } from 'vitest'
import {
  authorizerValue,
  celTypes,
  deepEqual,
  dynamicValue,
  estimateCost,
  evaluate,
  instantiationError,
  toJson,
} from '../../src/cel/index.ts'
import { evaluationCases } from './evaluation-cases.ts'
import { bindings, compiled, environment, shown } from './subject.ts'

describe('an evaluation', () => {
  test.each(evaluationCases)('of %s yields %s', (expression, outcome, cost) => {
    const result = evaluate(compiled(expression), bindings)
    const got = 'value' in result ? `= ${shown(result.value)}` : `! ${result.error}`
    expect([got.replace(/^= quantity .*/, '= kubernetes.Quantity'), result.cost]).toEqual([outcome, cost])
  })
})

describe('an estimate', () => {
  test.each(evaluationCases)('of %s bounds its cost', (expression, _outcome, _cost, least, most) => {
    const estimate = estimateCost(compiled(expression), ({ path, type }) => {
      if (path.length === 0) return undefined
      if (type.kind === 'string') return { min: 0, max: 100 }
      return type.kind === 'list' || type.kind === 'map' ? { min: 0, max: 50 } : undefined
    })
    const max = estimate.max > 1e15 ? Number.POSITIVE_INFINITY : estimate.max
    expect([estimate.min, max]).toEqual([least, most])
  })
})

test.each<[string, string | undefined]>([
  ['b || uint(-1) == 0u', 'unsigned integer overflow'],
  ["[1].all(i, i == int('1'))", undefined],
  ['int(s) == 1', undefined],
])('%s is made ready to run, or not: %s', (expression, expected) => {
  expect(instantiationError(compiled(expression))).toBe(expected)
})

describe('authorization', () => {
  test('asks with all that the check was built of', () => {
    const questions: unknown[] = []
    const authorizer = authorizerValue(question => {
      questions.push(question)
      return { allowed: question.verb === 'get', reason: 'because' }
    })
    const check = (text: string) => evaluate(compiled(text, environment), new Map([['authorizer', authorizer]]))
    const resource = "authorizer.serviceAccount('prod', 'sa').group('apps').resource('deployments').namespace('prod').name('web')"
    expect(check(`${resource}.check('get').allowed()`)).toMatchObject({ value: true, cost: 350_007 })
    expect(check(`${resource}.check('delete').allowed()`)).toMatchObject({ value: false })
    expect(check("authorizer.path('/healthz').check('get').reason()")).toMatchObject({ value: 'because' })
    expect(questions[0]).toEqual({
      serviceAccount: { namespace: 'prod', name: 'sa' },
      group: 'apps',
      resource: 'deployments',
      namespace: 'prod',
      name: 'web',
      verb: 'get',
    })
  })
})

describe('JSON data', () => {
  test.each([[null], [true], [1], [1.5], ['a'], [[1, ['b']]], [{ a: { b: [null] } }]])('%j comes back as it went', data => {
    expect(deepEqual(toJson(dynamicValue(data)), data)).toBe(true)
  })

  test('knows no keys that it does not own', () => {
    const result = evaluate(
      compiled('has(v.constructor) || has(v.toString)', { ...environment, variables: new Map([['v', celTypes.dyn]]) }),
      new Map([['v', dynamicValue({ a: 1 })]])
    )
    expect(result).toMatchObject({ value: false })
  })
})
