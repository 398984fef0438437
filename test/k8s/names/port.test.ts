import { expect, test } from 'vitest'
import { portErrors } from '../../../src/k8s/names/port.ts'

const range = 'must be between 1 and 65535, inclusive'
const letters = 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'
const letter = 'must contain at least one letter (a-z)'
const ends = 'must not begin or end with a hyphen'

test.each<[unknown, string[]]>([
  [1, []],
  [65535, []],
  [0, [range]],
  [65536, [range]],
  [undefined, [range]],
  ['http', []],
  ['8a', []],
  ['80', [letter]],
  ['HTTP', [letters, letter]],
  ['a--b', ['must not contain consecutive hyphens']],
  ['-a', [ends]],
  ['', [letters, letter]],
  ['a'.repeat(16), ['must be no more than 15 characters']],
])('%j', (port, errors) => {
  expect(portErrors(port)).toEqual(errors)
})
