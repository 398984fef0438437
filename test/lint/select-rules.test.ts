import { describe, expect, test } from 'vitest'
import type { RuleEntry } from '../../src/lint/rule.ts'
import { type RuleSettings, selectRules } from '../../src/lint/select-rules.ts'
import { ruleOf } from './set-of.ts'

function entry(id: string, presets: readonly string[], severity: RuleEntry['severity'] = 'error'): RuleEntry {
  return { id, severity, claim: 'risks', presets, when: { pods: true }, load: async () => ruleOf({}) }
}

const entries = [
  entry('probe/correct', ['correctness']),
  entry('probe/recommended', ['recommended'], 'warning'),
  entry('security/baseline', ['pss-baseline']),
  entry('security/restricted', ['pss-restricted']),
  entry('workload/unused', ['strict'], 'info'),
]

function select(settings: Partial<RuleSettings>) {
  return selectRules(entries, { presets: ['correctness'], rules: new Map(), only: [], ...settings })
}

const idsOf = (settings: Partial<RuleSettings>): string[] => select(settings).entries.map(({ id }) => id)

describe('selectRules', () => {
  test.each<[string, Partial<RuleSettings>, string[]]>([
    ['correctness alone', {}, ['probe/correct']],
    ['recommended with correctness', { presets: ['recommended'] }, ['probe/correct', 'probe/recommended']],
    ['strict with both', { presets: ['strict'] }, ['probe/correct', 'probe/recommended', 'workload/unused']],
    ['restricted with baseline, without correctness', { presets: ['pss-restricted'] }, ['security/baseline', 'security/restricted']],
    ['several presets together', { presets: ['correctness', 'pss-baseline'] }, ['probe/correct', 'security/baseline']],
    ['everything', { presets: ['all'] }, entries.map(({ id }) => id)],
    ['a rule that is turned on by name', { rules: new Map([['workload/unused', 'info']]) }, ['probe/correct', 'workload/unused']],
    ['all but a rule that is turned off', { presets: ['recommended'], rules: new Map([['probe/correct', 'off']]) }, ['probe/recommended']],
    ['only what is asked for', { presets: ['all'], only: ['security/baseline'] }, ['security/baseline']],
    ['what is asked for although it is off', { rules: new Map([['probe/correct', 'off']]), only: ['probe/correct'] }, ['probe/correct']],
    ['nothing for a preset that is none', { presets: ['toString'] }, []],
  ])('takes %s', (_, settings, ids) => {
    expect(idsOf(settings)).toEqual(ids)
  })

  test('takes of each list what the same settings leave of it', () => {
    const settings = { presets: ['recommended'], rules: new Map(), only: [] }
    const others = entries.slice(1)
    const counts = [entries, others, entries].map(list => selectRules(list, settings).entries.length)
    expect(counts).toEqual([2, 1, 2])
  })

  test('a severity of the settings goes over that of the rule', () => {
    const { severities, named } = select({ presets: ['recommended'], rules: new Map([['probe/correct', 'info']]) })
    expect([...severities]).toEqual([
      ['probe/correct', 'info'],
      ['probe/recommended', 'warning'],
    ])
    expect([...named]).toEqual(['probe/correct'])
  })

  test('names that nothing has come back, with what was probably meant', () => {
    const { unknown } = select({ presets: ['corectness'], rules: new Map([['probe/corect', 'off']]), only: ['quite/different'] })
    expect(unknown).toEqual([
      { what: 'rule', name: 'probe/corect', suggestion: 'probe/correct' },
      { what: 'rule', name: 'quite/different' },
      { what: 'preset', name: 'corectness', suggestion: 'correctness' },
    ])
  })
})
