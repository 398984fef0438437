import { describe, expect, test } from 'vitest'
import { answersTo, definitionOf } from '../../custom-kind.ts'

const at = 'spec.validation.openAPIV3Schema.properties[spec]'
const ruleAt = `${at}.x-kubernetes-validations[0].rule`
const shown = (rule: string) =>
  `Invalid value: {"Rule":${JSON.stringify(rule).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')},"Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}`
const tooMuch = '(try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)'

async function errors(schema: object): Promise<readonly string[]> {
  const [answer] = await answersTo([definitionOf(schema)])
  return answer?.causes?.map(({ field, message }) => `${field}: ${message}`) ?? [String(answer?.code)]
}

function withRule(rule: string, schema: object = {}): object {
  return { type: 'object', properties: { a: { type: 'integer' } }, ...schema, 'x-kubernetes-validations': [{ rule }] }
}

describe('a rule of a definition', () => {
  test.each<[string, object, readonly string[]]>([
    ['compiles', withRule('self.a > 0'), ['201']],
    [
      'names a field that the schema does not have',
      withRule('self.b > 0'),
      [`${ruleAt}: ${shown('self.b > 0')}: compilation failed: ERROR: <input>:1:5: undefined field 'b'\n | self.b > 0\n | ....^`],
    ],
    ['is no condition', withRule('self.a'), [`${ruleAt}: ${shown('self.a')}: cel expression must evaluate to a bool`]],
    [
      'looks back where nobody knows what was there',
      { type: 'array', maxItems: 3, items: withRule('self.a >= oldSelf.a') },
      [
        `${at}.items.x-kubernetes-validations[0].rule: Invalid value: "self.a >= oldSelf.a": oldSelf cannot be used on the uncorrelatable portion of the schema within ${at}`,
      ],
    ],
    [
      'may cost too much',
      withRule('self.l.all(x, self.l.all(y, x != y || x == y))', {
        properties: { l: { type: 'array', items: { type: 'string' } } },
      }),
      [
        `${ruleAt}: Forbidden: estimated rule cost exceeds budget by factor of more than 100x ${tooMuch}`,
        `${ruleAt}: Forbidden: contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema`,
        `spec.validation.openAPIV3Schema: Forbidden: x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema exceeds budget by factor of more than 100x ${tooMuch}`,
      ],
    ],
  ])('%s', async (_, schema, expected) => {
    expect(await errors(schema)).toEqual(expected)
  })
})

describe('a default of a definition', () => {
  const field = (schema: object) => ({ type: 'object', properties: { x: schema } })
  const x = `${at}.properties[x].default`

  test.each<[string, object, readonly string[]]>([
    ['fits', { type: 'integer', default: 1, maximum: 1 }, ['201']],
    ['has another type', { type: 'integer', default: 'a' }, [`${x}: Invalid value: "string":  in body must be of type integer: "string"`]],
    [
      'has unknown fields',
      { type: 'object', default: { a: 1 }, properties: {} },
      [`${x}: Invalid value: {"a":1}: must not have unknown fields`],
    ],
    [
      'lacks what is required',
      { type: 'object', default: {}, properties: { a: { type: 'string' } }, required: ['a'] },
      [`${x}.a: Required value`],
    ],
    [
      'breaks a rule',
      { type: 'integer', default: 1, 'x-kubernetes-validations': [{ rule: 'self > 1' }] },
      [`${x}: Invalid value: 1: failed rule: self > 1`],
    ],
    ['may be anything where integer or string is not told apart', { 'x-kubernetes-int-or-string': true, default: true }, ['201']],
  ])('%s', async (_, schema, expected) => {
    expect(await errors(field(schema))).toEqual(expected)
  })
})
