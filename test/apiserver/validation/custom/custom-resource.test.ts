import { describe, expect, test } from 'vitest'
import { verdictOn } from '../../custom-kind.ts'

const fields = (properties: object, others: object = {}) => ({ type: 'object', properties, ...others })
const one = (schema: object) => fields({ x: schema })

describe('a value of a custom resource', () => {
  test.each<[string, object, unknown, string[]]>([
    ['of its type', { type: 'integer' }, 1, ['201']],
    ['of another type', { type: 'integer' }, 'a', ['spec.x: Invalid value: "string": spec.x in body must be of type integer: "string"']],
    ['a number without a fraction', { type: 'number' }, 3, ['201']],
    [
      'a fraction for an integer',
      { type: 'integer', format: 'int32' },
      0.5,
      [
        '<nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.x',
        'spec.x: Invalid value: "float64": spec.x in body must be of type int32: "float64"',
      ],
    ],
    [
      'above its maximum',
      { type: 'integer', maximum: 5 },
      6,
      ['spec.x: Invalid value: 6: spec.x in body should be less than or equal to 5'],
    ],
    [
      'at an exclusive minimum',
      { type: 'number', minimum: 1.5, exclusiveMinimum: true },
      1.5,
      ['spec.x: Invalid value: 1.5: spec.x in body should be greater than 1.5'],
    ],
    [
      'no multiple',
      { type: 'number', multipleOf: 0.01 },
      0.015,
      ['spec.x: Invalid value: 0.015: spec.x in body should be a multiple of 0.01'],
    ],
    ['a multiple but for rounding', { type: 'number', multipleOf: 0.01 }, 0.07, ['201']],
    ['too short', { type: 'string', minLength: 2 }, 'é', ['spec.x: Invalid value: "é": spec.x in body should be at least 2 chars long']],
    ['too long', { type: 'string', maxLength: 2 }, 'abc', ['spec.x: Too long: may not be more than 2 bytes']],
    ['no match', { type: 'string', pattern: '^(?i)a+$' }, 'b', ['spec.x: Invalid value: "b": spec.x in body should match \'^(?i)a+$\'']],
    ['a match in Go’s dialect', { type: 'string', pattern: '^(?i)a+$' }, 'AA', ['201']],
    [
      'not among those allowed',
      { type: 'integer', enum: [301, 302] },
      303,
      ['spec.x: Unsupported value: 303: supported values: "301", "302"'],
    ],
    [
      'too few items',
      { type: 'array', items: { type: 'string' }, minItems: 1 },
      [],
      ['spec.x: Invalid value: 0: spec.x in body should have at least 1 items'],
    ],
    [
      'too many members',
      { type: 'object', additionalProperties: { type: 'string' }, maxProperties: 1 },
      { a: '1', b: '2' },
      ['spec.x: Too many: 2: must have at most 1 item'],
    ],
    ['a null that may be one', { type: 'string', nullable: true }, null, ['201']],
    ['a null that counts as absent', { type: 'string' }, null, ['201']],
    ['a text for integer or string', { 'x-kubernetes-int-or-string': true }, '5%', ['201']],
    [
      'a boolean for integer or string',
      { 'x-kubernetes-int-or-string': true },
      true,
      ['spec.x: Invalid value: "boolean": spec.x in body must be of type integer,string: "boolean"'],
    ],
    [
      'twice in a set',
      { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
      ['a', 'b', 'a', 'a'],
      ['spec.x[2]: Duplicate value: "a"'],
    ],
    [
      'an integer in place of an object with a key that no schema names',
      { type: 'object', additionalProperties: { type: 'object', properties: {} } },
      { 'a.b': 1 },
      ['spec.x.a.b: Invalid value: "integer": spec.x.a.b in body must be of type object: "integer"'],
    ],
  ])('%s', async (_, schema, value, expected) => {
    expect(await verdictOn(one(schema), { x: value })).toEqual(expected)
  })

  test('is told by its keys in a list that is a map', async () => {
    const item = fields({ port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } }, { required: ['port'] })
    const list = { type: 'array', items: item, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'] }
    expect(await verdictOn(one(list), { x: [{ port: 1 }, { port: 1, protocol: 'UDP' }, { port: 1, protocol: 'TCP' }] })).toEqual([
      'spec.x[2]: Duplicate value: {"port":1,"protocol":"TCP"}',
    ])
  })

  test('is missing', async () => {
    expect(await verdictOn(fields({ a: { type: 'string' } }, { required: ['a'] }), {})).toEqual(['spec.a: Required value'])
  })
})

describe('conditions', () => {
  test.each<[string, object, object, string[]]>([
    [
      'at least one, told with the errors of the first of those that come nearest',
      { anyOf: [{ required: ['b'] }, { properties: { a: { minimum: 3 } } }, { properties: { a: { minimum: 5 } } }] },
      { a: 1 },
      [
        '<nil>: Invalid value: "": "spec" must validate at least one schema (anyOf)',
        'spec.a: Invalid value: 1: spec.a in body should be greater than or equal to 3',
      ],
    ],
    ['exactly one', { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1 }, ['201']],
    [
      'exactly one, and two fit',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1, b: 1 },
      ['<nil>: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found 2 valid alternatives'],
    ],
    [
      'all',
      { allOf: [{ properties: { a: { maximum: 0 } } }] },
      { a: 1 },
      [
        '<nil>: Invalid value: "": "spec" must validate all the schemas (allOf). None validated',
        'spec.a: Invalid value: 1: spec.a in body should be less than or equal to 0',
      ],
    ],
    ['none', { not: { required: ['a'] } }, { a: 1 }, ['<nil>: Invalid value: "": "spec" must not validate the schema (not)']],
  ])('%s', async (_, conditions, spec, expected) => {
    expect(await verdictOn(fields({ a: { type: 'integer' }, b: { type: 'integer' } }, conditions), spec)).toEqual(expected)
  })
})

describe('formats', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['date-time', ['2024-02-29T12:00:00Z', '2024-01-01t00:00:00.5+01:00'], ['2023-02-29T12:00:00Z', '2024-01-01T24:00:00Z', 'now']],
    ['date', ['2024-02-29'], ['2024-13-01', '2024-1-1']],
    ['duration', ['1h30m', '2 days', '5 weeks'], ['h', '', '5 parsecs']],
    ['ipv4', ['10.0.0.1', '010.0.0.1'], ['::1', '10.0.0']],
    ['ipv6', ['::1', 'fe80::1'], ['10.0.0.1', '12345::']],
    ['cidr', ['10.0.0.0/8', 'fd00::/64'], ['10.0.0.0', '10.0.0.0/33']],
    ['mac', ['00:11:22:33:44:55', '0011.2233.4455'], ['00:11:22', '00:11-22:33:44:55']],
    ['hostname', ['example.com', 'a'], ['-a.com', 'a_b.com']],
    ['uri', ['https://a.b/c?d', '/path', 'mailto:a'], ['a/b', 'http://[::1', 'http://a:b/', '']],
    ['email', ['a@b', 'Jo Doe <jo@example.com>'], ['a', 'a@', 'a b@c']],
    ['uuid', ['01234567-89ab-cdef-0123-456789abcdef'], ['0123']],
    ['byte', ['aGVsbG8='], ['a', '']],
    ['isbn', ['0321751043', '978-0321751041'], ['0321751044']],
    ['creditcard', ['4111 1111 1111 1111'], ['4111 1111 1111 1112']],
    ['rgbcolor', ['rgb(0, 255,3)'], ['rgb(0,256,3)']],
    ['hexcolor', ['#fff'], ['#ffff']],
    ['bsonobjectid', ['507f1f77bcf86cd799439011'], ['507f1f77']],
    ['ssn', ['123-45-6789'], ['123456789']],
    ['anything-else', ['x'], []],
  ])('%s', async (format, right, wrong) => {
    const schema = one({ type: 'string', format })
    for (const x of right) expect([x, await verdictOn(schema, { x })]).toEqual([x, ['201']])
    for (const x of wrong) {
      const quoted = JSON.stringify(x)
      expect(await verdictOn(schema, { x })).toEqual([
        `spec.x: Invalid value: ${quoted}: spec.x in body must be of type ${format}: ${quoted}`,
      ])
    }
  })
})

describe('rules', () => {
  const rule = (rules: readonly object[], type = 'integer') => one({ type, 'x-kubernetes-validations': rules })

  test.each<[string, readonly object[], unknown, string[]]>([
    ['that hold', [{ rule: 'self > 0' }], 1, ['201']],
    ['that fail', [{ rule: 'self > 0' }], 0, ['spec.x: Invalid value: 0: failed rule: self > 0']],
    ['with words of their own', [{ rule: 'self > 0', message: ' more ' }], 0, ['spec.x: Invalid value: 0: more']],
    [
      'that put their words together',
      [{ rule: 'self > 0', messageExpression: '"not " + string(self)' }],
      0,
      ['spec.x: Invalid value: 0: not 0'],
    ],
    ['with a reason', [{ rule: 'self > 0', reason: 'FieldValueForbidden', message: 'no' }], 0, ['spec.x: Forbidden: no']],
    [
      'that cannot be evaluated',
      [{ rule: '1 / self == 1' }],
      0,
      ['spec.x: Invalid value: "integer": division by zero evaluating rule: 1 / self == 1'],
    ],
    ['about changes, of something new', [{ rule: 'self == oldSelf' }], 1, ['201']],
    [
      'about changes, that ask for no past',
      [{ rule: 'oldSelf.hasValue() || self == 1', optionalOldSelf: true }],
      2,
      ['spec.x: Invalid value: 2: failed rule: oldSelf.hasValue() || self == 1'],
    ],
  ])('%s', async (_, rules, x, expected) => {
    expect(await verdictOn(rule(rules), { x })).toEqual(expected)
  })

  test('are told at the field that they name, without the value of an object', async () => {
    const schema = fields(
      { a: { type: 'integer' }, b: { type: 'integer' } },
      { 'x-kubernetes-validations': [{ rule: 'self.a < self.b', fieldPath: '.a', message: 'less' }] }
    )
    expect(await verdictOn(schema, { a: 2, b: 1 })).toEqual(['spec.a: Invalid value: less'])
  })

  test('are not looked at where the object has the wrong shape', async () => {
    expect(await verdictOn(rule([{ rule: 'self > 0' }]), { x: '' })).toEqual([
      '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
      'spec.x: Invalid value: "string": spec.x in body must be of type integer: "string"',
    ])
  })

  test('compare sets without regard to their order', async () => {
    const set = { type: 'array', 'x-kubernetes-list-type': 'set', maxItems: 5, items: { type: 'string', maxLength: 5 } }
    const schema = one({ ...set, 'x-kubernetes-validations': [{ rule: "self == ['b', 'a']" }] })
    expect(await verdictOn(schema, { x: ['a', 'b'] })).toEqual(['201'])
  })
})
