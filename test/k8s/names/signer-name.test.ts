import { expect, test } from 'vitest'
import { malformed, missing, tooLong } from '../../../src/k8s/names/format-error.ts'
import { signerNameErrors } from '../../../src/k8s/names/signer-name.ts'

const form = "must be a fully qualified domain and path of the form 'example.com/signer-name'"

test.each([
  ['a.b/c', []],
  ['a.b/c.d', []],
  ['', [missing()]],
  ['a.b', [malformed('a.b', form)]],
  ['a.b/c/d', [malformed('a.b/c/d', form)]],
  ['a/b', [malformed('a', 'should be a domain with at least two segments separated by dots')]],
])('%s', (name, errors) => {
  expect(signerNameErrors(name)).toEqual(errors)
})

test('the first wrong label of either part is named', () => {
  expect(signerNameErrors('a.B.C/D').map(({ value, detail }) => [value, detail.slice(0, 20)])).toEqual([
    ['a.B.C', 'validating label "B"'],
    ['D', 'validating label "D"'],
  ])
})

test('a long domain is told first', () => {
  const domain = `${'a'.repeat(63)}.`.repeat(4)
  expect(signerNameErrors(`${domain}a/b`)).toEqual([tooLong(`${domain}a`, 253)])
})
