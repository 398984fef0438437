import { describe, expect, expectTypeOf, test } from 'vitest'
import { defineRule, type Rule } from '../../src/lint/rule.ts'
import { brokenOption, optionValues } from '../../src/lint/rule-options.ts'
import { runRules } from '../../src/lint/run-rules.ts'
import { optionMistakes } from '../../src/lint/select-rules.ts'
import { resourcesOf, ruleOf, runOf } from './set-of.ts'

const seen: unknown[] = []
const rule: Rule = defineRule({
  id: 'workload/some-state',
  summary: 'Something',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: 'next',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { pods: true },
  messages: { found: 'Found.' },
  help: '',
  options: {
    most: { type: 'integer', description: 'How many.', default: 3, minimum: 1, maximum: 9 },
    mode: { type: 'string', description: 'How.', default: 'loose', enum: ['loose', 'strict'] },
    names: { type: 'array', description: 'Who.', items: { type: 'string' }, default: [] },
    quick: { type: 'boolean', description: 'Whether.', default: false },
  },
  cluster({ options }) {
    expectTypeOf(options.most).toEqualTypeOf<number>()
    expectTypeOf(options.mode).toEqualTypeOf<'loose' | 'strict'>()
    expectTypeOf(options.names).toEqualTypeOf<readonly string[]>()
    expectTypeOf(options.quick).toEqualTypeOf<boolean>()
    seen.push(options)
  },
})
const entry = { ...rule, load: () => Promise.resolve(rule) }

describe('options of a rule', () => {
  test('have their defaults where the settings are silent', () => {
    const resources = resourcesOf('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n')
    runRules(runOf(resources, [rule]))
    runRules(runOf(resources, [rule], { options: new Map([['workload/some-state', { most: 5, mode: 'strict' }]]) }))
    expect(seen).toEqual([
      { most: 3, mode: 'loose', names: [], quick: false },
      { most: 5, mode: 'strict', names: [], quick: false },
    ])
  })

  test('of a rule without any are none', () => {
    expect(optionValues({}, { constructor: 'x' })).toEqual({})
    expect(ruleOf({}).options).toBeUndefined()
  })

  test.each([
    [{ most: 9 }, []],
    [{ most: 10 }, ['option most of rule workload/some-state must be a whole number from 1 to 9']],
    [{ most: 1.5 }, ['option most of rule workload/some-state must be a whole number from 1 to 9']],
    [{ mode: 'lose' }, ['option mode of rule workload/some-state must be loose or strict']],
    [{ names: 'a' }, ['option names of rule workload/some-state must be a list of texts']],
    [{ quick: 'yes' }, ['option quick of rule workload/some-state must be true or false']],
    [{ mots: 3 }, ['rule workload/some-state has no option "mots"; did you mean "most"?']],
    [{ constructor: 3 }, ['rule workload/some-state has no option "constructor"']],
  ])('%j: %j', (given, expected) => {
    expect(optionMistakes([entry], new Map([['workload/some-state', given]]))).toEqual(expected)
  })

  test.each([
    [{ type: 'number', description: '', default: 1 }, 'x', 'a number'],
    [{ type: 'number', description: '', default: 1, minimum: 0 }, -1, 'a number from 0 on'],
    [{ type: 'number', description: '', default: 1, maximum: 2 }, 3, 'a number up to 2'],
    [{ type: 'string', description: '', default: '' }, 1, 'a text'],
    [{ type: 'array', description: '', items: { type: 'string', enum: ['a', 'b'] }, default: [] }, ['c'], 'a list of a, b'],
  ] as const)('%j takes no %j', (schema, value, wanted) => {
    expect(brokenOption(schema, value)).toBe(wanted)
  })
})
