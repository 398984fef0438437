import { expect, test } from 'vitest'
import type { Rule } from '../../src/lint/rule.ts'
import { readRuleTable } from '../../src/lint/rule-table.ts'

const table = ['probe', 'port-unknown\tefb0', 'shell-missing\twra10\t{"limit":{"default":3}}', 'rbac', 'role-unknown\tirc1'].join('\n')

const presets = ['', 'correctness,recommended', 'strict'].join('\n')
const unused = Array.from({ length: 8 }, () => ({ objects: true }))
const triggers = JSON.stringify([{ pods: true }, { server: true }, ...unused, { kinds: ['Pod', 'Job'] }])

const named = (name: string) => async () => ({ default: { id: name } as unknown as Rule })
const loaders = { probe: () => [named('first'), named('second')], rbac: () => [named('third')] }

test('each line of the table is a rule of the category above it', () => {
  const rules = readRuleTable({ table, presets, triggers, loaders })
  expect(rules.map(({ id, severity, claim, presets, when, options }) => ({ id, severity, claim, presets, when, options }))).toEqual([
    {
      id: 'probe/port-unknown',
      severity: 'error',
      claim: 'fails',
      presets: ['correctness', 'recommended'],
      when: { pods: true },
      options: {},
    },
    {
      id: 'probe/shell-missing',
      severity: 'warning',
      claim: 'risks',
      presets: [],
      when: { kinds: ['Pod', 'Job'] },
      options: { limit: { default: 3 } },
    },
    { id: 'rbac/role-unknown', severity: 'info', claim: 'risks', presets: ['strict'], when: { server: true }, options: {} },
  ])
})

test('a rule is loaded by its place among those of its category', async () => {
  const loaded = await Promise.all(readRuleTable({ table, presets, triggers, loaders }).map(entry => entry.load()))
  expect(loaded.map(({ id }) => id)).toEqual(['first', 'second', 'third'])
})
