import { expect, test } from 'vitest'
import { quotedTexts, type ServerWords, shortDetail, splitServerWords } from '../../src/lint/server-words.ts'

test.each<[string, ServerWords]>([
  ['Required value', { type: 'Required value', detail: '' }],
  ['Required value: must be specified: always', { type: 'Required value', detail: 'must be specified: always' }],
  [
    'Invalid value: -1: must be greater than or equal to 0',
    { type: 'Invalid value', value: '-1', detail: 'must be greater than or equal to 0' },
  ],
  ['Invalid value: "a: \\"b": must be c', { type: 'Invalid value', value: '"a: \\"b"', detail: 'must be c' }],
  ['Invalid value: {"a":"b: c","d":[1, 2]}: no', { type: 'Invalid value', value: '{"a":"b: c","d":[1, 2]}', detail: 'no' }],
  ['Duplicate value: "http"', { type: 'Duplicate value', value: '"http"', detail: '' }],
  ['Not found: "data"', { type: 'Not found', value: '"data"', detail: '' }],
  [
    'Unsupported value: "always": supported values: "Always", "Never"',
    { type: 'Unsupported value', value: '"always"', detail: 'supported values: "Always", "Never"' },
  ],
  ['Forbidden: may not be set: because', { type: 'Forbidden', detail: 'may not be set: because' }],
  ['Too long: may not be more than 63 bytes', { type: 'Too long', detail: 'may not be more than 63 bytes' }],
  ['Too many: 5: must have at most 4 items', { type: 'Too many', value: '5', detail: 'must have at most 4 items' }],
])('%s', (message, words) => {
  expect(splitServerWords(message)).toEqual(words)
})

test('examples and patterns of the server are left out of a short detail', () => {
  const detail = "a DNS-1123 label must start with a letter (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z]')"
  expect(shortDetail(detail)).toBe('a DNS-1123 label must start with a letter')
})

test('quoted texts are those between double quotes', () => {
  expect(quotedTexts('supported values: "Always", "If\\"x"')).toEqual(['Always', 'If\\"x'])
})
