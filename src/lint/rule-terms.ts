import { presetNames } from './presets.ts'
import type { Rule } from './rule.ts'

/** The first part of every rule id, in the order of the data. */
export const categories = [
  'syntax',
  'schema',
  'api',
  'reference',
  'selector',
  'workload',
  'scheduling',
  'storage',
  'quota',
  'network',
  'service',
  'probe',
  'rollout',
  'autoscaling',
  'disruption',
  'resource',
  'security',
  'rbac',
  'image',
  'convention',
  'deprecation',
  'meta',
] as const

const visitors = ['document', 'object', 'pod', 'container', 'cluster'] as const

/** What keeps a rule from being registered, one sentence each; empty for a rule that keeps the terms. */
export function brokenTerms(rule: Rule): readonly string[] {
  const terms: readonly (readonly [boolean, string])[] = [
    [/^[a-z]+\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.id), 'its id is no <category>/<condition> in lower case'],
    [categories.some(category => rule.id.startsWith(`${category}/`)), 'its category is none of the list'],
    [/^[^\n]*[^\n.]$/.test(rule.summary), 'its summary is not one line without a full stop'],
    [Object.keys(rule.messages).length > 0, 'it has no message'],
    [rule.presets.length > 0 && rule.presets.every(preset => presetNames.includes(preset)), 'it is in no preset, or in one that is none'],
    [Object.keys(rule.when).length > 0, 'nothing triggers it'],
    [visitors.filter(visitor => rule[visitor] !== undefined).length === 1, 'it has not exactly one visitor'],
    [rule.claim !== 'fails' || rule.help !== '', 'it says that something fails and not what to write instead'],
    [rule.claim !== 'fails' || (rule.component?.sentence ?? '') !== '', 'it says that something fails without the words of the component'],
    [rule.claim !== 'fails' || rule.presets.includes('correctness'), 'it says that something fails and is not in correctness'],
    [rule.claim === 'fails' || rule.severity !== 'error', 'it gives advice with the severity of a failure'],
  ]
  return terms.filter(([kept]) => !kept).map(([, broken]) => `${rule.id}: ${broken}`)
}
