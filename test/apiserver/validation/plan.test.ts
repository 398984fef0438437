import { expect, test } from 'vitest'
import { Field } from '../../../src/apiserver/validation/field.ts'
import { fieldError } from '../../../src/apiserver/validation/field-errors.ts'
import type { Rule } from '../../../src/apiserver/validation/row.ts'
import { errorsOf, isSound } from '../../../src/apiserver/validation/validate.ts'
import { checkText } from '../../../src/apiserver/validation/value-check.ts'
import { newestVersion } from '../../../src/k8s/version.ts'

const context = { version: newestVersion, isPod: false }
const short = checkText(text => (text.length > 3 ? ['is too long'] : []))
const filled = checkText(text => (text === '' ? [''] : []))
const invalid = (field: Field) => [fieldError('FieldValueInvalid', field, 'is odd')]

const rules = (): readonly Rule[] => [
  { at: 'name', reason: 'FieldValueRequired', check: filled },
  { at: 'spec.text', reason: 'FieldValueInvalid', check: short },
  { at: 'spec.mode', reason: 'FieldValueInvalid', zero: 'none at all', check: short },
  { at: '', reason: 'FieldValueInvalid', check: field => (field.child('both').absent ? [] : ['has both']) },
  { at: 'items', each: 'item', rules: [{ at: 'name', reason: 'FieldValueRequired', check: filled }] },
  { at: 'later', rules: () => [{ errors: invalid }] },
  { of: 'odd', errors: subject => invalid(subject.child('odd')), isSound: value => value === 2 },
  { of: ['left', 'right'], errors: invalid },
  { at: 'never', until: 1, rules: [{ errors: invalid }] },
]

test.each([
  [{}, ['name', 'spec.mode']],
  [{ name: 'a', spec: { text: 'abc', mode: 'x' }, odd: 2, items: [] }, []],
  [{ name: 'a', spec: { text: 'abcd', mode: 'x' } }, ['spec.text']],
  [{ name: 'a', spec: { mode: null }, items: [{}, { name: 'b' }, null] }, ['spec.mode', 'items[0].name', 'items[2].name']],
  [{ name: 'a', spec: { mode: 'x' }, odd: 3, later: {}, never: {} }, ['later', 'odd']],
  [{ name: 'a', spec: { mode: 'x' }, right: 1, both: true }, ['', '']],
])('a list of rules says the same of an object the first time and after many: %j', (object, expected) => {
  const own = rules()
  const sound = new Set<boolean>()
  for (let use = 0; use < 12; use++) {
    expect(errorsOf(Field.root(object), own, context).map(({ field }) => field)).toEqual(expected)
    sound.add(isSound(object, own, context))
  }
  expect(sound.size).toBe(1)
})

test('a list of checks of values alone tells at each use whether it finds something', () => {
  const own: readonly Rule[] = [{ at: 'items', each: 'item', rules: [{ at: 'name', reason: 'FieldValueInvalid', check: short }] }]
  for (let use = 0; use < 12; use++) {
    expect(isSound({ items: [{ name: 'a' }, {}] }, own, context)).toBe(true)
    expect(isSound({ items: [{ name: 'a' }, { name: 'abcd' }] }, own, context)).toBe(false)
  }
})
