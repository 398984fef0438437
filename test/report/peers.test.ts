import { describe, expect, test } from 'vitest'
import { rules as registry } from '../../rules/index.ts'
import { rulesResult } from '../../src/report/results/rules.ts'
import { masterChecks } from '../master-checks.ts'
import { peerChecks } from './peer-checks.ts'

const { rules, unmatched } = rulesResult(await Promise.all(registry.map(entry => entry.load())))
const key = (tool: string, check: string): string => `${tool} ${check}`
const answered = new Set(rules.flatMap(({ peers }) => peers.map(({ tool, check }) => key(tool, check))))
const reasons = new Map(unmatched.map(({ tool, check, reason }) => [key(tool, check), reason]))

/** Rows of the master list that are no rule, and why. */
const notRules: ReadonlyMap<string, string> = new Map([
  ['control-plane-flags', 'flags of components are out of scope: application manifests hold none'],
  ['list-kind', 'the reader takes the items of any List one by one, and every rule sees them'],
])

describe.each(Object.entries(peerChecks))('of the checks of %s', (tool, checks) => {
  test('each has a rule or a reason', () => {
    expect(checks.filter(check => !answered.has(key(tool, check)) && !reasons.has(key(tool, check)))).toEqual([])
  })

  test('none has both', () => {
    expect(checks.filter(check => answered.has(key(tool, check)) && reasons.has(key(tool, check)))).toEqual([])
  })

  test('each reason is one clause for an id of the list', () => {
    const given = unmatched.filter(one => one.tool === tool)
    expect(given.filter(({ check }) => !checks.includes(check))).toEqual([])
    expect(given.filter(({ reason }) => !/^[a-z].{12,}[^.]$/.test(reason))).toEqual([])
  })
})

test('a check that differs says how', () => {
  const vague = rules.flatMap(({ id, peers }) => peers.filter(({ same, difference }) => same !== (difference === undefined)).map(() => id))
  expect(vague).toEqual([])
})

/** Rows that no rule answers; none may be added. */
const unanswered = ['yaml-1.1-scalar']

test('every row of the master list has a rule or a reason', () => {
  const covered = new Set(rules.flatMap(({ checks }) => checks))
  expect([...masterChecks].filter(check => !covered.has(check) && !notRules.has(check) && !unanswered.includes(check))).toEqual([])
  expect([...notRules.keys()].filter(check => covered.has(check) || !masterChecks.has(check))).toEqual([])
})
