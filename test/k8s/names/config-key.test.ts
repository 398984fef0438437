import { expect, test } from 'vitest'
import { configKeyErrors } from '../../../src/k8s/names/config-key.ts'

const key =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

test.each<[string, string[]]>([
  ['app.yaml', []],
  ['_', []],
  ['', [key]],
  ['a/b', [key]],
  ['..', ["must not be '..'"]],
  ['../a', [key, "must not start with '..'"]],
  ['a'.repeat(254), ['must be no more than 253 characters']],
])('key %j of a ConfigMap', (text, errors) => {
  expect(configKeyErrors(text)).toEqual(errors)
})
