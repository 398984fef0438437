import { expect, test } from 'vitest'
import { fieldError } from '../../../src/apiserver/validation/field-errors.ts'
import type { Rule } from '../../../src/apiserver/validation/row.ts'
import { validate } from '../../../src/apiserver/validation/validate.ts'

const positive: Rule = {
  at: 'size',
  reason: 'FieldValueInvalid',
  check: field => (Number(field.value) > 0 ? [] : ['must be positive']),
}
const named: Rule = { at: 'name', reason: 'FieldValueRequired', check: field => (field.text === '' ? [''] : []) }

function errors(object: object, rules: readonly Rule[], minor = 36): string[] {
  return validate(object, rules, { version: { minor }, isPod: false }).map(({ field, message }) => `${field}: ${message}`)
}

test('rules of a part are made for each item, item by item', () => {
  expect(errors({ parts: [{ size: 0 }, { name: 'b', size: -1 }] }, [{ at: 'parts', each: 'item', rules: [named, positive] }])).toEqual([
    'parts[0].name: Required value',
    'parts[0].size: Invalid value: 0: must be positive',
    'parts[1].size: Invalid value: -1: must be positive',
  ])
})

test('rules of a map are made for each value, rules of a struct only where it is there', () => {
  const entries: Rule = { at: 'map', each: 'entry', rules: [{ ...positive, at: '' } as Rule] }
  expect(errors({ map: { a: 0, b: 1 } }, [entries])).toEqual(['map[a]: Invalid value: 0: must be positive'])
  expect(errors({}, [{ at: 'part', rules: [named] }])).toEqual([])
  expect(errors({ part: {} }, [{ at: 'part', rules: [named] }])).toEqual(['part.name: Required value'])
})

test('a check is not made of an absent field, unless it is for presence', () => {
  expect(errors({}, [positive, named])).toEqual(['name: Required value'])
})

test('a condition decides about a row and about a part', () => {
  const never = () => false
  expect(errors({ size: 0, part: {} }, [{ ...positive, when: never } as Rule, { at: 'part', when: never, rules: [named] }])).toEqual([])
})

test('a row may print another path and another value', () => {
  const quirk = { ...positive, printedAs: '.Size', shows: () => 'none' } as Rule
  expect(errors({ part: { size: 0 } }, [{ at: 'part', rules: [quirk] }])).toEqual(['part.Size: Invalid value: "none": must be positive'])
})

test('rules hold from and until a version, and under their gate', () => {
  const minors = (rule: Rule) => [28, 33, 34, 36].filter(minor => errors({ size: 0 }, [rule], minor).length > 0)
  expect(minors({ ...positive, since: 34 } as Rule)).toEqual([34, 36])
  expect(minors({ ...positive, until: 33 } as Rule)).toEqual([28, 33])
  expect(minors({ ...positive, gate: 'PodLevelResources' } as Rule)).toEqual([34, 36])
  expect(minors({ ...positive, gate: 'NoSuchGate' } as Rule)).toEqual([])
})

test('a predicate makes its own errors', () => {
  const predicate: Rule = { errors: subject => [fieldError('FieldValueForbidden', subject.child('a'), 'together with b')] }
  expect(errors({ a: 1, b: 2 }, [predicate])).toEqual(['a: Forbidden: together with b'])
})
