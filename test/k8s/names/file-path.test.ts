import { expect, test } from 'vitest'
import { fileModeErrors, localPathErrors, relativePathErrors } from '../../../src/k8s/names/file-path.ts'

const backstep = "must not contain '..'"
const relative = 'must be a relative path'
const reserved = "must not start with '..'"

test.each<[string, string[], string[]]>([
  ['a/b', [], []],
  ['', [], []],
  ['/a', [relative], [relative]],
  ['/a/..', [relative, backstep], [relative, backstep]],
  ['../a', [backstep], [backstep]],
  ['..', [backstep], [backstep, reserved]],
  ['..data', [], [reserved]],
  ['a/..b', [], []],
])('%j as a relative path, and as one that a volume does not use itself', (path, errors, local) => {
  expect([relativePathErrors(path), localPathErrors(path)]).toEqual([errors, local])
})

test.each([
  [0, 0],
  [0o777, 0],
  [0o1000, 1],
  [-1, 1],
])('mode %d has %d errors', (mode, count) => {
  expect(fileModeErrors(mode)).toHaveLength(count)
})
