import { expect, test } from 'vitest'
import { rareFunctions } from '../../../src/dev/bundle/rare-functions.ts'

const text = `// src/k8s/quantity.ts
function used() {
}
function unused() {
}
// src/source/yaml/keys.ts
function forMistakes() {
}
var value = unused;
`
const use = (name: string): { name: string; at: number; ran: boolean } => ({ name, at: text.indexOf(`function ${name}`), ran: true })

test('a function that no sound manifest needs goes with those of its folder, or with those of mistakes', () => {
  expect([...rareFunctions(text, [use('used')], [use('used'), use('forMistakes')])]).toEqual([
    ['unused', 'k8s'],
    ['forMistakes', 'mistakes'],
  ])
})

test('a function that did not run in a run that is told of is not called', () => {
  expect([...rareFunctions(text, [{ ...use('used'), ran: false }], []).keys()]).toEqual(['used', 'unused', 'forMistakes'])
})
