import { expect, test } from 'vitest'
import type { Rule } from '../../src/lint/rule.ts'
import { readRuleTable } from '../../src/lint/rule-table.ts'

const table = [
  'probe',
  'port-unknown\te\tf\tcorrectness,recommended\tpods',
  'shell-missing\tw\tr\t\t{"kinds":["Pod","Job"]}\t{"limit":{"default":3}}',
  'rbac',
  'role-unknown\ti\tr\tstrict\tserver',
].join('\n')

const named = (name: string) => async () => ({ default: { id: name } as unknown as Rule })
const loaders = { probe: () => [named('first'), named('second')], rbac: () => [named('third')] }

test('each line of the table is a rule of the category above it', () => {
  const rules = readRuleTable(table, loaders)
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
  const loaded = await Promise.all(readRuleTable(table, loaders).map(entry => entry.load()))
  expect(loaded.map(({ id }) => id)).toEqual(['first', 'second', 'third'])
})
