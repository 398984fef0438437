import { expect, test } from 'vitest'
import { csiDriverNameErrors } from '../../../src/k8s/names/csi-driver-name.ts'
import { missing, tooLong } from '../../../src/k8s/names/format-error.ts'

test('capital letters pass', () => {
  expect(csiDriverNameErrors('CSI.Example.com')).toEqual([])
})

test('the name has at most 63 bytes', () => {
  expect(csiDriverNameErrors('a'.repeat(64))).toEqual([tooLong('a'.repeat(64), 63)])
})

test('before 1.35 a missing name is told to be malformed, too', () => {
  expect(csiDriverNameErrors('')).toEqual([missing()])
  expect(csiDriverNameErrors('', { minor: 34 }).map(({ reason }) => reason)).toEqual(['FieldValueRequired', 'FieldValueInvalid'])
})
