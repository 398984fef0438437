import { expect, test } from 'vitest'
import { envNameErrors, strictEnvNameErrors } from '../../../src/k8s/names/env-name.ts'

const printable = "a valid environment variable name must consist only of printable ASCII characters other than '='"

test.each<[string, string[], string[]]>([
  ['A_b.c-1', [], []],
  ['1A', [], ['a valid environment variable name must consist of']],
  ['a b!', [], ['a valid environment variable name must consist of']],
  ['..A', [], ["must not start with '..'"]],
  ['.', [], ["must not be '.'"]],
  ['', ['environment variable name must be non-empty'], ['a valid environment variable name must consist of']],
  ['a=b', [printable], ['a valid environment variable name must consist of']],
  ['ü', [printable], ['a valid environment variable name must consist of']],
  ['a\n', [printable], ['a valid environment variable name must consist of']],
])('%j today, and under the strict rule', (name, errors, strict) => {
  expect(envNameErrors(name)).toEqual(errors)
  expect(strictEnvNameErrors(name).map((error, index) => error.slice(0, strict[index]?.length))).toEqual(strict)
})
