import { expect, test } from 'vitest'
import { httpHeaderErrors } from '../../../src/k8s/names/http-header.ts'
import { percentErrors } from '../../../src/k8s/names/percent.ts'

test.each([
  ['0%', true],
  ['250%', true],
  ['1', false],
  ['-1%', false],
  ['1.5%', false],
  ['%', false],
])('share %s: %s', (text, right) => {
  expect(percentErrors(text)).toHaveLength(right ? 0 : 1)
})

test.each([
  ['X-Probe', true],
  ['X_Probe', false],
  ['', false],
])('header %s: %s', (text, right) => {
  expect(httpHeaderErrors(text)).toHaveLength(right ? 0 : 1)
})
