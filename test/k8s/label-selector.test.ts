import { expect, test } from 'vitest'
import { isEmptyLabelSelector, matchesLabelSelector } from '../../src/k8s/label-selector.ts'
import type { LabelSelector } from '../../src/k8s/types.ts'

const labels = { app: 'web', tier: '' }

test.each<[string, LabelSelector | undefined, boolean]>([
  ['an absent selector selects nothing', undefined, false],
  ['an empty one everything', {}, true],
  ['equal labels', { matchLabels: { app: 'web' } }, true],
  ['other values', { matchLabels: { app: 'db' } }, false],
  ['an empty value is not an absent label', { matchLabels: { tier: '' } }, true],
  ['an absent label is not an empty value', { matchLabels: { zone: '' } }, false],
  ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] }, true],
  ['NotIn of an absent label', { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
  ['Exists', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
  ['DoesNotExist', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  ['an unknown operator selects nothing', { matchExpressions: [{ key: 'app', operator: 'Is', values: ['web'] }] }, false],
  ['labels and expressions together', { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
  ['names of the object prototype', { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, false],
])('%s', (_, selector, expected) => {
  expect(matchesLabelSelector(selector, labels)).toBe(expected)
})

test.each<[LabelSelector | undefined, boolean]>([
  [undefined, false],
  [{}, true],
  [{ matchLabels: {}, matchExpressions: [] }, true],
  [{ matchLabels: { app: 'web' } }, false],
])('%j is empty: %s', (selector, expected) => {
  expect(isEmptyLabelSelector(selector)).toBe(expected)
})
