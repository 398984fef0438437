import { describe, expect, test } from 'vitest'
import { Field } from '../../../src/apiserver/validation/field.ts'
import { fieldError } from '../../../src/apiserver/validation/field-errors.ts'

const root = Field.root({ spec: { list: [{ a: 1 }], map: { 'x/y': 2 }, none: null } })

test.each([
  ['a member', root.at('spec.list'), 'spec.list', ['spec', 'list']],
  ['an item', root.at('spec.list').item(0).child('a'), 'spec.list[0].a', ['spec', 'list', 0, 'a']],
  ['a value of a map', root.at('spec.map').entry('x/y'), 'spec.map[x/y]', ['spec', 'map', 'x/y']],
  ['a missing field', root.at('spec.nothing.here'), 'spec.nothing.here', ['spec', 'nothing', 'here']],
  ['a field with another name', root.child('spec').child('hostPID', 'HostPID'), 'spec.HostPID', ['spec', 'hostPID']],
  ['a field printed elsewhere', root.at('spec.list').item(0).printedAs('spec.other'), 'spec.other', ['spec', 'list', 0]],
  ['what is below it', root.at('spec.list').item(0).printedAs('spec.other').child('a'), 'spec.other.a', ['spec', 'list', 0, 'a']],
  ['the object itself', root, '', []],
])('%s knows its path and its printed name', (_, field, name, path) => {
  expect([field.name, field.path]).toEqual([name, path])
})

test('items and entries are empty where there are none', () => {
  expect(root.at('spec.map').items).toEqual([])
  expect(root.at('spec.list').entries).toEqual([])
  expect(root.at('spec.none').absent).toBe(true)
})

test('members of the prototype are no fields', () => {
  expect(Field.root({}).child('constructor').value).toBeUndefined()
})

describe('messages', () => {
  const field = root.child('spec')
  test.each([
    ['FieldValueRequired', 'x', '', 'Required value'],
    ['FieldValueForbidden', 'x', 'not here', 'Forbidden: not here'],
    ['FieldValueTooLong', 'x', 'may not be more than 3 bytes', 'Too long: may not be more than 3 bytes'],
    ['FieldValueInvalid', 'a "b"\n', 'bad', 'Invalid value: "a \\"b\\"\\n": bad'],
    ['FieldValueInvalid', -1, 'bad', 'Invalid value: -1: bad'],
    ['FieldValueInvalid', true, '', 'Invalid value: true'],
    ['FieldValueInvalid', null, 'bad', 'Invalid value: null: bad'],
    ['FieldValueDuplicate', 'x', '', 'Duplicate value: "x"'],
    ['FieldValueNotFound', 'x', '', 'Not found: "x"'],
    ['FieldValueNotSupported', { a: [1] }, 'supported values: "b"', 'Unsupported value: {"a":[1]}: supported values: "b"'],
  ] as const)('%s of %j', (reason, value, detail, message) => {
    expect(fieldError(reason, field, detail, value)).toEqual({ reason, field: 'spec', path: ['spec'], message })
  })
})
